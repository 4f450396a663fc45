/// What somebody sent to a bounces' mailbox.
public struct IncomingMail: Sendable, Hashable {
    /// What it is.
    public let kind: Kind
    /// Whose letter it is about.
    public let token: BounceToken

    /// Pairs what a message is with whose letter it is about.
    public init(kind: Kind, token: BounceToken) {
        self.kind = kind
        self.token = token
    }

    /// What comes to such a mailbox.
    public enum Kind: Sendable, Hashable {
        /// A mail server's report of one of our letters; its token is `genuine` then, always.
        case report(DeliveryReport)
        /// A machine's answer in somebody's name: out of office, a receipt, a list's notice.
        case automaticReply
        /// Anything else: a person's mail, spam, a report without a token of ours or with a forged one.
        case unrelated
    }
}
