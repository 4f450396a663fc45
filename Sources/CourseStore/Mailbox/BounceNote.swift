/// What a report says of a letter that a server had taken.
public struct BounceNote: Hashable, Sendable {
    /// What it means.
    public let kind: Kind
    /// The enhanced status code, as `5.1.1`, where the report has one.
    public let status: String?
    /// The server's words: one line, at most 500 characters.
    public let diagnostic: String?

    /// What a report means for a letter and its address.
    public enum Kind: String, Hashable, Codable, Sendable, CaseIterable {
        /// The letter was not delivered, and the address is dead.
        case hard
        /// The letter was not delivered, for a reason that is not the address's fault.
        case soft
        /// The letter is not delivered yet; its server goes on trying.
        case delayed
    }

    /// A report of that kind; what would not stand on one line is left out of its texts.
    public init(kind: Kind, status: String? = nil, diagnostic: String? = nil) {
        self.kind = kind
        self.status = status.map { OneLine.text($0, atMost: 20) }
        self.diagnostic = diagnostic.map { OneLine.text($0, atMost: 500) }
    }
}

/// What came of a report.
public enum BounceOutcome: Hashable, Sendable {
    /// It is written down; `marked` says whether it made an address unreachable that was not so before.
    case noted(marked: Bool)
    /// There is a report of that kind about that letter already.
    case alreadyNoted
    /// No letter has that token, or its course is gone.
    case unknownLetter
}
