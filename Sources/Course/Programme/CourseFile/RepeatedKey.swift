/// Looks for the second place of a mapping's key: the YAML parser tells only the first.
struct RepeatedKey {
    private let key: String
    private let first: SourcePosition
    private let lines: SourceLines
    private let text: String

    /// The key that stands at `first` and again further down in the same mapping.
    init(_ key: String, first: SourcePosition, in text: String) {
        self.key = key
        self.first = first
        self.text = text
        lines = SourceLines(text)
    }

    /// Where it stands again; `nil` when the text is written in a way that this simple search does not follow.
    var second: SourcePosition? {
        let start = lines.index(of: first)
        let index = beginsEntry(start) ? inBlock(from: start) : inFlow(from: start)
        return index.map(lines.position)
    }

    /// Whether only indentation and list dashes stand before the key on its line.
    private func beginsEntry(_ index: String.Index) -> Bool {
        let lineStart = lines.index(of: SourcePosition(line: first.line, column: 1))
        return text[lineStart..<index].allSatisfy { $0 == " " || $0 == "-" }
    }

    /// In a mapping written line by line, its keys stand in one column.
    private func inBlock(from start: String.Index) -> String.Index? {
        var line = first.line + 1
        while true {
            let lineStart = lines.index(of: SourcePosition(line: line, column: 1))
            guard lineStart < text.endIndex else { return nil }
            let rest = text[lineStart...]
            let indent = rest.prefix { $0 == " " }
            let body = rest[indent.endIndex...]
            if let character = body.first, !character.isNewline, character != "#" {
                if indent.count < first.column - 1 { return nil }
                if indent.count == first.column - 1, standsAt(indent.endIndex) { return indent.endIndex }
            }
            line += 1
        }
    }

    /// In a mapping in braces, its keys follow an opening brace or a comma at its own depth.
    private func inFlow(from start: String.Index) -> String.Index? {
        var depth = 0
        var quote: Character?
        var atToken = false
        var index = text.index(start, offsetBy: tokenLength(at: start) ?? 1, limitedBy: text.endIndex) ?? text.endIndex
        while index < text.endIndex {
            let character = text[index]
            if let open = quote {
                if character == "\\", open == "\"" { text.formIndex(after: &index) }
                if character == open { quote = nil }
                guard index < text.endIndex else { return nil }
            } else if atToken, depth == 0, standsAt(index) {
                return index
            } else {
                switch character {
                case "\"" where atToken, "'" where atToken: quote = character
                case "{", "[": depth += 1
                case "}", "]": depth -= 1
                default: break
                }
                if depth < 0 { return nil }
                if !character.isWhitespace { atToken = ",{[:".contains(character) }
            }
            text.formIndex(after: &index)
        }
        return nil
    }

    /// Whether the key stands here, plain or quoted, with its colon.
    private func standsAt(_ index: String.Index) -> Bool {
        guard let length = tokenLength(at: index) else { return false }
        let rest = text[text.index(index, offsetBy: length)...].drop { $0 == " " }
        return rest.first == ":"
    }

    private func tokenLength(at index: String.Index) -> Int? {
        let rest = text[index...]
        for token in [key, "\"\(key)\"", "'\(key)'"] where !token.isEmpty && rest.hasPrefix(token) {
            return token.count
        }
        return nil
    }
}
