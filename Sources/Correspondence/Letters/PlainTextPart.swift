/// The plain-text part of a letter, with the names still to come.
struct PlainTextPart: Sendable {
    private enum Piece {
        /// Lines that are the same for everybody.
        case fixed(String)
        /// A line with a name in it: how it breaks depends on the name.
        case named(SlottedText, indent: String, hanging: String)
    }

    private var pieces: [Piece] = []

    init(_ blocks: [Markup.Block]) {
        var fixed = ""
        var previous: Markup.Block?
        for block in blocks where block != .rule {
            if let previous { fixed += Self.belongs(block, to: previous) ? "" : "\n" }
            previous = block
            for line in Self.lines(of: block) {
                if NameSlot.isIn(line.text) {
                    pieces.append(.fixed(fixed))
                    pieces.append(.named(SlottedText(line.text), indent: line.indent, hanging: line.hanging))
                    fixed = ""
                } else {
                    Self.wrap(line.text, indent: line.indent, hanging: line.hanging, into: &fixed)
                }
            }
        }
        pieces.append(.fixed(fixed))
    }

    /// The text for one leader.
    func filled(firstName: String, name: String) -> String {
        var text = ""
        for piece in pieces {
            switch piece {
            case .fixed(let lines): text += lines
            case .named(let line, let indent, let hanging):
                Self.wrap(line.filled(firstName: firstName, name: name), indent: indent, hanging: hanging, into: &text)
            }
        }
        return text
    }

    private typealias Line = (text: String, indent: String, hanging: String)

    /// A list follows its introduction without an empty line.
    private static func belongs(_ block: Markup.Block, to previous: Markup.Block) -> Bool {
        if case .list = block, case .paragraph(let lines) = previous {
            lines.last?.hasSuffix(":") == true
        } else {
            false
        }
    }

    private static func lines(of block: Markup.Block) -> [Line] {
        switch block {
        case .heading(let heading):
            let text = shown(heading)
            return [(text, "", ""), (String(repeating: "-", count: min(text.unicodeScalars.count, width)), "", "")]
        case .paragraph(let lines): return lines.map { (shown($0), "", "") }
        case .facts(let lines): return lines.map { (shown($0), "  ", "  ") }
        case .list(let items): return items.map { (shown($0), "- ", "  ") }
        case .button(nil, let url): return [(url, "", "")]
        case .button(let label?, let url):
            let fits = label.unicodeScalars.count + url.unicodeScalars.count + 2 <= width
            return fits ? [("\(label): \(url)", "", "")] : [("\(label):", "", ""), (url, "", "")]
        case .rule: return []
        }
    }

    private static func shown(_ line: String) -> String {
        Markup.runs(of: line).map {
            switch $0 {
            case .text(let text): text
            case .link(let label, let url): label == url || "mailto:\(label)" == url ? label : "\(label) <\(url)>"
            }
        }.joined()
    }

    /// Columns that are pleasant to read; a word that is longer, as a link, has a line to itself.
    private static let width = 72
    /// Bytes that a line never exceeds, with room for the indent.
    private static let limit = 980

    private static func wrap(_ line: String, indent: String, hanging: String, into text: inout String) {
        text += indent
        var column = indent.utf8.count
        var isFirst = true
        for word in line.split(separator: " ") {
            // Bytes that continue a character take no column.
            let columns = word.utf8.reduce(0) { $1 & 0xC0 == 0x80 ? $0 : $0 + 1 }
            if !isFirst, column + 1 + columns > width {
                text += "\n"
                text += hanging
                column = hanging.utf8.count
            } else if !isFirst {
                text += " "
                column += 1
            }
            isFirst = false
            column += columns
            if word.utf8.count <= limit {
                text += word
            } else {
                text += broken(word)
            }
        }
        text += "\n"
    }

    /// A word cut into lines that mail can carry.
    private static func broken(_ word: Substring) -> String {
        var (broken, bytes) = ("", 0)
        for scalar in word.unicodeScalars {
            let size = String(scalar).utf8.count
            if bytes + size > limit {
                broken += "\n"
                bytes = 0
            }
            broken.unicodeScalars.append(scalar)
            bytes += size
        }
        return broken
    }
}
