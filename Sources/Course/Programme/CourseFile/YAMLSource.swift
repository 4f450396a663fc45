import Yams

/// The YAML text of a course file and its tree of nodes.
struct YAMLSource {
    /// The text, without a byte-order mark.
    let text: String
    /// The document's outermost node.
    let root: Node
    /// Keeps the anchors alive: nodes only refer to them weakly, and an anchored node is refused.
    private let parser: Parser

    /// The largest file that is read, in bytes.
    static let largest = 1_000_000

    /// Reads bytes as one YAML document; the first thing wrong with the text or the syntax is the only one reported.
    init(_ bytes: [UInt8]) throws(SourceFault) {
        text = try Self.text(of: bytes)
        if let index = YAMLDepth.excess(in: text) {
            throw SourceFault(
                at: SourceLines(text).position(of: index),
                Sentence("det er indrykket alt for dybt til et forløb", "this is nested far too deeply for a course")
            )
        }
        try Self.refuseExpansion(in: text)
        let start = SourcePosition(line: 1, column: 1)
        do {
            // The resolver without rules leaves every scalar the text that it is.
            parser = try Parser(yaml: text, resolver: .basic, encoding: .utf8)
            guard let root = try parser.singleRoot() else {
                throw SourceFault(
                    at: start,
                    Sentence("filen er tom; her skulle stå et forløb", "the file is empty; expected a course")
                )
            }
            self.root = root
        } catch let fault as SourceFault {
            throw fault
        } catch let error as YamlError {
            throw SourceFault(error, in: text)
        } catch {
            throw SourceFault(at: start, SourceFault.noYAML)
        }
    }

    private static func text(of bytes: [UInt8]) throws(SourceFault) -> String {
        let start = SourcePosition(line: 1, column: 1)
        if let refusal = FileSignature.refusal(of: bytes) { throw SourceFault(at: start, refusal) }
        guard bytes.count <= largest else {
            throw SourceFault(
                at: start,
                Sentence(
                    "filen er større end 1 MB; en forløbsfil fylder nogle få kilobyte",
                    "the file is larger than 1 MB; a course file is some kilobytes"
                )
            )
        }
        let body = bytes.starts(with: FileSignature.utf8Mark) ? Array(bytes.dropFirst(3)) : bytes
        if let fault = StrictUTF8.firstFault(in: body) {
            let before = String(decoding: body[..<fault], as: UTF8.self)
            throw SourceFault(
                at: SourceLines.end(of: before),
                Sentence(
                    "her er et tegn, der ikke er UTF-8; gem filen som UTF-8",
                    "this byte is not UTF-8; save the file as UTF-8"
                )
            )
        }
        let text = String(decoding: body, as: UTF8.self)
        if let index = text.unicodeScalars.firstIndex(where: { !isReadable($0) }) {
            let code = String(text.unicodeScalars[index].value, radix: 16, uppercase: true).leftPadded(to: 4)
            throw SourceFault(
                at: SourceLines.end(of: String(text.unicodeScalars[..<index])),
                Sentence(
                    "tegnet U+\(code) kan ikke stå i en forløbsfil",
                    "the character U+\(code) cannot stand in a course file"
                )
            )
        }
        return text
    }

    /// What YAML calls printable, byte-order marks inside the text excepted.
    private static func isReadable(_ scalar: Unicode.Scalar) -> Bool {
        switch scalar.value {
        case 0x09, 0x0A, 0x0D, 0x20...0x7E, 0x85, 0xA0...0xD7FF, 0xE000...0xFEFE, 0xFF00...0xFFFD, 0x10000...0x10FFFF:
            true
        default: false
        }
    }

    /// Refuses a text with more than a few aliases.
    ///
    /// Anchored nodes are refused when they are met, but aliases of aliases in a mapping's key would take exponential time to
    /// compare before that, so a text with more than a few aliases is refused unparsed.
    private static func refuseExpansion(in text: String) throws(SourceFault) {
        let anchors = Set(marked(with: UInt8(ascii: "&"), in: text))
        guard !anchors.isEmpty else { return }
        let aliases = marked(with: UInt8(ascii: "*"), in: text).filter(anchors.contains)
        guard aliases.count > 12, let first = aliases.first else { return }
        throw SourceFault(at: SourceLines.end(of: String(text[..<first.startIndex])), SourceFault.noAliases)
    }

    /// The names that stand directly after an indicator, as anchors and aliases do.
    private static func marked(with indicator: UInt8, in text: String) -> [Substring] {
        var found: [Substring] = []
        var rest = text.utf8[...]
        while let at = rest.firstIndex(of: indicator) {
            rest = rest[rest.index(after: at)...]
            let name = rest.prefix { byte in
                switch byte {
                case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"),
                    UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "_"), UInt8(ascii: "-"):
                    true
                default: false
                }
            }
            if !name.isEmpty { found.append(Substring(name)) }
            rest = rest[name.endIndex...]
        }
        return found
    }
}
