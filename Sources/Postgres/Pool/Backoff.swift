/// How often something is tried, and how long the pauses between are: doubling, up to a limit, with jitter.
public struct Backoff: Hashable, Sendable {
    /// The longest first pause.
    public var first: Duration
    /// The longest pause of all.
    public var limit: Duration
    /// How often it is tried in all; at least 1.
    public var attempts: Int

    /// Makes a backoff.
    public init(first: Duration, limit: Duration, attempts: Int) {
        self.first = first
        self.limit = limit
        self.attempts = attempts
    }

    /// For transactions: twelve attempts within some eight seconds, long enough for most failovers.
    public static let repeating = Backoff(first: .milliseconds(5), limit: .seconds(2), attempts: 12)

    /// For connections that must come back.
    public static let reconnecting = Backoff(first: .milliseconds(100), limit: .seconds(5), attempts: .max)

    /// The pause after a failed attempt, counted from 1: between half and the whole of its longest.
    public func delay(after attempt: Int, using generator: inout some RandomNumberGenerator) -> Duration {
        let longest = min(limit, first * (1 << min(max(attempt, 1) - 1, 20)))
        return longest * Double.random(in: 0.5...1, using: &generator)
    }

    func delay(after attempt: Int) -> Duration {
        var generator = SystemRandomNumberGenerator()
        return delay(after: attempt, using: &generator)
    }
}
