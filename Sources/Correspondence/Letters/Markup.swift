/// The tiny markup between a template's words and the two parts of a letter.
///
///     a paragraph, whose line breaks count          ## a heading
///     - an item of a list                           > a line of the box of facts
///     [label](url) or a bare URL alone on a line    a button
///     [label](url) or a bare URL in a line          a link
///     ---                                           below the last one stands the small print
///
/// A backslash takes the meaning from the character after it.
enum Markup {
    /// One block of a letter; lines still carry their links and backslashes.
    enum Block: Hashable {
        case heading(String)
        case paragraph([String])
        case facts([String])
        case list([String])
        /// A link alone on its line; a bare one has no label.
        case button(label: String?, url: String)
        case rule
    }

    /// The blocks of a body.
    static func blocks(of body: String) -> [Block] {
        var blocks: [Block] = []
        /// Whether the next line may go on with the last block.
        var isOpen = false
        for line in body.split(separator: "\n", omittingEmptySubsequences: false) {
            let line = trimmed(line)
            guard !line.isEmpty else {
                isOpen = false
                continue
            }
            switch (block(of: line), isOpen ? blocks.last : nil) {
            case (.paragraph(let new), .paragraph(let lines)): blocks[blocks.count - 1] = .paragraph(lines + new)
            case (.facts(let new), .facts(let lines)): blocks[blocks.count - 1] = .facts(lines + new)
            case (.list(let new), .list(let items)): blocks[blocks.count - 1] = .list(items + new)
            case (let block, _): blocks.append(block)
            }
            isOpen = true
        }
        return blocks
    }

    private static func block(of line: Substring) -> Block {
        if line == "---" { return .rule }
        if line.hasPrefix("- ") { return .list([String(trimmed(line.dropFirst(2)))]) }
        if line.hasPrefix("> ") { return .facts([String(trimmed(line.dropFirst(2)))]) }
        if line.hasPrefix("## ") { return .heading(String(trimmed(line.dropFirst(3)))) }
        if line.hasPrefix("[") || line.hasPrefix("http"), case let runs = runs(of: line), runs.count == 1,
            case .link(let label, let url) = runs[0]
        {
            return .button(label: label == url ? nil : label, url: url)
        }
        return .paragraph([String(line)])
    }

    private static func trimmed(_ line: Substring) -> Substring {
        let isSpace: (UInt8) -> Bool = { $0 == 0x20 || $0 == 0x09 || $0 == 0x0D }
        guard let first = line.utf8.firstIndex(where: { !isSpace($0) }),
            let last = line.utf8.lastIndex(where: { !isSpace($0) })
        else { return "" }
        return line[first...last]
    }
}
