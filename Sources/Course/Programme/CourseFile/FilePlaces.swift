/// Finds the places of a course file by paths of its words.
struct FilePlaces {
    private let positions: [[String]: SourcePosition]
    private let text: String
    private let lines: SourceLines

    init(_ positions: [[String]: SourcePosition], in text: String) {
        self.positions = positions
        self.text = text
        lines = SourceLines(text)
    }

    /// Findings as faults.
    ///
    /// A path that ends in `{field}` is that field's own place inside the text that holds it.
    func faults(of findings: [(path: [String], sentence: Sentence)]) -> [SourceFault] {
        // The same unknown field may stand in one text more than once.
        var reached: [[String]: String.Index] = [:]
        return findings.map { path, sentence in
            let position = Self.nearest(to: path, in: positions) ?? SourcePosition(line: 1, column: 1)
            guard let field = path.last, field.hasPrefix("{") else { return SourceFault(at: position, sentence) }
            let rest = text[(reached[path] ?? lines.index(of: position))...]
            guard let index = Self.firstIndex(of: field, in: rest) else { return SourceFault(at: position, sentence) }
            reached[path] = text.unicodeScalars.index(after: index)
            return SourceFault(at: lines.position(of: index), sentence)
        }
    }

    /// The place of the longest beginning of a path that stands in the file.
    static func nearest(to path: [String], in positions: [[String]: SourcePosition]) -> SourcePosition? {
        for length in stride(from: path.count, through: 0, by: -1) {
            if let position = positions[Array(path.prefix(length))] { return position }
        }
        return nil
    }

    private static func firstIndex(of word: String, in text: Substring) -> String.Index? {
        let scalars = text.unicodeScalars
        var index = scalars.startIndex
        while let open = scalars[index...].firstIndex(of: "{") {
            if scalars[open...].starts(with: word.unicodeScalars) { return open }
            index = scalars.index(after: open)
        }
        return nil
    }
}
