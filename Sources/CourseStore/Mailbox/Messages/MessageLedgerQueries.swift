import Course
import Postgres

/// The statements about what became of a message, leader by leader.
enum MessageLedgerQueries {
    /// What became of the shares `s` of a message whose letters have the numbers of `r`; those lie close together, so that the
    /// range finds them.
    private static func fates(in course: CourseOutline.ID) -> SQL {
        """
        FROM message_share s
        LEFT JOIN letter_history h ON h.id = s.letter AND h.course = \(course)
             AND h.id BETWEEN r.first_letter AND r.last_letter
        LEFT JOIN (SELECT DISTINCT letter FROM bounce WHERE course = \(course) AND kind <> 'delayed') AS b
             ON b.letter = s.letter
        """
    }

    private static func ranges(of messages: [Int64]) -> SQL {
        """
        (SELECT message, min(letter) AS first_letter, max(letter) AS last_letter FROM message_share
         WHERE message = ANY (\(messages)) GROUP BY message) AS r
        """
    }

    private static let state: SQL = """
        CASE WHEN s.skip IS NOT NULL OR h.outcome IN ('skipped', 'cancelled') THEN 'skipped'
             WHEN h.id IS NULL THEN 'pending' WHEN b.letter IS NOT NULL THEN 'bounced' ELSE h.outcome END
        """
    /// What a mailman did not send had come too late, or to somebody who had left.
    private static var skip: SQL {
        """
        coalesce(s.skip, CASE WHEN h.outcome = 'cancelled' THEN \(Skip.cancelled.rawValue)
                              WHEN h.outcome = 'skipped' AND
                                   h.course_time >= h.released_at + make_interval(secs => \(Double(MessageQueries.usefulSeconds)))
                              THEN \(Skip.missed.rawValue)
                              WHEN h.outcome = 'skipped' THEN \(Skip.withdrawn.rawValue) END)
        """
    }

    /// Leaders by what became of their letter; in one municipality, or in all that whoever acts may see.
    static func counts(
        of messages: [Int64],
        in course: CourseOutline.ID,
        municipality: Municipality.ID?
    ) -> Query<(message: Int64, state: String, skip: String?, leaders: Int)> {
        Query(
            """
            SELECT r.message, f.state, f.skip, f.leaders
            FROM \(fragment: ranges(of: messages))
            CROSS JOIN LATERAL (
                SELECT \(fragment: state) AS state, \(fragment: skip) AS skip, count(*) AS leaders
                \(fragment: fates(in: course))
                WHERE s.message = r.message
                  AND (\(nullable: municipality) IS NULL OR s.municipality = \(nullable: municipality))
                GROUP BY 1, 2) AS f
            """
        ) { row in (try row.next(), try row.next(), try row.next(), try row.next()) }
    }

    /// The leaders of a message by name, each with the letter.
    static func shares(
        of message: Int64,
        in course: CourseOutline.ID,
        _ selection: LetterList.Selection
    ) -> Query<LetterList.Share> {
        LetterListQueries.list(
            """
            SELECT f.leader, f.state, f.skip, f.letter
            FROM \(fragment: ranges(of: [message]))
            CROSS JOIN LATERAL (
                SELECT s.leader, \(fragment: state) AS state, \(fragment: skip) AS skip, s.letter
                \(fragment: fates(in: course))
                WHERE s.message = r.message) AS f
            """,
            selection
        )
    }

    /// How many letters of a message nobody has tried to send.
    static func untried(of message: Int64) -> Query<Int> {
        Query(
            """
            SELECT count(*) FROM message_share s JOIN letter t ON t.id = s.letter
            WHERE s.message = \(message) AND t.attempt = 0
            """
        )
    }

    /// How many letters of a message were not cancelled.
    static func notCancelled(of message: Int64) -> Query<Int> {
        Query(
            """
            SELECT count(*) FROM message_share s
            WHERE s.message = \(message) AND s.letter IS NOT NULL
              AND NOT EXISTS (SELECT FROM letter_history h
                              WHERE h.leader = s.leader AND h.id = s.letter AND h.outcome = 'cancelled')
            """
        )
    }
}
