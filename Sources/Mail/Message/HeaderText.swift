/// Text made safe for a header: one line, no control characters.
struct HeaderText {
    /// What may be written, or encoded and written.
    let value: String
    /// Whether it can stand as it is, folded at its spaces: ASCII, no long word, no run of spaces, nothing like an
    /// encoded-word.
    let isPlain: Bool
    /// Whether it is nothing but words of letters and digits, which need no quotes in a phrase.
    let isPhrase: Bool

    var isEmpty: Bool { value.isEmpty }

    /// Looks at text; a word longer than `longestWord` cannot stand as it is.
    init(_ text: String, longestWord: Int = 60) {
        var value = text
        var isPlain = true
        var isPhrase = true
        var isClean = true
        value.withUTF8 { bytes in
            var word = 0
            var previous = UInt8(ascii: " ")
            for byte in bytes {
                switch byte {
                case 0x20:
                    if previous == 0x20 { isPlain = false }
                    word = 0
                case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"),
                    UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "-"):
                    word += 1
                case 0x21..<0x7F:
                    isPhrase = false
                    if byte == UInt8(ascii: "?"), previous == UInt8(ascii: "=") { isPlain = false }
                    word += 1
                default:
                    // Control characters, and what begins C1 controls (C2) and line separators (E2 80 A8).
                    if byte < 0x20 || byte == 0x7F || byte == 0xC2 || byte == 0xE2 { isClean = false }
                    isPlain = false
                }
                if word > longestWord { isPlain = false }
                previous = byte
            }
            if previous == 0x20, !bytes.isEmpty { isPlain = false }
        }
        if isClean {
            self.value = value
            self.isPlain = isPlain
            self.isPhrase = isPlain && isPhrase
        } else {
            let cleaned = String(String.UnicodeScalarView(value.unicodeScalars.map { Self.isBreak($0) ? " " : $0 }))
            self = cleaned == value ? HeaderText(clean: value) : HeaderText(cleaned, longestWord: longestWord)
        }
    }

    private init(clean value: String) {
        self.value = value
        isPlain = false
        isPhrase = false
    }

    private static func isBreak(_ scalar: Unicode.Scalar) -> Bool {
        scalar.value < 0x20 || (0x7F...0x9F).contains(scalar.value) || scalar == "\u{2028}" || scalar == "\u{2029}"
    }
}
