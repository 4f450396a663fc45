/// What became of one letter in a batch.
public enum DeliveryOutcome: Sendable, Hashable {
    /// The server has taken the letter; it answers for it from now on.
    case accepted(SMTPReply)
    /// The server said 4yz or 5yz at this phase, and what that means; never `.route`, which ends the session as a `routeFault`.
    ///
    /// The reply is ours where the server's capabilities said beforehand that it could not take the letter.
    case refused(SMTPReply, at: SMTPPhase, FailureClass)
    /// The route failed before the letter's final dot: nothing is known against the letter, and no copy is out.
    case routeFault(RouteFault)
    /// The connection broke after the final dot had left us and before its reply: a copy may be out (RFC 1047).
    case uncertain(RouteFault)
    /// The letter's turn never came; no copy is out and nobody is to blame.
    case notSent(Reason)

    /// Why a letter's turn never came.
    public enum Reason: Sendable, Hashable {
        /// The session had reached its bounds, or the server had closed it while idle: open another.
        case sessionOver
        /// `beforeData` said no, as when the lease is over.
        case withheld
    }
}

/// One letter of a batch and what became of it.
public struct Delivery: Sendable, Hashable {
    /// The envelope's tag.
    public let tag: Int64
    /// What became of it.
    public let outcome: DeliveryOutcome

    /// Pairs a tag with its outcome.
    public init(tag: Int64, outcome: DeliveryOutcome) {
        self.tag = tag
        self.outcome = outcome
    }
}
