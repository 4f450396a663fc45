/// When a municipality's letters leave: at planned moments, and at its `send-at` on its working days.
public struct ReleaseHours: Hashable, Sendable {
    private let calendar: WorkCalendar
    private let sendAt: LocalTime
    private let zone: Zone

    /// The hours of `municipality` in the course's zone.
    public init(of municipality: Municipality, in zone: Zone) {
        calendar = municipality.calendar
        sendAt = municipality.sendAt
        self.zone = zone
    }

    /// Whether a release takes place, or until when it waits.
    public enum Verdict: Hashable, Sendable {
        /// At once.
        case now
        /// Not before that instant.
        case wait(until: Instant)
    }

    /// The first `send-at` of a working day later than an instant; `nil` when there is none within ``WorkCalendar/reach``.
    public func nextSendAt(after instant: Instant) -> Instant? {
        let today = zone.local(instant).day
        guard let day = calendar.workingDay(onOrAfter: today) else { return nil }
        let sending = self.sending(on: day)
        if sending > instant { return sending }
        return calendar.workingDay(after: day).map(self.sending(on:))
    }

    /// Whether what was due at an instant is released now.
    ///
    /// On the day on which it was due it is, at any hour. Where whole days were missed it leaves on working days only, not
    /// before `send-at`: nobody gets a pile of letters at night because a machine came back.
    public func verdict(at now: Instant, due: Instant) -> Verdict {
        if due > now { return .wait(until: due) }
        let today = zone.local(now).day
        if zone.local(due).day == today { return .now }
        if calendar.isWorkingDay(today), sending(on: today) <= now { return .now }
        return wait(from: now)
    }

    /// Whether a correction of a date that was told leaves now: it does when the old or the new day is less than two working
    /// days off, and else waits for the next `send-at`.
    public func verdict(at now: Instant, correcting old: Day, to new: Day) -> Verdict {
        let today = zone.local(now).day
        guard let soon = calendar.adding(workingDays: 2, to: today), min(old, new) >= soon else { return .now }
        return wait(from: now)
    }

    private func sending(on day: Day) -> Instant { zone.instant(of: LocalDateTime(day, sendAt)) }

    /// The next `send-at`; where the calendar has none, the end of what it was searched for.
    private func wait(from now: Instant) -> Verdict {
        .wait(until: nextSendAt(after: now) ?? now.adding(seconds: WorkCalendar.reach * 86_400))
    }
}
