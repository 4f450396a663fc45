/// Where the lines of a text begin, as YAML breaks lines.
struct SourceLines {
    private let text: String.UnicodeScalarView
    private let starts: [String.Index]

    init(_ text: String) {
        self.text = text.unicodeScalars
        var starts = [text.startIndex]
        var index = text.startIndex
        while index < text.endIndex {
            let scalar = self.text[index]
            self.text.formIndex(after: &index)
            guard Self.endsLine(scalar) else { continue }
            // CR LF is one break.
            if scalar == "\r", index < text.endIndex, self.text[index] == "\n" { self.text.formIndex(after: &index) }
            starts.append(index)
        }
        self.starts = starts
    }

    /// The index of a position; the line's end when the column lies beyond it.
    func index(of position: SourcePosition) -> String.Index {
        guard position.line >= 1, position.line <= starts.count else { return text.endIndex }
        let end = position.line < starts.count ? starts[position.line] : text.endIndex
        return text.index(starts[position.line - 1], offsetBy: position.column - 1, limitedBy: end) ?? end
    }

    /// The position of an index.
    func position(of index: String.Index) -> SourcePosition {
        var (low, high) = (0, starts.count)
        while high - low > 1 {
            let middle = (low + high) / 2
            if starts[middle] <= index { low = middle } else { high = middle }
        }
        return SourcePosition(line: low + 1, column: text.distance(from: starts[low], to: index) + 1)
    }

    /// The position right behind a text.
    static func end(of text: String) -> SourcePosition {
        SourceLines(text).position(of: text.endIndex)
    }

    private static func endsLine(_ scalar: Unicode.Scalar) -> Bool {
        switch scalar.value {
        case 0x0A, 0x0D, 0x85, 0x2028, 0x2029: true
        default: false
        }
    }
}
