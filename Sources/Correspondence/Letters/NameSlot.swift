/// The places of a leader's name in a letter that is otherwise the same for others.
///
/// While a letter is made, each stands as one private-use character; no value may carry those (``Markup/escaped(_:)``).
enum NameSlot {
    static let firstName = "\u{E000}"
    static let name = "\u{E001}"

    /// Whether a slot is left in the text.
    static func isIn(_ text: String) -> Bool {
        text.utf8.contains(0xEE) && text.unicodeScalars.contains { $0 == "\u{E000}" || $0 == "\u{E001}" }
    }
}

/// A text cut at its name slots.
struct SlottedText: Sendable {
    private enum Part {
        case text(String)
        case firstName
        case name
    }

    private let parts: [Part]
    private let length: Int

    init(_ text: String) {
        let bytes = Array(text.utf8)
        var parts: [Part] = []
        var open = 0
        var at = 0
        // The slots are U+E000 and U+E001, in UTF-8 EE 80 80 and EE 80 81.
        while let found = bytes[at...].firstIndex(of: 0xEE) {
            at = found + 1
            guard found + 2 < bytes.count, bytes[found + 1] == 0x80, bytes[found + 2] & 0xFE == 0x80 else { continue }
            parts.append(.text(String(decoding: bytes[open..<found], as: UTF8.self)))
            parts.append(bytes[found + 2] == 0x80 ? .firstName : .name)
            open = found + 3
            at = open
        }
        parts.append(.text(open == 0 ? text : String(decoding: bytes[open...], as: UTF8.self)))
        self.parts = parts
        length = bytes.count
    }

    /// The text with the names in their places.
    func filled(firstName: String, name: String) -> String {
        if parts.count == 1, case .text(let text) = parts[0] { return text }
        var filled = ""
        filled.reserveCapacity(length + 2 * name.utf8.count)
        for part in parts {
            switch part {
            case .text(let text): filled += text
            case .firstName: filled += firstName
            case .name: filled += name
            }
        }
        return filled
    }
}
