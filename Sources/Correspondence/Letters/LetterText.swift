/// A letter as it is read.
public struct LetterText: Hashable, Sendable {
    /// One line of at most 200 characters, without control characters.
    public var subject: String
    /// The plain-text part; lines end in `\n`, no line is longer than 998 bytes (RFC 5322 §2.1.1).
    public var text: String
    /// The HTML part: a whole document in UTF-8.
    public var html: String

    /// A letter of these parts.
    public init(subject: String, text: String, html: String) {
        self.subject = subject
        self.text = text
        self.html = html
    }
}
