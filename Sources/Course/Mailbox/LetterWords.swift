/// The own subject and text of a prompt, with `{fields}`: what replaces the shipped letter's.
public struct LetterWords: Hashable, Sendable {
    /// The subject, on one line; `nil` for the one beneath it.
    public let subject: String?
    /// The text, with lines ended by `\n`; `nil` for the one beneath it.
    public let text: String?

    /// Words without white space around them; what is blank is none.
    public init(subject: String?, text: String?) {
        self.subject = Self.trimmed(subject?.replacing("\t", with: " "))
        self.text = Self.trimmed(text)
    }

    /// The words of a prompt as the course has them.
    public init(of prompt: Prompt) {
        self.init(subject: prompt.subject, text: prompt.text)
    }

    /// None: the letter beneath says it all.
    public static let none = LetterWords(subject: nil, text: nil)

    /// Whether there are none.
    public var isEmpty: Bool { subject == nil && text == nil }

    /// Lines end in a line feed; white space around the whole is no word, and control characters have no place in one.
    private static func trimmed(_ words: String?) -> String? {
        guard let words else { return nil }
        // CR LF is one character to Swift.
        let ended = String(words.map { $0 == "\r\n" || $0 == "\r" ? "\n" : $0 })
        let kept = ended.unicodeScalars.filter { $0 == "\n" || $0 == "\t" || $0.properties.generalCategory != .control }
        let lines = String(String.UnicodeScalarView(kept))
        guard let first = lines.firstIndex(where: { !$0.isWhitespace }),
            let last = lines.lastIndex(where: { !$0.isWhitespace })
        else { return nil }
        return String(lines[first...last])
    }
}

extension Prompt {
    /// The rule with other words laid over its own: what they leave out stays as it is.
    public func saying(_ words: LetterWords) -> Prompt {
        var prompt = self
        prompt.subject = words.subject ?? subject
        prompt.text = words.text ?? text
        return prompt
    }

    /// The rule with these words, or the shipped letter's where they leave something out.
    public func sayingOnly(_ words: LetterWords) -> Prompt {
        var prompt = self
        (prompt.subject, prompt.text) = (words.subject, words.text)
        return prompt
    }
}
