public import Course
import Postgres

/// One planned prompt, down to the leaders: whom it reached, whom not, and why.
public struct PromptLedger: Sendable {
    /// The prompt, and what became of it in numbers.
    public let line: LedgerFigures.Line
    /// Why it is on that day, step by step; none where the plan has it no more.
    public let reasons: [Reason]
    /// Leaders by name; none of a discreet prompt.
    public let letters: LetterList
    /// The course, and what time it is for it.
    public let course: StoredCourse

    /// What became of a share.
    public enum State: String, Hashable, Sendable, CaseIterable {
        /// It has no row yet: its moment is to come, or those whom it missed are not recorded yet.
        case waiting
        /// It is in a letter that has not left.
        case pending
        /// A server took the letter.
        case sent
        /// The letter was refused for good.
        case failed
        /// The letter was reported as undeliverable.
        case bounced
        /// It is in no letter.
        case skipped
    }
}

extension Store {
    /// One planned prompt of a course with its leaders, by name.
    ///
    /// - Parameters:
    ///   - id: The row of the plan.
    ///   - key: The course.
    ///   - selection: Which leaders.
    /// - Returns: `nil` where there is no such row in that course for whoever acts.
    /// - Throws: ``Refusal`` where there is no such course.
    public func promptLedger(
        _ id: PlannedPrompt.ID,
        of key: String,
        _ selection: LetterList.Selection = .init()
    ) async throws -> PromptLedger? {
        try await survey { transaction in
            let course = try await transaction.course(key)
            guard let row = try await transaction.first(LedgerFigureQueries.line(id, of: course.id)),
                let planned = try await transaction.first(PlanQueries.planned(id, of: course.id))?.stored.planned
            else { return nil }
            var count = PromptStanding.Count()
            var waiting: Int?
            var shares: [LetterList.Share] = []
            var needed: LedgerFigures.IfNeeded?
            if row.isDiscreet {
                let all = try await transaction.rows(LedgerFigureQueries.ifNeeded(of: course.id))
                needed =
                    all.first {
                        $0.municipality == row.municipality && $0.prompt.module == row.module
                            && $0.prompt.prompt == row.prompt
                    }?.count
            } else {
                for (state, skip, leaders) in try await transaction.rows(PromptLedgerQueries.counts(of: id)) {
                    count.add(state: state, skip: skip, leaders: leaders)
                }
                waiting = try await transaction.one(PromptLedgerQueries.waiting(of: id))
                shares = try await transaction.rows(PromptLedgerQueries.shares(of: id, selection))
            }
            let plan = try await transaction.plan(of: course, explaining: planned)
            return PromptLedger(
                line: row.line(count: count, waiting: waiting, ifNeeded: needed, now: course.now),
                reasons: plan?.reasons[planned.scope] ?? [],
                letters: LetterList(shares, atMost: selection.limit),
                course: course
            )
        }
    }
}
