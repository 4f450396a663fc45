/// What was the matter with a leader who is taken in again; one of the two at least.
public struct LeaderReturn: Hashable, Sendable {
    /// Whether the leader had been taken out.
    public let wasWithdrawn: Bool
    /// Whether mail to the address had been refused.
    public let wasUnreachable: Bool
}
