import Course

/// A planned prompt as its table has it, ready to be written.
struct PlannedRow: Encodable {
    let planned: PlannedPrompt
    let municipality: Municipality.ID
    let position: Int
    let seating: Seating
    let retellAt: Instant?

    /// Which of a scope's leaders a row is for, by their seat.
    enum Seating: String, Encodable {
        case everybody, seated, unseated

        init(of scope: PlannedPrompt.Scope, in outline: CourseOutline) {
            self =
                switch (outline.sessions(of: scope.module).count, scope.session) {
                case (...1, _): .everybody
                case (_, .some): .seated
                case (_, nil): .unseated
                }
        }
    }

    private enum CodingKeys: String, CodingKey {
        case municipality, module, prompt, session, leader, position, audience, seating, purpose, reminds, introduces
        case unless, needs, day, provisional, meetings, reasons
        case leaderGroup = "leader_group"
        case sendAt = "send_at"
        case usefulUntil = "useful_until"
        case toldEdge = "told_edge"
        case toldAt = "told_at"
        case toldDayOnly = "told_day_only"
        case retellAt = "retell_at"
    }

    func encode(to encoder: any Encoder) throws {
        var row = encoder.container(keyedBy: CodingKeys.self)
        let scope = planned.scope
        try row.encode(municipality, forKey: .municipality)
        try row.encode(scope.module, forKey: .module)
        try row.encode(scope.prompt, forKey: .prompt)
        try row.encode(scope.group, forKey: .leaderGroup)
        try row.encode(scope.session, forKey: .session)
        try row.encode(scope.leader, forKey: .leader)
        try row.encode(position, forKey: .position)
        try row.encode(planned.to, forKey: .audience)
        try row.encode(seating, forKey: .seating)
        try row.encode(planned.purpose, forKey: .purpose)
        try row.encode(planned.purpose.isReminder, forKey: .reminds)
        try row.encode(planned.purpose.bringsItself, forKey: .introduces)
        try row.encode(planned.unless, forKey: .unless)
        try row.encode(planned.needs, forKey: .needs)
        try row.encode(planned.day, forKey: .day)
        try row.encode(planned.sendAt.utc, forKey: .sendAt)
        try row.encode(planned.usefulUntil.utc, forKey: .usefulUntil)
        try row.encode(planned.provisional, forKey: .provisional)
        try row.encode(planned.told?.edge, forKey: .toldEdge)
        try row.encode(planned.told?.at, forKey: .toldAt)
        try row.encode(planned.told?.dayOnly, forKey: .toldDayOnly)
        try row.encode(planned.meetings, forKey: .meetings)
        try row.encode(planned.reasons, forKey: .reasons)
        try row.encode(retellAt?.utc, forKey: .retellAt)
    }
}

extension Instant {
    /// As PostgreSQL reads a `timestamptz` whatever its session's zone.
    fileprivate var utc: String {
        let micros = ((microseconds % 1_000_000) + 1_000_000) % 1_000_000
        let seconds = (microseconds - micros) / 1_000_000
        let (minutes, second) = (seconds >= 0 ? seconds / 60 : (seconds - 59) / 60, ((seconds % 60) + 60) % 60)
        return "\(LocalDateTime(minutes: Int(minutes))):\(second).\(String(micros + 1_000_000).dropFirst())Z"
    }
}
