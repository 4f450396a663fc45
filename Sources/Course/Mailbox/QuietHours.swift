/// The hours of each day in which a backlog of letters stays in the house.
public struct QuietHours: Hashable, Sendable {
    /// When they begin.
    public let from: LocalTime
    /// When they end; before or at `from`, it is the next day's.
    public let to: LocalTime
    private let zone: Zone

    /// Hours by the clocks of a zone.
    ///
    /// A day without an hour that is not quiet would keep every letter: `nil` where `from` and `to` are the same.
    public init?(from: LocalTime, to: LocalTime, in zone: Zone) {
        guard from != to else { return nil }
        self.from = from
        self.to = to
        self.zone = zone
    }

    /// Hours written `21:00-06:00`; `nil` when they are written otherwise.
    public init?(_ text: some StringProtocol, in zone: Zone) {
        let parts = text.split(separator: "-", omittingEmptySubsequences: false)
        guard parts.count == 2, let from = LocalTime(parts[0]), let to = LocalTime(parts[1]) else { return nil }
        self.init(from: from, to: to, in: zone)
    }

    /// When the quiet that an instant lies in is over; `nil` where it lies in none.
    ///
    /// The first moment is quiet, the last is not.
    public func end(at now: Instant) -> Instant? {
        let local = zone.local(now)
        let time = local.time
        if from < to {
            guard from <= time, time < to else { return nil }
            return zone.instant(of: LocalDateTime(local.day, to))
        }
        if time < to { return zone.instant(of: LocalDateTime(local.day, to)) }
        guard time >= from else { return nil }
        return zone.instant(of: LocalDateTime(local.day.adding(days: 1), to))
    }

    /// When the quiet begins next; `nil` where an instant lies in it already.
    public func beginning(after now: Instant) -> Instant? {
        guard end(at: now) == nil else { return nil }
        let local = zone.local(now)
        let day = local.time < from ? local.day : local.day.adding(days: 1)
        return zone.instant(of: LocalDateTime(day, from))
    }
}

extension QuietHours: CustomStringConvertible {
    /// As `21:00-06:00`.
    public var description: String { "\(from)-\(to)" }
}
