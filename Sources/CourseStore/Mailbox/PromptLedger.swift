public import Course
import Postgres

/// One planned prompt, down to the leaders: whom it reached, whom not, and why.
public struct PromptLedger: Sendable {
    /// The prompt, and what became of it in numbers.
    public let line: LedgerFigures.Line
    /// Why it is on that day, step by step.
    public let reasons: [String]
    /// Leaders by name, from where was asked; none of a discreet prompt.
    public let shares: [Share]
    /// Where the next leaders begin; `nil` at the end.
    public let next: Place?
    /// The course, and what time it is for it.
    public let course: StoredCourse

    /// A leader's share.
    public struct Share: Sendable {
        /// Who.
        public let leader: Leader.ID
        /// The leader's name.
        public let name: String
        /// What became of it.
        public let state: State
        /// Why it is in no letter.
        public let skip: Skip?
        /// The letter that it is in.
        public let letter: Int64?
    }

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

    /// A place in the list: behind that name and number.
    public struct Place: Hashable, Sendable {
        /// The name.
        public let name: String
        /// The leader's number, among those of one name.
        public let leader: Leader.ID

        /// Behind a leader.
        public init(name: String, leader: Leader.ID) {
            (self.name, self.leader) = (name, leader)
        }
    }
}

extension Store {
    /// One planned prompt of a course with its leaders, by name.
    ///
    /// - Parameters:
    ///   - id: The row of the plan.
    ///   - key: The course.
    ///   - state: The only state asked for.
    ///   - place: Behind whom the list goes on.
    ///   - limit: How many leaders at most.
    /// - Returns: `nil` where there is no such row in that course for whoever acts.
    /// - Throws: ``Refusal`` where there is no such course.
    public func promptLedger(
        _ id: PlannedPrompt.ID,
        of key: String,
        state: PromptLedger.State? = nil,
        after place: PromptLedger.Place? = nil,
        limit: Int = 100
    ) async throws -> PromptLedger? {
        try await survey { transaction in
            let course = try await transaction.course(key)
            guard let row = try await transaction.first(PromptLedgerQueries.row(id, of: course.id)) else { return nil }
            let line = row.line
            var count = PromptStanding.Count()
            var shares: [PromptLedger.Share] = []
            var needed: LedgerFigures.IfNeeded?
            if line.isDiscreet {
                let all = try await transaction.rows(LedgerFigureQueries.ifNeeded(of: course.id))
                needed =
                    all.first {
                        $0.municipality == line.municipality && $0.prompt.module == line.module
                            && $0.prompt.prompt == line.prompt
                    }?.count ?? .init(reached: 0, sent: 0)
            } else {
                for (state, skip, leaders) in try await transaction.rows(PromptLedgerQueries.counts(of: id)) {
                    count.add(state: state, skip: skip, leaders: leaders)
                }
                count.add(
                    waiting: try await transaction.one(PromptLedgerQueries.waiting(of: id)),
                    isCancelled: line.stop == .cancelled,
                    isUseful: course.now < line.usefulUntil
                )
                shares = try await transaction.rows(
                    PromptLedgerQueries.shares(of: id, state: state, after: place, limit: limit + 1)
                )
            }
            let shown = Array(shares.prefix(limit))
            return PromptLedger(
                line: LedgerFigures.Line(line, count: count, ifNeeded: needed, now: course.now),
                reasons: row.reasons,
                shares: shown,
                next: shares.count > limit
                    ? shown.last.map { PromptLedger.Place(name: $0.name, leader: $0.leader) } : nil,
                course: course
            )
        }
    }
}

extension LedgerFigures.Line {
    fileprivate init(
        _ row: LedgerFigureQueries.LineRow,
        count: PromptStanding.Count,
        ifNeeded: LedgerFigures.IfNeeded?,
        now: Instant
    ) {
        self.init(
            id: row.id,
            module: row.module,
            prompt: row.prompt,
            municipality: row.municipality,
            group: row.group,
            session: row.session,
            to: row.to,
            unless: row.unless,
            isDiscreet: row.isDiscreet,
            day: row.day,
            sendAt: row.sendAt,
            stop: row.stop,
            state: PromptStanding.State(
                isWithdrawn: row.isWithdrawn,
                stop: row.stop,
                sendAt: row.sendAt,
                usefulUntil: row.usefulUntil,
                count: count,
                now: now
            ),
            count: count,
            ifNeeded: ifNeeded
        )
    }
}
