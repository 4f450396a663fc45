/// Content lines of an iCalendar object (RFC 5545 §3.1).
struct CalendarWriter {
    private(set) var text = ""

    /// Writes a line, folded after 75 octets between characters.
    mutating func line(_ content: String) {
        var used = 0
        for scalar in content.unicodeScalars {
            let size = UTF8.width(scalar)
            if used + size > 75 {
                text += "\r\n "
                used = 1
            }
            text.unicodeScalars.append(scalar)
            used += size
        }
        text += "\r\n"
    }

    /// A TEXT value (§3.3.11): backslash, semicolon, comma and line breaks escaped, other control characters spaces.
    static func text(_ value: String) -> String {
        var result = String.UnicodeScalarView()
        var previous: Unicode.Scalar = " "
        for scalar in value.unicodeScalars {
            switch scalar {
            case "\\", ";", ",":
                result.append("\\")
                result.append(scalar)
            case "\n" where previous == "\r":
                break
            case "\r", "\n", "\u{85}", "\u{2028}", "\u{2029}":
                result.append(contentsOf: "\\n".unicodeScalars)
            default:
                result.append(isControl(scalar) ? " " : scalar)
            }
            previous = scalar
        }
        return String(result)
    }

    /// A parameter's value (§3.2): in quotes where it needs them; a quote in it becomes an apostrophe.
    static func parameter(_ value: String) -> String {
        var result = String.UnicodeScalarView()
        var needsQuotes = false
        for scalar in value.unicodeScalars {
            switch scalar {
            case "\"": result.append("'")
            case ":", ";", ",":
                needsQuotes = true
                result.append(scalar)
            default:
                result.append(isControl(scalar) ? " " : scalar)
            }
        }
        return needsQuotes ? "\"\(String(result))\"" : String(result)
    }

    private static func isControl(_ scalar: Unicode.Scalar) -> Bool {
        scalar.value < 0x20 || (0x7F...0x9F).contains(scalar.value) || scalar == "\u{2028}" || scalar == "\u{2029}"
    }

    /// `20270415T090000`.
    static func dateTime(_ time: CivilTime) -> String {
        "\(padded(time.year, 4))\(padded(time.month, 2))\(padded(time.day, 2))"
            + "T\(padded(time.hour, 2))\(padded(time.minute, 2))\(padded(time.second, 2))"
    }

    /// `+0200`, with seconds where the offset has some.
    static func offset(_ seconds: Int) -> String {
        let magnitude = abs(seconds)
        let rest = magnitude % 60 == 0 ? "" : padded(magnitude % 60, 2)
        return "\(seconds < 0 ? "-" : "+")\(padded(magnitude / 3600, 2))\(padded(magnitude / 60 % 60, 2))\(rest)"
    }

    private static func padded(_ number: Int, _ digits: Int) -> String {
        let text = String(number)
        return String(repeating: "0", count: max(0, digits - text.count)) + text
    }
}
