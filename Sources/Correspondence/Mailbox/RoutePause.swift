import Mail

/// How long a route rests after it failed: longer with each failure, not at all after a success.
struct RoutePause {
    private var failures = 0
    private var end: ContinuousClock.Instant?
    /// When the first of the failures was, and what the last one was.
    private var trouble: (since: ContinuousClock.Instant, cause: String)?

    /// What is left of the rest; `nil` while the route is open.
    func rest(at now: ContinuousClock.Instant) -> Duration? {
        end.flatMap { $0 > now ? $0 - now : nil }
    }

    /// For how long the route has failed, and why the last time; `nil` where it last was found open.
    func trouble(at now: ContinuousClock.Instant) -> (since: Duration, cause: String)? {
        trouble.map { (now - $0.since, $0.cause) }
    }

    /// Notes how the route was found.
    ///
    /// Deliveries that fail side by side count as one failure.
    ///
    /// - Returns: The rest, where one begins.
    mutating func note(_ finding: RouteFinding, at now: ContinuousClock.Instant) -> Duration? {
        switch finding {
        case .untried: return nil
        case .open:
            self = RoutePause()
            return nil
        case .failed(let fault, let afterLetters):
            // A relay that closes after so many letters is at work all the same.
            if afterLetters { self = RoutePause() }
            trouble = (trouble?.since ?? now, fault.summary)
            guard rest(at: now) == nil else { return nil }
            failures += 1
            let rest = Duration.seconds(min(60, 1 << min(failures, 6)))
            end = now + rest
            return rest
        }
    }
}

extension RouteFault {
    /// Kind, phase and the server's code: what may stand on a page, without what the operating system or the server said.
    fileprivate var summary: String {
        reply.map { "\(code.rawValue) at \(phase.rawValue): \($0)" } ?? "\(code.rawValue) at \(phase.rawValue)"
    }
}
