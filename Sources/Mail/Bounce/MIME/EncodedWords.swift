/// Encoded-words of a header read as text (RFC 2047).
enum EncodedWords {
    /// The text with its encoded-words decoded; one that is none stays as it is.
    static func decode(_ text: String) -> String {
        var result = ""
        var rest = Substring(text)
        var isBehindWord = false
        while let start = rest.firstRange(of: "=?") {
            let before = rest[..<start.lowerBound]
            let fields = rest[start.upperBound...].prefix(200)
                .split(separator: "?", maxSplits: 3, omittingEmptySubsequences: false)
            guard fields.count == 4, fields[3].first == "=", let word = decode(fields) else {
                result += rest[..<start.upperBound]
                rest = rest[start.upperBound...]
                isBehindWord = false
                continue
            }
            // White space between two words is only there to fold the line (§6.2).
            if !isBehindWord || before.contains(where: { $0 != " " }) { result += before }
            result += word
            rest = rest[fields[3].index(after: fields[3].startIndex)...]
            isBehindWord = true
        }
        return result + rest
    }

    private static func decode(_ fields: [Substring]) -> String? {
        let content: [UInt8]
        switch fields[1] {
        case "B", "b":
            content = TransferDecoding.base64(fields[2].utf8, limit: 200)
        case "Q", "q":
            let bytes = fields[2].utf8.map { $0 == UInt8(ascii: "_") ? 0x20 : $0 }
            content = TransferDecoding.quotedPrintable(bytes[...], limit: 200)
        default:
            return nil
        }
        // A language may follow the charset (RFC 2231 §5).
        return Charset(named: fields[0].prefix { $0 != "*" }.lowercased()).text(of: content)
    }
}
