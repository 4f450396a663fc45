extension Markup {
    /// A value as markup that shows exactly the value, on one line: the only way in for what the file or people wrote.
    ///
    /// Control characters and line breaks become spaces, runs of spaces one; characters that turn the direction of
    /// writing and those of ``NameSlot`` are left out.
    static func escaped(_ value: String) -> String {
        let value = singleLine(value)
        guard value.utf8.contains(where: { isSpecial($0) }) else { return value }
        var escaped: [UInt8] = []
        escaped.reserveCapacity(value.utf8.count + 8)
        for byte in value.utf8 {
            if isSpecial(byte) { escaped.append(UInt8(ascii: "\\")) }
            escaped.append(byte)
        }
        return String(decoding: escaped, as: UTF8.self)
    }

    /// A value on one line, without what has no place in a line.
    static func singleLine(_ value: String) -> String {
        if isPlain(value) { return value }
        var line = String.UnicodeScalarView()
        var owesSpace = false
        for scalar in value.unicodeScalars {
            if isSpace(scalar) {
                owesSpace = true
            } else if !isUnwanted(scalar) {
                if owesSpace, !line.isEmpty { line.append(" ") }
                owesSpace = false
                line.append(scalar)
            }
        }
        return String(line)
    }

    /// A line of markup that somebody wrote, with a space for each control character and without what may not be there.
    static func cleaned(_ line: some StringProtocol) -> String {
        let line = String(line)
        if isPlain(line) { return line }
        var cleaned = String.UnicodeScalarView()
        for scalar in line.unicodeScalars where !isUnwanted(scalar) {
            cleaned.append(isSpace(scalar) ? " " : scalar)
        }
        return String(cleaned)
    }

    /// Whether a text is Latin letters with single spaces between: most are, and need no second look.
    private static func isPlain(_ text: String) -> Bool {
        var wasSpace = true
        for byte in text.utf8 {
            switch byte {
            case 0x20:
                if wasSpace { return false }
                wasSpace = true
            // The Latin letters beyond ASCII begin with C3.
            case 0x21...0x7E, 0x80...0xBF, 0xC3: wasSpace = false
            default: return false
            }
        }
        return !wasSpace || text.isEmpty
    }

    /// Spaces, line breaks and control characters.
    private static func isSpace(_ scalar: Unicode.Scalar) -> Bool {
        switch scalar.value {
        case 0x00...0x20, 0x7F...0xA0, 0x2028, 0x2029: true
        default: false
        }
    }

    /// Characters that turn the direction of writing, and those of the name slots.
    private static func isUnwanted(_ scalar: Unicode.Scalar) -> Bool {
        switch scalar.value {
        case 0x202A...0x202E, 0x2066...0x2069, 0xE000, 0xE001, 0xFEFF: true
        default: false
        }
    }

    /// What the markup reads anywhere in a line, or at its beginning.
    private static func isSpecial(_ byte: UInt8) -> Bool {
        switch byte {
        case UInt8(ascii: "\\"), UInt8(ascii: "["), UInt8(ascii: "]"), UInt8(ascii: "("), UInt8(ascii: ")"),
            UInt8(ascii: ":"), UInt8(ascii: "#"), UInt8(ascii: ">"), UInt8(ascii: "-"):
            true
        default: false
        }
    }
}
