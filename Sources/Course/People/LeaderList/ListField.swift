import Foundation

/// The text of one field of a list.
enum ListField {
    /// The text on one line.
    ///
    /// Every run of white space, line breaks among it, is one space, and none stands at the ends. Letters with their marks apart, as some systems write them, are put together.
    static func folded(_ text: String) -> String {
        if isPlain(text) { return text }
        let composed = text.precomposedStringWithCanonicalMapping
        return composed.unicodeScalars.split { $0.properties.isWhitespace || $0.breaksLine }
            .map { String($0) }.joined(separator: " ")
    }

    /// Whether there is nothing to fold: the common case, told by bytes.
    private static func isPlain(_ text: String) -> Bool {
        var previous = UInt8(ascii: " ")
        for byte in text.utf8 {
            switch byte {
            case 0x20 where previous == 0x20: return false
            // Spaces and marks beyond ASCII begin with these.
            case 0..<0x20, 0xC2, 0xCC, 0xCD, 0xE1, 0xE2, 0xE3, 0xEF: return false
            default: previous = byte
            }
        }
        return text.isEmpty || previous != 0x20
    }

    /// Whether a chair is meant; `nil` for a word that is neither yes nor no.
    static func isYes(_ text: String) -> Bool? {
        switch text.lowercased() {
        case "ja", "yes", "x", "1": true
        case "", "nej", "no", "0": false
        default: nil
        }
    }

    /// The language that is meant; `nil` for a word that is none.
    static func language(_ text: String) -> Language? {
        switch text.lowercased() {
        case "da", "dansk", "danish": .danish
        case "en", "engelsk", "english": .english
        default: nil
        }
    }
}
