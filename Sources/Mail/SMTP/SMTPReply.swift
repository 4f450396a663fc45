/// One whole answer of an SMTP server: its code and what it said (RFC 5321 §4.2).
public struct SMTPReply: Sendable, Hashable {
    /// The three digits, 200…599.
    public let code: Int
    /// The enhanced status of the first line, where the server gave one (RFC 2034, RFC 3463).
    public let enhanced: EnhancedStatus?
    /// The lines' text without code and separator, joined by `\n`; control characters are spaces.
    ///
    /// Written by the server: it may quote an address, so it belongs beside the letter and not in a log.
    public let text: String

    /// Makes a reply; the parser's results and the ones that stand in for a server's come this way.
    public init(code: Int, enhanced: EnhancedStatus? = nil, text: String = "") {
        self.code = code
        self.enhanced = enhanced
        self.text = text
    }

    /// The lines of the answer, at least one.
    public var lines: [Substring] {
        text.split(separator: "\n", omittingEmptySubsequences: false)
    }

    /// What the first digit says (RFC 5321 §4.2.1).
    public var severity: Severity {
        switch code / 100 {
        case 2: .completion
        case 3: .intermediate
        case 4: .transient
        default: .permanent
        }
    }

    /// The four kinds of answer that a server gives.
    public enum Severity: Sendable, Hashable {
        /// 2yz: done.
        case completion
        /// 3yz: go on.
        case intermediate
        /// 4yz: not now.
        case transient
        /// 5yz: not ever, as asked.
        case permanent
    }
}

extension SMTPReply: CustomStringConvertible {
    /// Code and enhanced status; never the server's text, which may quote an address.
    public var description: String {
        enhanced.map { "\(code) \($0)" } ?? "\(code)"
    }
}
