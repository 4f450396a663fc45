import Course
import Foundation
import Postgres

/// The statements about letters that came back.
enum BounceQueries {
    struct Letter: Sendable {
        let id: Int64
        let route: String
        let course: CourseOutline.ID
        let leader: Leader.ID
        let municipality: Municipality.ID?
        /// Whether it brings nothing but what gives away what its leader has done.
        let isDiscreet: Bool
        /// The claim that it was settled for, or the latest.
        let attempt: Int32
        /// `nil` while it is not settled.
        let settledAt: Instant?
    }

    /// A letter by its token: settled, as a rule, or attempted and not settled yet.
    ///
    /// The history has an index of tokens; the undelivered letters are read only where that finds nothing.
    static func letter(_ token: UUID) -> Query<Letter> {
        Query(
            """
            WITH settled AS MATERIALIZED (
                SELECT id, route, course, leader, discreet, attempt, settled_at FROM letter_history WHERE token = \(token)),
            found AS (
                SELECT * FROM settled
                UNION ALL
                SELECT id, route, course, leader, discreet, attempt, NULL FROM letter
                WHERE NOT EXISTS (SELECT FROM settled) AND token = \(token) AND attempt > 0)
            SELECT f.id, f.route, f.course, f.leader, l.municipality, f.discreet, f.attempt, f.settled_at
            FROM found f LEFT JOIN leader l ON l.id = f.leader
            """
        ) { row in
            Letter(
                id: try row.next(),
                route: try row.next(),
                course: try row.next(),
                leader: try row.next(),
                municipality: try row.next(),
                isDiscreet: try row.next(),
                attempt: try row.next(),
                settledAt: try row.next()
            )
        }
    }

    /// Settles as sent a letter that a report proves was taken, where its mailman has not said so yet, whoever holds it.
    static func settleTaken(_ token: UUID) -> Statement {
        Statement(
            """
            WITH settled AS (
                DELETE FROM letter
                WHERE token = \(token) AND attempt > 0
                  AND NOT EXISTS (SELECT FROM letter_history h WHERE h.token = \(token))
                RETURNING id, route, course, municipality, leader, discreet, token, attempt, failures, released_at, reply_code, reply,
                          route_now(route) AS now),
            history AS (
                INSERT INTO letter_history (id, route, course, municipality, leader, discreet, token, attempt, failures,
                                            released_at, outcome, reply_code, reply, course_time)
                SELECT id, route, course, municipality, leader, discreet, token, attempt, failures, released_at, 'sent',
                       reply_code, reply, now
                FROM settled),
            items AS (
                UPDATE letter_item i SET state = 'sent', skip = NULL FROM settled s
                WHERE i.leader = s.leader AND i.letter = s.id),
            corrections AS (
                UPDATE correction k SET state = 'sent', skip = NULL FROM settled s WHERE k.letter = s.id),
            forgotten AS (DELETE FROM direct_letter d USING settled s WHERE d.letter = s.id)
            INSERT INTO mail_tally (route, event, bucket, count, seconds)
            SELECT s.route, 'sent', (SELECT count(*) FROM unnest(\(LatenessHistogram.bounds)) AS b (bound) WHERE b.bound < l.late),
                   1, l.late
            FROM settled s
            CROSS JOIN LATERAL (
                SELECT greatest(0, extract(epoch FROM s.now - s.released_at))::float8 AS late) AS l
            """
        )
    }

    /// Whether no report has said yet that a letter was not delivered.
    static func isFirst(of letter: Int64) -> Query<Bool> {
        Query("SELECT NOT EXISTS (SELECT FROM bounce WHERE letter = \(letter) AND kind <> 'delayed')")
    }

    static func add(_ note: BounceNote, of letter: Letter) -> Statement {
        Statement(
            """
            INSERT INTO bounce (letter, kind, course, leader, discreet, status, diagnostic)
            VALUES (\(letter.id), \(note.kind.rawValue), \(letter.course), \(letter.leader), \(letter.isDiscreet),
                    \(nullable: note.status), \(nullable: note.diagnostic))
            ON CONFLICT (letter, kind) DO NOTHING
            """
        )
    }

    static func markItems(of letter: Letter) -> Statement {
        Statement(
            """
            WITH corrections AS (
                UPDATE correction SET state = 'bounced' WHERE letter = \(letter.id) AND state = 'sent')
            UPDATE letter_item SET state = 'bounced'
            WHERE leader = \(letter.leader) AND letter = \(letter.id) AND state = 'sent'
            """
        )
    }

    static func tally(_ route: String) -> Statement {
        Statement("INSERT INTO mail_tally (route, event, count) VALUES (\(route), 'bounced', 1)")
    }

    /// Whether a letter went to an address that its leader has no more, or that somebody has vouched for since.
    static func isReaddressed(_ letter: Letter) -> Query<Bool> {
        Query(
            """
            SELECT EXISTS (SELECT FROM leader
                           WHERE id = \(letter.leader) AND addressed_at > \(nullable: letter.settledAt))
                OR EXISTS (SELECT FROM readdressed_letter
                           WHERE letter = \(letter.id) AND attempt >= \(letter.attempt))
            """
        )
    }

    static func markUnreachable(_ letter: Letter, now: Instant) -> Statement {
        Statement(
            "UPDATE leader SET unreachable_at = \(now) WHERE id = \(letter.leader) AND unreachable_at IS NULL"
        )
    }
}
