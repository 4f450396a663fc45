import Glibc

/// Text made to look for phrases in: small letters, any white space as one space, straight apostrophes.
struct FoldedText: Sendable {
    /// In UTF-8, closed by a zero, which stands nowhere else in it.
    private let bytes: [CChar]

    init(_ text: String) {
        var bytes: [UInt8] = []
        for scalar in text.lowercased().unicodeScalars {
            switch scalar {
            case "\u{0}"..." ", "\u{A0}":
                if bytes.last != 0x20 { bytes.append(0x20) }
            case "\u{2018}", "\u{2019}", "\u{B4}":
                bytes.append(UInt8(ascii: "'"))
            default:
                bytes.append(contentsOf: UTF8.encode(scalar) ?? UTF8.encodedReplacementCharacter)
            }
        }
        self.bytes = bytes.map { CChar(bitPattern: $0) } + [0]
    }

    /// Whether a phrase, folded likewise, stands in it.
    func contains(_ phrase: String) -> Bool {
        bytes.withUnsafeBufferPointer { text in
            guard let text = text.baseAddress else { return false }
            return phrase.withCString { strstr(text, $0) != nil }
        }
    }

    func contains(anyOf phrases: [String]) -> Bool {
        phrases.contains { contains($0) }
    }
}
