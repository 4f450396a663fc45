public import Course
import Postgres

/// One planned prompt with all that is to be said of it.
public struct PlannedPromptDetail: Sendable {
    /// The course.
    public let course: StoredCourse
    /// Its key.
    public let id: PlannedPrompt.ID
    /// What is planned.
    public let planned: PlannedPrompt
    /// The name of the group that it is for.
    public let group: String?
    /// How it came about, step by step; `nil` where the plan has it no more.
    public let reasons: [Reason]?
    /// What is doubtful about it, or about what it counts from.
    public let findings: [Finding]
    /// How it stands.
    public let state: PromptStanding.State
    /// How many it reaches, and what became of each; `nil` where that would give away who has seen a film or booked.
    public let reached: (audience: Int, count: PromptStanding.Count)?
    /// The others of the same prompt, day and municipality.
    public let others: [Other]

    /// Another planned prompt of the same rule, for another part.
    public struct Other: Hashable, Sendable {
        /// Its key.
        public let id: PlannedPrompt.ID
        /// The group's name.
        public let group: String?
        /// The session's key.
        public let session: String?

        /// A planned prompt for a group, a session, or all others.
        public init(id: PlannedPrompt.ID, group: String?, session: String?) {
            (self.id, self.group, self.session) = (id, group, session)
        }
    }

    /// All of it.
    public init(
        course: StoredCourse,
        id: PlannedPrompt.ID,
        planned: PlannedPrompt,
        group: String?,
        reasons: [Reason]?,
        findings: [Finding],
        state: PromptStanding.State,
        reached: (audience: Int, count: PromptStanding.Count)?,
        others: [Other]
    ) {
        (self.course, self.id, self.planned, self.group) = (course, id, planned, group)
        (self.reasons, self.findings, self.state) = (reasons, findings, state)
        (self.reached, self.others) = (reached, others)
    }
}

extension Store {
    /// A planned prompt of a course; `nil` where there is none for whoever acts, and for one of a leader's own booking.
    ///
    /// Its day is derived anew, from the dates of its own group alone, so that it can be explained in any language.
    /// - Throws: ``Refusal`` where there is no such course.
    public func plannedPrompt(_ id: PlannedPrompt.ID, of key: String) async throws -> PlannedPromptDetail? {
        try await survey { transaction in
            let course = try await transaction.course(key)
            guard let row = try await transaction.first(PlanQueries.planned(id, of: course.id)) else { return nil }
            let planned = row.stored.planned
            let plan = try await transaction.plan(of: course, explaining: planned)
            let reasons = plan?.reasons[planned.scope]
            var count = PromptStanding.Count()
            var audience = 0
            if !planned.isDiscreet {
                for (state, skip, leaders) in try await transaction.rows(PlanQueries.items(of: id)) {
                    count.add(state: state, skip: skip, leaders: leaders)
                }
                let (leaders, waiting) = try await transaction.one(PlanQueries.audience(of: id))
                audience = leaders
                count.add(waiting: waiting, stop: row.stop, isUseful: course.now < planned.usefulUntil)
            }
            return PlannedPromptDetail(
                course: course,
                id: id,
                planned: planned,
                group: row.group,
                reasons: reasons,
                findings: plan?.findings.filter { $0.concerns(planned.scope, reasons: reasons ?? []) } ?? [],
                state: PromptStanding.State(of: PromptStanding.Row(row), count: count, now: course.now),
                reached: planned.isDiscreet ? nil : (audience, count),
                others: try await transaction.rows(PlanQueries.besides(id)).map {
                    .init(id: $0.id, group: $0.group, session: $0.session)
                }
            )
        }
    }
}

extension Transaction {
    /// The plan as it follows from the sessions and the dates of a planned prompt's own group: enough to say why it is on its day.
    ///
    /// - Returns: `nil` where the course makes none any more.
    func plan(of course: StoredCourse, explaining planned: PlannedPrompt) async throws -> Plan? {
        var milestones = Milestones(sessions: course.outline.sessions)
        if let group = planned.scope.group { milestones.meetings = try await rows(PlanQueries.meetings(of: group)) }
        return try? Plan(of: course.outline, milestones: milestones)
    }
}

extension PromptStanding.Count {
    /// Those who have no item yet: pending while it is of use, missed after that, skipped once it is cancelled.
    fileprivate mutating func add(waiting leaders: Int, stop: PromptStanding.Stop?, isUseful: Bool) {
        guard leaders > 0 else { return }
        if stop == .cancelled {
            skipped[.cancelled, default: 0] += leaders
        } else if isUseful {
            pending += leaders
        } else {
            skipped[.missed, default: 0] += leaders
        }
    }
}

extension PromptStanding.Row {
    fileprivate init(_ row: PlanQueries.DetailRow) {
        let planned = row.stored.planned
        self.init(
            id: row.stored.id,
            module: planned.scope.module,
            prompt: planned.scope.prompt,
            municipality: planned.scope.municipality,
            group: row.group,
            session: planned.scope.session,
            leader: nil,
            to: planned.to,
            day: planned.day,
            sendAt: planned.sendAt,
            usefulUntil: planned.usefulUntil,
            provisional: planned.provisional,
            isWithdrawn: row.stored.isWithdrawn,
            isClosed: row.isClosed,
            reasons: planned.reasons,
            isDiscreet: row.stored.isDiscreet,
            unless: planned.unless,
            stop: row.stop
        )
    }
}
