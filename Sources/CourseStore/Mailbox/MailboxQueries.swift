import Course
import Foundation
import Postgres

/// The statements of the mailman: claim, store, settle, retry, lease.
enum MailboxQueries {
    /// What time it is on a route, and how fast its clock runs: the first statement of the mailman's transactions.
    ///
    /// It also has them planned for what the tables hold now. PostgreSQL settles on a plan for good while the mailbox is
    /// empty, as it is most of the time; that plan reads all of a full one for every claim. And it has a page found by an index
    /// counted as one in memory, where letters just queued are: else a hundred letters are looked for among all.
    static func now(on route: String) -> Query<(now: Instant, rate: Double)> {
        Query(
            """
            SELECT route_now(\(route)), coalesce((SELECT rate FROM course_clock WHERE route = \(route)), 1),
                   set_config('plan_cache_mode', 'force_custom_plan', true), set_config('jit', 'off', true),
                   set_config('random_page_cost', '1.1', true)
            """
        ) { row in (try row.next(), try row.next()) }
    }

    struct ClaimedRow: Sendable {
        let id: Int64
        let attempt: Int32
        let failures: Int32
        let token: UUID
        let leader: Leader.ID
        let isWelcome: Bool
        let releasedAt: Instant
        let usefulUntil: Instant
    }

    /// Takes up to `limit` due letters, a lane after the other, on a lease.
    ///
    /// The rows are found in a CTE of their own: a plain `UPDATE … WHERE id IN (SELECT … LIMIT)` may run its subquery
    /// more than once, and so claim more than its limit.
    static func claim(
        on route: String,
        lanes: [Int16],
        by name: String,
        limit: Int,
        leaseSeconds: Double,
        now: Instant
    ) -> Query<ClaimedRow> {
        Query(
            """
            WITH due AS MATERIALIZED (
                SELECT d.id, lanes.lane, d.next_at FROM unnest(\(lanes)) AS lanes (lane)
                CROSS JOIN LATERAL (
                    SELECT l.id, l.next_at FROM letter l
                    WHERE l.route = \(route) AND l.lane = lanes.lane AND l.next_at <= \(now)
                    ORDER BY l.next_at LIMIT \(limit) FOR UPDATE SKIP LOCKED) AS d
                WHERE NOT EXISTS (SELECT FROM mail_route r WHERE r.name = \(route) AND r.held_at IS NOT NULL)
                LIMIT \(limit)),
            claimed AS (
                UPDATE letter l SET attempt = l.attempt + 1, claimed_by = \(name),
                       next_at = \(now) + make_interval(secs => \(leaseSeconds))
                FROM due WHERE l.id = due.id
                RETURNING l.id, l.attempt, l.failures, l.token, l.leader, l.welcome, l.released_at, l.useful_until,
                          due.lane, due.next_at AS due_at)
            SELECT id, attempt, failures, token, leader, welcome, released_at, useful_until
            FROM claimed ORDER BY lane, due_at, id
            """
        ) { row in
            ClaimedRow(
                id: try row.next(),
                attempt: try row.next(),
                failures: try row.next(),
                token: try row.next(),
                leader: try row.next(),
                isWelcome: try row.next(),
                releasedAt: try row.next(),
                usefulUntil: try row.next()
            )
        }
    }

    static func recipients(_ ids: [Leader.ID]) -> Query<ClaimedLetter.Recipient> {
        Query(
            """
            SELECT l.id, l.course, c.version, l.name, l.email, l.language, m.key, l.leader_group, g.name, l.withdrawn_at IS NOT NULL,
                   coalesce((SELECT array_agg(s.module || '/' || s.session) FROM seat s WHERE s.leader = l.id), '{}'),
                   ARRAY(SELECT s.module || '/' || s.table_name FROM seat s WHERE s.leader = l.id AND s.table_name IS NOT NULL)
            FROM leader l JOIN municipality m ON m.id = l.municipality JOIN course c ON c.id = l.course
            LEFT JOIN leader_group g ON g.id = l.leader_group
            WHERE l.id = ANY (\(ids))
            """
        ) { row in
            ClaimedLetter.Recipient(
                id: try row.next(),
                course: try row.next(),
                courseVersion: try row.next(),
                name: try row.next(),
                email: try row.next(),
                language: try row.next(),
                municipality: try row.next(),
                group: try row.next(),
                groupName: try row.next(),
                isWithdrawn: try row.next(),
                seats: Seats.decode(try row.next()),
                tables: Seats.decode(try row.next())
            )
        }
    }

    /// The items of letters claimed; their leaders too are named, so that the index serves however little is known of a table
    /// that a release has just filled.
    static func items(of letters: [ClaimedRow]) -> Query<(letter: Int64, item: ClaimedLetter.Item)> {
        Query(
            """
            SELECT i.letter, i.module, i.prompt, p.purpose, p.session, i.told_edge, i.told_at, i.told_day_only, p.provisional
            FROM unnest(\(letters.map(\.leader)), \(letters.map(\.id))) AS c (leader, letter)
            JOIN letter_item i ON i.leader = c.leader AND i.letter = c.letter JOIN planned_prompt p ON p.id = i.planned
            ORDER BY i.letter, p.position, p.send_at, p.id
            """
        ) { row in
            (
                try row.next(),
                ClaimedLetter.Item(
                    module: try row.next(),
                    prompt: try row.next(),
                    purpose: try row.next(),
                    session: try row.next(),
                    told: try row.nextToldDate(),
                    isProvisional: try row.next()
                )
            )
        }
    }

    /// What ``correctedDate(_:)`` reads, of a corrected date `d`.
    static let correctionColumns: SQL =
        "d.module, d.edge, d.was, d.was_day_only, d.told_at, d.told_day_only, d.told_session, d.provisional"

    static func correctedDate(_ row: inout RowReader) throws -> ClaimedLetter.CorrectedDate {
        ClaimedLetter.CorrectedDate(
            module: try row.next(),
            edge: try row.next(),
            was: try row.next(),
            wasDayOnly: try row.next(),
            now: try row.next(),
            nowDayOnly: try row.next(),
            session: try row.next(),
            isProvisional: try row.next()
        )
    }

    static func corrections(of letters: [Int64]) -> Query<(letter: Int64, date: ClaimedLetter.CorrectedDate)> {
        Query(
            """
            SELECT k.letter, \(fragment: correctionColumns)
            FROM correction k JOIN corrected_date d ON d.correction = k.id
            WHERE k.letter = ANY (\(letters)) ORDER BY k.letter, d.told_at, d.module
            """
        ) { row in (try row.next(), try correctedDate(&row)) }
    }

    /// The bytes of letters, but for those composed for an address that was corrected while the letter was in flight: a
    /// mailman may have stored them later than that.
    static func messages(of letters: [Int64]) -> Query<(letter: Int64, message: [UInt8])> {
        Query(
            """
            SELECT m.letter, m.message FROM letter_message m
            WHERE m.letter = ANY (\(letters))
              AND NOT EXISTS (SELECT FROM readdressed_letter r WHERE r.letter = m.letter AND r.at >= m.composed_at)
            """
        ) { row in (try row.next(), try row.next()) }
    }

    static func storeMessages(_ letters: [Int64], _ messages: [[UInt8]], now: Instant) -> Statement {
        Statement(
            """
            INSERT INTO letter_message (letter, composed_at, message)
            SELECT letter, \(now), message FROM unnest(\(letters), \(messages)) AS m (letter, message)
            ON CONFLICT (letter) DO NOTHING
            """
        )
    }

    /// When the first letter that is not held is due; nothing on a route that is.
    static func nextDue(on route: String, lanes: [Int16]) -> Query<Instant?> {
        Query(
            """
            SELECT min(d.next_at) FROM unnest(\(lanes)) AS lanes (lane)
            CROSS JOIN LATERAL (
                SELECT l.next_at FROM letter l
                WHERE l.route = \(route) AND l.lane = lanes.lane AND l.next_at < 'infinity'
                ORDER BY l.next_at LIMIT 1) AS d
            WHERE NOT EXISTS (SELECT FROM mail_route r WHERE r.name = \(route) AND r.held_at IS NOT NULL)
            """
        )
    }

    /// Drops the bytes of letters settled more than 30 days ago, some at a time.
    static func dropMessages(limit: Int) -> Statement {
        Statement(
            """
            DELETE FROM letter_message WHERE letter IN (
                SELECT m.letter FROM letter_message m
                WHERE m.composed_at < now() - interval '30 days'
                  AND NOT EXISTS (SELECT FROM letter l WHERE l.id = m.letter)
                LIMIT \(limit))
            """
        )
    }

    static let makeHistoryMonths = Statement(
        """
        SELECT make_letter_history_month(current_date), make_letter_history_month((current_date + interval '1 month')::date)
        """
    )
}

/// Seats as a query aggregates them: `module/session`, or `module/table`.
enum Seats {
    static func decode(_ pairs: [String]) -> [String: String] {
        var seats: [String: String] = [:]
        for pair in pairs {
            let parts = pair.split(separator: "/", maxSplits: 1)
            if parts.count == 2 { seats[String(parts[0])] = String(parts[1]) }
        }
        return seats
    }
}
