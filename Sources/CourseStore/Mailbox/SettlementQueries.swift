import Course
import Foundation
import Postgres

/// The statements that end a claim: settle, retry, hand back; and prolong its lease.
enum SettlementQueries {
    /// Moves what is done to the history, and tells the items.
    ///
    /// A settlement of another claim finds nothing. Beside how many were settled, whether the hot table is to turn.
    static func settle(_ settlements: [Settlement], now: Instant) -> Query<(settled: Int, isToTurn: Bool)> {
        Query(
            """
            WITH verdict AS (
                SELECT * FROM unnest(\(settlements.map(\.letter)), \(settlements.map(\.attempt)),
                    \(settlements.map(\.outcome.rawValue)), \(settlements.map { $0.skip?.rawValue }),
                    \(settlements.map(\.replyCode)), \(settlements.map(\.reply)))
                  AS v (id, attempt, outcome, skip, reply_code, reply)),
            settled AS (
                DELETE FROM letter l USING verdict v WHERE l.id = v.id AND l.attempt = v.attempt
                RETURNING l.id, l.route, l.course, l.municipality, l.leader, l.discreet, l.token, l.attempt, l.failures, l.released_at,
                          \(now) AS at, v.outcome, v.skip, coalesce(v.reply_code, l.reply_code) AS reply_code,
                          coalesce(v.reply, l.reply) AS reply),
            \(fragment: afterSettling)
            SELECT count(*), letters_are_to_turn() FROM settled
            """
        ) { row in (try row.next(), try row.next()) }
    }

    /// The same for letters that a journal says were accepted, whoever holds them now.
    static func settleJournal(_ tokens: [UUID], replyCodes: [Int16?]) -> Query<Int> {
        Query(
            """
            WITH verdict AS (
                SELECT * FROM unnest(\(tokens), \(replyCodes)) AS v (token, reply_code)),
            settled AS (
                DELETE FROM letter l USING verdict v WHERE l.token = v.token
                RETURNING l.id, l.route, l.course, l.municipality, l.leader, l.discreet, l.token, l.attempt, l.failures, l.released_at,
                          route_now(l.route) AS at, 'sent' AS outcome, NULL::text AS skip, v.reply_code, NULL::text AS reply),
            \(fragment: afterSettling)
            SELECT count(*) FROM settled
            """
        )
    }

    /// What follows from `settled`, the letters that are done: `at` is when, by the clock of their route.
    ///
    /// A letter by itself is forgotten, whatever came of it. An item that came back or was cancelled meanwhile stays what it is. Counts are new rows, one a route, event and
    /// bucket: a counter that all mailmen add to would have them wait for each other.
    private static var afterSettling: SQL {
        """
        history AS (
            INSERT INTO letter_history (id, route, course, municipality, leader, discreet, token, attempt, failures, released_at,
                                        outcome, reply_code, reply, course_time)
            SELECT id, route, course, municipality, leader, discreet, token, attempt, failures, released_at, outcome,
                   reply_code::smallint, reply, at
            FROM settled),
        items AS (
            UPDATE letter_item i SET state = s.outcome, skip = s.skip FROM settled s
            WHERE i.leader = s.leader AND i.letter = s.id AND i.state = 'pending'),
        corrections AS (
            UPDATE correction k SET state = s.outcome, skip = s.skip FROM settled s
            WHERE k.leader = s.leader AND k.letter = s.id AND k.state = 'pending'),
        forgotten AS (DELETE FROM direct_letter d USING settled s WHERE d.letter = s.id AND s.leader = 0),
        late AS (
            SELECT route, outcome,
                   CASE WHEN outcome = 'sent' THEN greatest(0, extract(epoch FROM at - released_at))::double precision
                        ELSE 0 END AS seconds
            FROM settled),
        tally AS (
            INSERT INTO mail_tally (route, event, bucket, count, seconds)
            SELECT route, outcome, bucket, count(*), sum(seconds)
            FROM late CROSS JOIN LATERAL (
                SELECT count(*) AS bucket FROM unnest(\(LatenessHistogram.bounds)) AS bound
                WHERE late.outcome = 'sent' AND bound < late.seconds) AS passed
            GROUP BY route, outcome, bucket)
        """
    }

    /// Only the address that was refused: one corrected while a letter to the old one was in flight is not blamed for it.
    static func markUnreachable(_ refused: [ClaimedLetter.Recipient], now: Instant) -> Statement {
        Statement(
            """
            UPDATE leader l SET unreachable_at = \(now)
            FROM unnest(\(refused.map(\.id)), \(refused.map(\.email))) AS v (id, email)
            WHERE l.id = v.id AND lower(l.email) = lower(v.email) AND l.unreachable_at IS NULL
            """
        )
    }

    static func `defer`(_ deferrals: [Deferral], now: Instant) -> Statement {
        Statement(
            """
            WITH deferred AS (
                UPDATE letter l SET failures = l.failures + 1, claimed_by = NULL, reply_code = v.reply_code, reply = v.reply,
                       next_at = \(now) + make_interval(secs => v.seconds)
                FROM unnest(\(deferrals.map(\.letter)), \(deferrals.map(\.attempt)), \(deferrals.map(\.seconds)),
                            \(deferrals.map(\.replyCode)), \(deferrals.map(\.reply)))
                  AS v (id, attempt, seconds, reply_code, reply)
                WHERE l.id = v.id AND l.attempt = v.attempt AND l.claimed_by IS NOT NULL
                RETURNING l.route)
            INSERT INTO mail_tally (route, event, count) SELECT route, 'deferred', count(*) FROM deferred GROUP BY route
            """
        )
    }

    static func handBack(_ letters: [Int64], attempts: [Int32], now: Instant) -> Statement {
        Statement(
            """
            UPDATE letter l SET claimed_by = NULL, next_at = \(now)
            FROM unnest(\(letters), \(attempts)) AS v (id, attempt)
            WHERE l.id = v.id AND l.attempt = v.attempt AND l.claimed_by IS NOT NULL
            """
        )
    }

    /// Gives back what a mailman holds on whatever route, each letter by its own route's clock.
    static func handBackAll(of name: String) -> Statement {
        Statement(
            """
            UPDATE letter l SET claimed_by = NULL, next_at = route_now(l.route) WHERE l.claimed_by = \(name)
            """
        )
    }

    static func renew(_ letters: [Int64], attempts: [Int32], leaseSeconds: Double, now: Instant) -> Query<Int64> {
        Query(
            """
            UPDATE letter l SET next_at = \(now) + make_interval(secs => \(leaseSeconds))
            FROM unnest(\(letters), \(attempts)) AS v (id, attempt)
            WHERE l.id = v.id AND l.attempt = v.attempt AND l.claimed_by IS NOT NULL
            RETURNING l.id
            """
        )
    }
}
