/// How long a letter waits after a transient refusal (DESIGN: 15 s, 1 m, 5 m, 15 m, 30 m, 1 h, 2 h, 4 h, then every 6 h).
enum RetrySchedule {
    private static let seconds: [Double] = [15, 60, 300, 900, 1800, 3600, 7200, 14_400]

    /// Where in the schedule a letter begins.
    enum Pace: Double {
        /// At its beginning.
        case first = 15
        /// With an hour.
        case hour = 3600
    }

    /// Seconds to wait after the `failures`-th refusal, from 1; spread by ±20 % so that a backlog does not return in step.
    static func delay(after failures: Int, spread: Double, notBefore pace: Pace = .first) -> Double {
        let base = failures <= seconds.count ? seconds[max(0, failures - 1)] : 21_600
        return max(base, pace.rawValue) * (0.8 + 0.4 * min(max(spread, 0), 1))
    }
}
