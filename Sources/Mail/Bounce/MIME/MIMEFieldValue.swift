/// A value with parameters, as `multipart/report; boundary="x"` (RFC 2045 §5.1).
struct MIMEFieldValue: Sendable {
    /// What stands before the first semicolon, in lower case.
    let value: String
    /// The parameters by their names in lower case; of two of a name the first.
    let parameters: [String: String]

    /// Reads a field's value; comments in parentheses are passed over.
    init(_ text: String) {
        var pieces: [[UInt8]] = [[]]
        var depth = 0
        var isQuoted = false
        var isEscaped = false
        for byte in text.utf8 {
            if isEscaped {
                isEscaped = false
                if depth == 0 { pieces[pieces.count - 1].append(byte) }
            } else if byte == UInt8(ascii: "\\"), isQuoted || depth > 0 {
                isEscaped = true
            } else if byte == UInt8(ascii: "\""), depth == 0 {
                isQuoted.toggle()
            } else if byte == UInt8(ascii: "("), !isQuoted {
                depth += 1
            } else if byte == UInt8(ascii: ")"), !isQuoted, depth > 0 {
                depth -= 1
            } else if depth > 0 {
                continue
            } else if byte == UInt8(ascii: ";"), !isQuoted {
                pieces.append([])
            } else if isQuoted || byte > 0x20 {
                pieces[pieces.count - 1].append(byte)
            }
        }
        value = Self.lowercased(pieces[0])
        parameters = Dictionary(
            pieces.dropFirst().compactMap { piece in
                piece.firstIndex(of: UInt8(ascii: "=")).map { equals in
                    (Self.lowercased(piece[..<equals]), String(decoding: piece[(equals + 1)...], as: UTF8.self))
                }
            },
            uniquingKeysWith: { first, _ in first }
        )
    }

    private static func lowercased(_ bytes: some Sequence<UInt8>) -> String {
        String(decoding: bytes.map(\.asciiLowercased), as: UTF8.self)
    }
}
