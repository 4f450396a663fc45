import Mustache
import NIOCore

/// A page with blanks in it, filled in for each who is to read it.
struct BlankForm: Sendable {
    /// What is left blank.
    enum Blank: Unicode.Scalar, CaseIterable, Sendable {
        case firstName = "\u{10FFFD}"
        case address = "\u{10FFFC}"

        /// What a page is written with where it is to be blank: a character for private use, the last of all (Unicode §23.5).
        var mark: String { String(rawValue) }
    }

    private enum Piece {
        case text([UInt8])
        case blank(Blank)
    }

    private let pieces: [Piece]
    private let octets: Int

    /// The form of a page that was written with marks.
    init(_ page: String) {
        var pieces: [Piece] = []
        var text: [UInt8] = []
        for scalar in page.unicodeScalars {
            if let blank = Blank(rawValue: scalar) {
                pieces += [.text(text), .blank(blank)]
                text = []
            } else {
                text.append(contentsOf: UTF8.encode(scalar) ?? UTF8.encodedReplacementCharacter)
            }
        }
        pieces.append(.text(text))
        self.pieces = pieces
        octets = page.utf8.count
    }

    /// The page with its blanks filled in; escaped, as a template does.
    func filled(_ words: [Blank: String]) -> ByteBuffer {
        var page = ByteBufferAllocator().buffer(capacity: octets + 256)
        for piece in pieces {
            switch piece {
            case .text(let text): page.writeBytes(text)
            case .blank(let blank): page.writeString(Self.escaped(words[blank] ?? ""))
            }
        }
        return page
    }

    /// As in every template; the few letters that matter are seldom in a name.
    private static func escaped(_ text: String) -> String {
        guard text.utf8.contains(where: { "<>&\"'".utf8.contains($0) }) else { return text }
        return (try? MustacheTemplate(string: "{{.}}").render(text)) ?? ""
    }
}
