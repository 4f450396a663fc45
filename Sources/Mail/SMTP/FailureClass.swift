/// What a refusal says of whom.
public enum FailureClass: String, Sendable, Hashable, CaseIterable {
    /// The way to the relay, or who we are to it: every letter would fare the same, and none is to blame.
    case route
    /// Not now: the same letter may pass later.
    case transient
    /// The mailbox is full: the address lives, and a later try may pass.
    case mailboxFull = "mailbox-full"
    /// Permanent, and the address's own: there is nobody there.
    case address
    /// Permanent by a rule of the receiver about senders or content: not the address's fault (5.7.x).
    case policy
    /// Permanent for this letter: too large, or not to be carried as it is.
    case letter
}
