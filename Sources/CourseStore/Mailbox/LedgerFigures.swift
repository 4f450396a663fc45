public import Course
import Postgres

/// The ledger at a glance: every planned prompt with what became of it, in numbers.
///
/// What has been decided of each leader's share is counted as it is written, and exact at every moment. Who has no share yet is
/// counted once for each change of people or plan (``LedgerWaiting``).
public struct LedgerFigures: Sendable {
    /// Planned prompts, in the order in which they leave; none of a single leader's booking.
    public let lines: [Line]
    /// Corrections, in the order of their release.
    public let corrections: [CorrectionStanding]
    /// What was sent by hand, the latest first.
    public let messages: [MessageStanding]
    /// Whether those who have no share yet are still being counted: then they are in no figure.
    public let isCounting: Bool
    /// The course, and what time it is for it.
    public let course: StoredCourse

    /// A planned prompt and what became of it.
    public struct Line: Sendable, Identifiable {
        /// The row of the plan.
        public let id: PlannedPrompt.ID
        /// The module's key.
        public let module: String
        /// The prompt's key.
        public let prompt: String
        /// The municipality's key.
        public let municipality: String
        /// The group's name.
        public let group: String?
        /// The session's key.
        public let session: String?
        /// Who in the scope gets it.
        public let to: Prompt.Audience
        /// What makes it needless.
        public let unless: Prompt.Condition?
        /// Whether who gets it gives away what they have done: nobody is told of a single leader's share.
        public let isDiscreet: Bool
        /// The day on which it leaves.
        public let day: Day
        /// When it leaves.
        public let sendAt: Instant
        /// How somebody has stopped it.
        public let stop: PromptStanding.Stop?
        /// How it stands.
        public let state: PromptStanding.State
        /// What became of each leader's share; empty where it is discreet.
        public let count: PromptStanding.Count
        /// What may be told of one that is discreet, in all of its municipality; `nil` of others.
        public let ifNeeded: IfNeeded?
    }

    /// What may be told of a prompt that goes only to those who have not done what it asks for.
    public struct IfNeeded: Hashable, Sendable {
        /// How many leaders it was sent to, or left out for, as a multiple of five; 0 where they are fewer.
        public let reached: Int
        /// How many of them it was sent to, as a multiple of five; `nil` where fewer than five were, or were not.
        public let sent: Int?

        /// So many of so many.
        public init(reached: Int, sent: Int?) {
            (self.reached, self.sent) = (reached, sent)
        }
    }
}

/// How many leaders each planned prompt waits for who have no share of it yet, as of one change of people and plan.
public struct LedgerWaiting: Sendable {
    let change: Int64
    let leaders: [PlannedPrompt.ID: Int]
}

extension Store {
    /// The ledger of a course in numbers, as of one moment.
    ///
    /// - Parameters:
    ///   - key: The course.
    ///   - municipality: The key of the only municipality asked for.
    ///   - waiting: Who has no share yet, as counted before; where people or plan have changed since, it is not used.
    /// - Returns: The figures; `isCounting` where there was no count that still holds.
    /// - Throws: ``Refusal`` where there is no such course.
    public func ledgerFigures(
        of key: String,
        municipality: String? = nil,
        waiting: LedgerWaiting?
    ) async throws -> LedgerFigures {
        try await survey { transaction in
            let course = try await transaction.course(key)
            let now = course.now
            let change = try await transaction.one(LedgerFigureQueries.change(of: course.id))
            let waiting = waiting?.change == change ? waiting?.leaders : nil
            var counts: [PlannedPrompt.ID: PromptStanding.Count] = [:]
            for (planned, state, skip, leaders) in try await transaction.rows(
                LedgerFigureQueries.items(of: course.id)
            ) {
                counts[planned, default: .init()].add(state: state, skip: skip, leaders: leaders)
            }
            var needed: [Discreet: LedgerFigures.IfNeeded] = [:]
            for (municipality, prompt, count) in try await transaction.rows(
                LedgerFigureQueries.ifNeeded(of: course.id)
            ) {
                needed[Discreet(municipality: municipality, prompt: prompt)] = count
            }
            let rows = try await transaction.rows(LedgerFigureQueries.lines(of: course.id, in: municipality))
            let lines = rows.map { row in
                row.line(
                    count: counts[row.id] ?? .init(),
                    waiting: waiting?[row.id],
                    ifNeeded: needed[
                        Discreet(
                            municipality: row.municipality,
                            prompt: Prompt.Reference(module: row.module, prompt: row.prompt)
                        )
                    ],
                    now: now
                )
            }
            return LedgerFigures(
                lines: lines,
                corrections: try await transaction.corrections(of: course.id, in: municipality),
                messages: try await transaction.messages(of: course, in: municipality, limit: 10),
                isCounting: waiting == nil,
                course: course
            )
        }
    }

    /// Counts those who have no share yet: every leader against every row of the plan, which takes a while in a large course.
    ///
    /// - Throws: ``Refusal`` where there is no such course.
    public func ledgerWaiting(of key: String) async throws -> LedgerWaiting {
        try await survey { transaction in
            let course = try await transaction.course(key)
            try await transaction.execute(ReleaseQueries.planAnew)
            return LedgerWaiting(
                change: try await transaction.one(LedgerFigureQueries.change(of: course.id)),
                leaders: Dictionary(
                    try await transaction.rows(LedgerQueries.waiting(of: course.id)).map { ($0.planned, $0.leaders) },
                    uniquingKeysWith: +
                )
            )
        }
    }
}

/// A prompt in all scopes of a municipality.
private struct Discreet: Hashable {
    let municipality: String
    let prompt: Prompt.Reference
}

extension LedgerFigureQueries.LineRow {
    /// The row with what became of it.
    ///
    /// - Parameters:
    ///   - count: The shares that leaders have; none are told of a discreet prompt.
    ///   - waiting: How many have none yet; `nil` where they are not counted.
    ///   - ifNeeded: What may be told of a discreet prompt; `nil` where that is nothing.
    ///   - now: What time it is for the course.
    /// - Returns: The row, its shares and its state.
    func line(
        count: PromptStanding.Count,
        waiting: Int?,
        ifNeeded: LedgerFigures.IfNeeded?,
        now: Instant
    ) -> LedgerFigures.Line {
        var count = isDiscreet ? .init() : count
        if let waiting, !isDiscreet {
            count.add(waiting: waiting, isCancelled: stop == .cancelled, isUseful: now < usefulUntil)
        }
        return LedgerFigures.Line(
            id: id,
            module: module,
            prompt: prompt,
            municipality: municipality,
            group: group,
            session: session,
            to: to,
            unless: unless,
            isDiscreet: isDiscreet,
            day: day,
            sendAt: sendAt,
            stop: stop,
            state: PromptStanding.State(
                isWithdrawn: isWithdrawn,
                stop: stop,
                sendAt: sendAt,
                usefulUntil: usefulUntil,
                count: count,
                now: now
            ),
            count: count,
            ifNeeded: isDiscreet ? ifNeeded ?? .init(reached: 0, sent: 0) : nil
        )
    }
}

extension Transaction {
    /// Corrections by release and municipality.
    fileprivate func corrections(
        of course: CourseOutline.ID,
        in municipality: String?
    ) async throws -> [CorrectionStanding] {
        var corrections: [CorrectionStanding] = []
        for (key, releasedAt, state, skip, leaders) in try await rows(LedgerQueries.corrections(of: course))
        where municipality == nil || key == municipality {
            if corrections.last?.municipality != key || corrections.last?.releasedAt != releasedAt {
                corrections.append(CorrectionStanding(municipality: key, releasedAt: releasedAt, count: .init()))
            }
            corrections[corrections.count - 1].count.add(state: state, skip: skip, leaders: leaders)
        }
        return corrections
    }
}
