/// A length of time as people say it: `40 s`, `5 min`, `2 h 10 min`, `3 days 4 h`.
struct TimeSpan: CustomStringConvertible {
    let description: String

    init(seconds: Double) {
        let seconds = max(0, Int(seconds.rounded()))
        let (minutes, hours, days) = (seconds / 60, seconds / 3600, seconds / 86_400)
        func parts(_ large: String, _ small: Int, _ unit: String) -> String {
            small == 0 ? large : "\(large) \(small) \(unit)"
        }
        description =
            switch seconds {
            case ..<120: "\(seconds) s"
            case ..<7_200: "\(minutes) min"
            case ..<172_800: parts("\(hours) h", minutes % 60, "min")
            default: parts("\(days) days", hours % 24, "h")
            }
    }
}
