import Course
import Postgres

/// The statements about the corrections of one release, leader by leader.
enum CorrectionLedgerQueries {
    /// What a release made of corrections in a municipality.
    struct Release: Sendable {
        let course: CourseOutline.ID
        let municipality: Municipality.ID
        let at: Instant
    }

    /// The corrections `k` of a release, but for those that would give something away.
    private static func made(in release: Release) -> SQL {
        """
        k.course = \(release.course) AND k.municipality = \(release.municipality) AND k.released_at = \(release.at)
        AND NOT k.discreet
        """
    }

    static func counts(of release: Release) -> Query<(state: String, skip: String?, leaders: Int)> {
        Query(
            """
            SELECT k.state, k.skip, count(*) FROM correction k WHERE \(fragment: made(in: release))
            GROUP BY k.state, k.skip
            """
        ) { row in (try row.next(), try row.next(), try row.next()) }
    }

    /// The leaders of a release's corrections by name, each with the letter.
    static func shares(of release: Release, _ selection: LetterList.Selection) -> Query<LetterList.Share> {
        LetterListQueries.list(
            "SELECT k.leader, k.state, k.skip, k.letter FROM correction k WHERE \(fragment: made(in: release))",
            selection
        )
    }

    /// What some of them were told.
    static func dates(
        of release: Release,
        told leaders: [Leader.ID]
    ) -> Query<(told: CorrectionLedger.Told, date: ClaimedLetter.CorrectedDate)> {
        Query(
            """
            SELECT k.leader, k.letter, \(fragment: MailboxQueries.correctionColumns)
            FROM correction k JOIN corrected_date d ON d.correction = k.id
            WHERE \(fragment: made(in: release)) AND k.leader = ANY (\(leaders)) AND NOT d.discreet
            ORDER BY k.leader, d.told_at, d.module
            """
        ) { row in
            (
                CorrectionLedger.Told(leader: try row.next(), letter: try row.next()),
                try MailboxQueries.correctedDate(&row)
            )
        }
    }
}
