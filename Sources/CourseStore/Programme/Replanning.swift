public import Course
import Postgres

/// What deriving the plan again changed.
public struct PlanChange: Sendable {
    /// Which planned prompts are new, moved, withdrawn or as they were.
    public let difference: PlanDifference
    /// How many leaders had been told the date of a prompt that moved or was withdrawn, as far as that may be known.
    public let told: Int
    /// The same prompt by prompt.
    public let toldOf: [PlannedPrompt.Scope: Int]
    /// How each day of the new plan came about, step by step.
    public let reasons: [PlannedPrompt.Scope: [Reason]]
    /// How many letters were queued, not attempted, and taken back; none of those that bring only what is discreet.
    public let cancelled: Int
    /// How many leaders get one correction each when it is done, by municipality; `nil` where that was not asked for.
    ///
    /// None of those who would be corrected only in what gives away what they have done.
    public let corrections: [String: Int]?
    /// When it was worked out, by the course's clock.
    public let at: Instant
    /// Warnings of the plan as it is now.
    public let warnings: [Finding]

    /// It in numbers, for the audit log.
    var figures: [AuditFigure: Int] {
        [
            .added: difference.added.count, .moved: difference.moved.count,
            .withdrawn: difference.withdrawn.count, .told: told, .cancelled: cancelled,
        ]
    }
}

extension Transaction {
    /// Derives the plan again, writes what differs, and takes back queued letters that nobody has tried to send.
    ///
    /// The cost grows with the programme and the dates set, never with the leaders. When the programme has changed, rows that
    /// did not move are written too. Counting corrections is as much work as making them: for showing only.
    func replan(_ course: StoredCourse, rewriting: Bool = false, counting: Bool = false) async throws -> PlanChange {
        // It takes everybody's meetings and bookings, whoever set it off.
        try await acting(as: .post) { try await deriveAgain(course, rewriting: rewriting, counting: counting) }
    }

    private func deriveAgain(_ course: StoredCourse, rewriting: Bool, counting: Bool) async throws -> PlanChange {
        let plan = try Plan(of: course.outline, milestones: try await milestones(of: course))
        let stored = try await rows(ProgrammeQueries.plan(of: course.id))
        let standing = stored.filter { !$0.isWithdrawn }
        let difference = PlanDifference(from: standing.map(\.planned), to: plan.prompts)
        let ids = Dictionary(standing.map { ($0.planned.scope, $0.id) }, uniquingKeysWith: { one, _ in one })
        let touched = (difference.moved.map(\.old) + difference.withdrawn).compactMap { ids[$0.scope] }
        let told = Dictionary(
            try await rows(ProgrammeQueries.toldLeaders(touched)).map { ($0.planned, $0.leaders) },
            uniquingKeysWith: +
        )

        let reasons = Dictionary(
            standing.map { ($0.planned.scope, $0.planned.reasons) },
            uniquingKeysWith: { one, _ in one }
        )
        let reworded = difference.unchanged.filter { rewriting || reasons[$0.scope] != $0.reasons }
        let changed: [(old: PlannedPrompt?, new: PlannedPrompt)] =
            difference.added.map { (nil, $0) } + difference.moved.map { ($0.old, $0.new) } + reworded.map { ($0, $0) }
        if !changed.isEmpty {
            let rows = try changed.map { old, new in try row(for: new, replacing: old, in: course) }
            let opened = try await self.rows(
                ProgrammeQueries.savePlan(try JSONDocument.encode(rows), of: course.id, now: course.now)
            )
            if course.state != .draft, !opened.isEmpty {
                try await execute(ReleaseQueries.freeMissed(reachedBy: opened))
            }
            if rows.contains(where: { $0.retellAt != nil }) {
                try await execute(CorrectionQueries.retellTogether(course.id))
            }
        }
        if !difference.withdrawn.isEmpty {
            let gone = difference.withdrawn.compactMap { ids[$0.scope] }
            try await execute(ProgrammeQueries.withdrawPrompts(gone, now: course.now))
        }
        try await execute(ProgrammeQueries.touch(course.id))
        try await setReleaseMoments(of: course)
        let cancelled = try await cancelUnattempted(ofPlanned: touched, in: course)
        let toldOf = (difference.moved.map(\.old) + difference.withdrawn).compactMap { old in
            ids[old.scope].flatMap { told[$0] }.map { (old.scope, $0) }
        }
        return PlanChange(
            difference: difference,
            told: told.values.reduce(0, +),
            toldOf: Dictionary(toldOf, uniquingKeysWith: { one, _ in one }),
            reasons: plan.reasons,
            cancelled: cancelled,
            corrections: counting ? try await corrections(in: course) : nil,
            at: course.now,
            warnings: plan.findings
        )
    }

    /// As the post: how many leaders would get a correction, by municipality, were everything compared now that is to be.
    func corrections(in course: StoredCourse) async throws -> [String: Int] {
        guard course.state != .draft else { return [:] }
        let today = LocalDateTime(course.outline.timeZone.local(course.now).day, .midnight)
        return Dictionary(
            try await rows(CorrectionQueries.counts(course.id, today: today)).map { ($0.municipality, $0.leaders) },
            uniquingKeysWith: +
        )
    }

    private func row(
        for new: PlannedPrompt,
        replacing old: PlannedPrompt?,
        in course: StoredCourse
    ) throws -> PlannedRow {
        let outline = course.outline
        let position = outline.programme.modules.firstIndex { $0.key == new.scope.module } ?? 0
        // Nobody was told anything of a draft.
        let retells = course.state != .draft && new.told != nil && new.told != old?.told
        return PlannedRow(
            planned: new,
            municipality: try course.municipality(new.scope.municipality),
            position: position,
            seating: PlannedRow.Seating(of: new.scope, in: outline),
            retellAt: retells ? course.retellMoment(from: old?.told, to: new.told, in: new.scope.municipality) : nil
        )
    }
}

extension StoredCourse {
    /// When leaders who were told one date hear of the other: at once when either is near, else at the next `send-at`;
    /// `nil` when both are past.
    fileprivate func retellMoment(
        from old: PlannedPrompt.ToldDate?,
        to new: PlannedPrompt.ToldDate?,
        in municipality: String
    ) -> Instant? {
        guard let new, let hours = releaseHours(of: municipality) else { return nil }
        let today = outline.timeZone.local(now).day
        let days = [old?.at.day, new.at.day].compactMap(\.self).filter { $0 >= today }
        guard let first = days.min(), let last = days.max() else { return nil }
        return switch hours.verdict(at: now, correcting: first, to: last) {
        case .now: now
        case .wait(let moment): moment
        }
    }

    /// When letters leave in a municipality.
    func releaseHours(of municipality: String) -> ReleaseHours? {
        outline.municipality(municipality).map { ReleaseHours(of: $0, in: outline.timeZone) }
    }
}
