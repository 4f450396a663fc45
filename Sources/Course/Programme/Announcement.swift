/// What a prompt announces: the date that its letter tells, and until when it is of use.
struct Announcement {
    private let purpose: Prompt.Purpose
    private let kind: Module.Kind
    private let calendar: WorkCalendar
    private let zone: Zone
    private let courseEnd: Instant
    private let opens: Timeline.Point?
    private let due: Timeline.Point?
    /// The beginning of the session, meeting or booking that it is about.
    private let start: Timeline.Point?
    /// The meeting that builds on the film, the earliest of several.
    private let building: Timeline.Point?
    private let chooseDateBy: Timeline.Point?

    init(
        of purpose: Prompt.Purpose,
        module: Int,
        own: Timeline.Own,
        in timeline: Timeline,
        zone: Zone,
        courseEnds: Day
    ) {
        self.purpose = purpose
        self.zone = zone
        kind = timeline.graph.modules[module].kind
        calendar = timeline.calendar
        courseEnd = zone.instant(of: LocalDateTime(courseEnds.adding(days: 1), .midnight))
        opens = timeline.point(module, .opens)
        due = timeline.point(module, .due)
        chooseDateBy = timeline.point(module, .chooseDateBy)
        start =
            if let held = own.session?.start ?? own.booking?.start {
                Timeline.Point(day: held.day, time: held.time)
            } else {
                timeline.point(module, .start)
            }
        let end = { (point: Timeline.Point) in zone.end(of: point) }
        building = timeline.graph.builders(of: module).compactMap { timeline.point($0, .start) }
            .min { end($0) < end($1) }
    }

    /// The date that its letter tells; `nil` where there is none to tell.
    var told: PlannedPrompt.ToldDate? {
        let (edge, point): (Edge, Timeline.Point?) =
            switch kind {
            case .film, .assessment: (.due, due)
            case .reflection: purpose.asksForDate ? (.chooseDateBy, chooseDateBy) : (.start, start)
            case .gathering, .workshop: (.start, start)
            case .serviceCheck: start == nil ? (.due, due) : (.start, start)
            case .material: (.due, nil)
            }
        return point.map { point in
            PlannedPrompt.ToldDate(
                edge: edge,
                at: LocalDateTime(point.day, point.time ?? .midnight),
                dayOnly: point.time == nil
            )
        }
    }

    /// Whether anything about it waits for a meeting's date.
    var provisional: Bool {
        var points = [opens, due]
        if kind == .film { points.append(building) }
        if kind == .reflection { points.append(purpose.asksForDate ? chooseDateBy : start) }
        return points.contains { $0?.provisional == true }
    }

    /// Whether the date it tells is past at an instant.
    func isPast(at instant: Instant) -> Bool {
        told.map { zone.end(of: $0) <= instant } ?? false
    }

    /// The instant from which it is of no use, for a prompt that leaves at `sendAt` on `day`; `nil` where the working days
    /// that it would be counted in do not come.
    func usefulUntil(sentOn day: Day, at sendAt: Instant) -> Instant? {
        let subject = end(of: start) ?? end(of: building) ?? end(of: due) ?? courseEnd
        switch purpose {
        case .link:
            return end(of: building) ?? end(of: due) ?? courseEnd
        case .booking:
            return end(of: due) ?? courseEnd
        case .invitation, .yourTable, .questions:
            return subject
        case .chooseDate, .chooseDateReminder:
            return end(of: due) ?? courseEnd
        case .notes:
            return end(ofWorkingDay: 10, after: day)
        case .reminder where start != nil:
            return subject
        case .reminder, .bookingReminder:
            // A film may be due after the meeting of a group that set it early.
            let remindsOf = min(end(of: due) ?? subject, end(of: building) ?? courseEnd)
            return end(ofWorkingDay: 2, after: day).map { min($0, remindsOf) }
        case .message:
            // What the message is about may be past: thanks after a workshop.
            return end(ofWorkingDay: 2, after: day).map { subject > sendAt ? min($0, subject) : $0 }
        }
    }

    private func end(of point: Timeline.Point?) -> Instant? { point.map { zone.end(of: $0) } }

    private func end(ofWorkingDay count: Int, after day: Day) -> Instant? {
        calendar.adding(workingDays: count, to: day).map {
            zone.instant(of: LocalDateTime($0.adding(days: 1), .midnight))
        }
    }
}

extension Zone {
    /// The instant of a point with a time, the end of the day of one without.
    fileprivate func end(of point: Timeline.Point) -> Instant {
        instant(
            of: point.time.map { LocalDateTime(point.day, $0) } ?? LocalDateTime(point.day.adding(days: 1), .midnight)
        )
    }

    /// The same of a date told.
    fileprivate func end(of told: PlannedPrompt.ToldDate) -> Instant {
        instant(of: told.dayOnly ? LocalDateTime(told.at.day.adding(days: 1), .midnight) : told.at)
    }
}
