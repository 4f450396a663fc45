/// How long a route rests after it failed: longer with each failure, not at all after a success.
struct RoutePause {
    private var failures = 0
    private var end: ContinuousClock.Instant?

    /// What is left of the rest; `nil` while the route is open.
    func rest(at now: ContinuousClock.Instant) -> Duration? {
        end.flatMap { $0 > now ? $0 - now : nil }
    }

    /// Notes how the route was found.
    ///
    /// Deliveries that fail side by side count as one failure.
    ///
    /// - Returns: The rest, where one begins.
    mutating func note(isOpen: Bool, at now: ContinuousClock.Instant) -> Duration? {
        if isOpen {
            (failures, end) = (0, nil)
            return nil
        }
        guard rest(at: now) == nil else { return nil }
        failures += 1
        let rest = Duration.seconds(min(60, 1 << min(failures, 6)))
        end = now + rest
        return rest
    }
}
