import Course

extension MailStanding.Route {
    /// For how many seconds the oldest due letter has been due, by the route's own clock; `nil` where none is due.
    public var secondsOverdue: Double? {
        oldestDue.map { max(0, Double(now.microseconds - $0.microseconds) / 1_000_000) }
    }
}
