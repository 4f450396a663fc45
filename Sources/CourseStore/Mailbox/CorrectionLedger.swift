public import Course
import Postgres

/// The corrections that one release made in a municipality, down to the leaders: who was told what instead of what.
public struct CorrectionLedger: Sendable {
    /// What became of them, in numbers.
    public let standing: CorrectionStanding
    /// The leaders who were told otherwise before.
    public let letters: LetterList
    /// The dates that those leaders were told.
    public let dates: [Told: [ClaimedLetter.CorrectedDate]]
    /// The course, and what time it is for it.
    public let course: StoredCourse

    /// A leader's correction, by its letter where it is in one.
    public struct Told: Hashable, Sendable {
        let leader: Leader.ID
        let letter: Int64?

        /// Of a leader.
        public init(leader: Leader.ID, letter: Int64?) {
            (self.leader, self.letter) = (leader, letter)
        }
    }

    /// What a leader of the list was told.
    public func dates(of share: LetterList.Share) -> [ClaimedLetter.CorrectedDate] {
        dates[Told(leader: share.leader, letter: share.letter)] ?? []
    }
}

extension Store {
    /// The corrections of a release in a municipality, leader by leader.
    ///
    /// - Parameters:
    ///   - key: The course.
    ///   - municipality: The municipality's key.
    ///   - releasedAt: When they were released.
    ///   - selection: Which leaders.
    /// - Returns: `nil` where there are none for whoever acts.
    /// - Throws: ``Refusal`` where there is no such course.
    public func correctionLedger(
        of key: String,
        municipality: String,
        releasedAt: Instant,
        _ selection: LetterList.Selection = .init()
    ) async throws -> CorrectionLedger? {
        try await survey { transaction in
            let course = try await transaction.course(key)
            guard let town = course.municipalities[municipality] else { return nil }
            let release = CorrectionLedgerQueries.Release(course: course.id, municipality: town, at: releasedAt)
            var count = PromptStanding.Count()
            for (state, skip, leaders) in try await transaction.rows(CorrectionLedgerQueries.counts(of: release)) {
                count.add(state: state, skip: skip, leaders: leaders)
            }
            guard count.planned > 0 else { return nil }
            let letters = LetterList(
                try await transaction.rows(CorrectionLedgerQueries.shares(of: release, selection)),
                atMost: selection.limit
            )
            let dates = try await transaction.rows(
                CorrectionLedgerQueries.dates(of: release, told: letters.shares.map(\.leader))
            )
            return CorrectionLedger(
                standing: CorrectionStanding(municipality: municipality, releasedAt: releasedAt, count: count),
                letters: letters,
                dates: Dictionary(grouping: dates, by: \.told).mapValues { $0.map(\.date) },
                course: course
            )
        }
    }
}
