/// How deeply a YAML text nests, told from its brackets and indentation alone.
///
/// The parser goes down a level by calling itself, so a text that nests far more deeply than any course is refused before
/// it is parsed. Brackets and indentation inside texts count too, which no real text minds.
enum YAMLDepth {
    /// A course is six levels deep.
    static let most = 100

    /// Where a text becomes nested too deeply; `nil` where it does not.
    static func excess(in text: String) -> String.Index? {
        var columns: [Int] = []
        var brackets = 0
        var column = 0
        var opensLine = true
        let bytes = text.utf8
        for index in bytes.indices {
            let byte = bytes[index]
            if byte == 0x0A || byte == 0x0D {
                (column, opensLine) = (0, true)
                continue
            }
            if opensLine, byte != 0x20 {
                // A block level begins at every further column, and behind every indicator at a line's beginning.
                while let last = columns.last, last >= column { columns.removeLast() }
                columns.append(column)
                opensLine = isIndicator(byte)
            }
            switch byte {
            case UInt8(ascii: "["), UInt8(ascii: "{"): brackets += 1
            case UInt8(ascii: "]"), UInt8(ascii: "}"): brackets = max(0, brackets - 1)
            default: break
            }
            if columns.count + brackets > most { return index }
            column += 1
        }
        return nil
    }

    private static func isIndicator(_ byte: UInt8) -> Bool {
        byte == UInt8(ascii: "-") || byte == UInt8(ascii: "?") || byte == UInt8(ascii: ":")
    }
}
