/// What a mail server says became of a letter (RFC 3464, or its own words).
public struct DeliveryReport: Sendable, Hashable {
    /// What became of it.
    public let action: Action
    /// The enhanced status that the report states, where it states one.
    public let status: EnhancedStatus?
    /// What is to blame; never `route`; of no meaning (`transient`) where the letter has arrived.
    public let failure: FailureClass
    /// What the server that refused the letter said: one line, at most 500 characters, may be empty.
    ///
    /// Written by strangers: it may quote an address, so it belongs beside the letter and not in a log.
    public let diagnostic: String
    /// Whether the report came in the fields of RFC 3464, not in words for people.
    public let isStructured: Bool

    /// Makes a report.
    public init(
        action: Action,
        status: EnhancedStatus?,
        failure: FailureClass,
        diagnostic: String,
        isStructured: Bool
    ) {
        self.action = action
        self.status = status
        self.failure = failure
        self.diagnostic = diagnostic
        self.isStructured = isStructured
    }

    /// What a server did with a letter (RFC 3464 §2.3.3), the gravest first.
    public enum Action: String, Sendable, Hashable, CaseIterable {
        /// It gave up.
        case failed
        /// It goes on trying.
        case delayed
        /// It put the letter into a mailbox.
        case delivered
        /// It handed the letter on to a server that makes no reports.
        case relayed
        /// It handed the letter on to several addresses.
        case expanded

        /// Whether the letter has not arrived.
        public var isTrouble: Bool { self == .failed || self == .delayed }
    }
}
