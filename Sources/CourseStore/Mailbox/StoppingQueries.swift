import Course
import Postgres

/// The statements by which somebody holds, retries and cancels letters, prompts and routes.
///
/// Letters are locked in the order of their numbers, as they are settled.
enum StoppingQueries {
    /// A letter by its number, undelivered or done.
    static func letter(_ id: Int64) -> Query<FoundLetter> {
        Query(
            """
            SELECT t.id, t.route, t.course, t.leader, l.municipality, t.state, t.bounced, l.unreachable_at IS NOT NULL
            FROM (
                SELECT id, route, course, leader, false AS bounced,
                       CASE WHEN \(fragment: isInFlight) THEN 'in-flight' WHEN next_at = 'infinity' THEN 'held'
                            ELSE 'queued' END AS state
                FROM letter WHERE id = \(id)
                UNION ALL
                SELECT h.id, h.route, h.course, h.leader,
                       EXISTS (SELECT FROM bounce b WHERE b.letter = h.id AND b.kind <> 'delayed'), h.outcome
                FROM letter_history h WHERE h.id = \(id)) AS t
            LEFT JOIN leader l ON l.id = t.leader
            """
        ) { row in
            FoundLetter(
                id: try row.next(),
                route: try row.next(),
                course: try row.next(),
                leader: try row.next(),
                municipality: try row.next(),
                standing: FoundLetter.Standing(stored: try row.next(), isBounced: try row.next()),
                isUnreachable: try row.next()
            )
        }
    }

    /// Whether a mailman has a letter.
    ///
    /// One whose lease has ended waits like any other, be its mailman dead or late.
    static let isInFlight: SQL = "(claimed_by IS NOT NULL AND next_at > route_now(route))"

    /// Letters taken back: all of them, and what may be told of them.
    struct TakenBack: Sendable {
        let letters: Int
        let open: MailChange
    }

    private static func takenBack(_ sql: SQL) -> Query<TakenBack> {
        Query(sql) { row in
            TakenBack(letters: try row.next(), open: MailChange(letters: try row.next(), items: try row.next()))
        }
    }

    /// What was changed, as far as it may be told.
    private static func change(_ sql: SQL) -> Query<MailChange> {
        Query(sql) { row in MailChange(letters: try row.next(), items: try row.next()) }
    }

    // MARK: Letters

    /// Takes a letter from whoever came too late for it: a settlement of that claim finds nothing.
    static func holdLetter(_ id: Int64) -> Query<MailChange> {
        change(
            """
            UPDATE letter SET next_at = 'infinity', attempt = attempt + (claimed_by IS NOT NULL)::integer, claimed_by = NULL
            WHERE id = \(id) AND NOT \(fragment: isInFlight)
            RETURNING 1::bigint, (SELECT count(*) FROM letter_item i WHERE i.letter = \(id) AND NOT i.discreet)
            """
        )
    }

    /// Makes a letter due now that waits or is held; one that is due already stays due since when it was.
    static func retryLetter(_ id: Int64) -> Query<MailChange> {
        change(
            """
            WITH found AS MATERIALIZED (
                SELECT id, next_at > route_now(route) AS waits FROM letter
                WHERE id = \(id) AND NOT \(fragment: isInFlight) FOR UPDATE),
            due AS (
                UPDATE letter l SET next_at = route_now(l.route) FROM found f WHERE l.id = f.id AND f.waits)
            SELECT f.waits::integer::bigint,
                   CASE WHEN f.waits THEN (SELECT count(*) FROM letter_item i WHERE i.letter = f.id AND NOT i.discreet) ELSE 0 END
            FROM found f
            """
        )
    }

    static func cancelLetter(_ id: Int64) -> Query<MailChange> {
        change(
            """
            WITH chosen AS MATERIALIZED (
                SELECT id FROM letter WHERE id = \(id) AND NOT \(fragment: isInFlight) FOR UPDATE),
            \(fragment: cancelChosen)
            """
        )
    }

    /// Takes back the letters of a message that nobody has tried to send; one claimed meanwhile stays.
    static func cancelMessage(_ message: Int64) -> Query<MailChange> {
        change(
            """
            WITH chosen AS MATERIALIZED (
                SELECT id FROM letter
                WHERE attempt = 0 AND id IN (SELECT letter FROM message_share WHERE message = \(message))
                ORDER BY id FOR UPDATE),
            \(fragment: cancelChosen)
            """
        )
    }

    /// Settles the letters `chosen` as cancelled, and their items and corrections with them.
    private static let cancelChosen: SQL = """
        cancelled AS (
            DELETE FROM letter WHERE id IN (SELECT id FROM chosen)
            RETURNING id, route, course, municipality, leader, discreet, token, attempt, failures, released_at, reply_code, reply),
        \(fragment: recordCancelled),
        items AS (
            UPDATE letter_item i SET state = 'skipped', skip = \(Skip.cancelled.rawValue) FROM cancelled c
            WHERE i.leader = c.leader AND i.letter = c.id RETURNING i.discreet),
        corrections AS (
            UPDATE correction k SET state = 'skipped', skip = \(Skip.cancelled.rawValue) FROM cancelled c
            WHERE k.letter = c.id)
        SELECT (SELECT count(*) FROM cancelled WHERE NOT discreet), (SELECT count(*) FROM items WHERE NOT discreet)
        """

    /// Frees what the letters `chosen` brought, so that it is released anew.
    private static func takeBackChosen(now: Instant, freedBeside: SQL = "0") -> SQL {
        """
        cancelled AS (
            DELETE FROM letter WHERE id IN (SELECT id FROM chosen)
            RETURNING id, route, course, municipality, leader, discreet, token, attempt, failures, released_at, reply_code, reply),
        \(fragment: recordCancelled),
        freed AS (
            DELETE FROM letter_item i USING cancelled c WHERE i.leader = c.leader AND i.letter = c.id RETURNING i.discreet),
        uncorrected AS (DELETE FROM correction k USING cancelled c WHERE k.letter = c.id RETURNING k.leader),
        retold AS (
            UPDATE leader SET retell_at = least(retell_at, \(now)) WHERE id IN (SELECT leader FROM uncorrected))
        SELECT (SELECT count(*) FROM cancelled), (SELECT count(*) FROM cancelled WHERE NOT discreet),
               (SELECT count(*) FROM freed WHERE NOT discreet) + \(fragment: freedBeside)
        """
    }

    private static let recordCancelled: SQL = """
        history AS (
            INSERT INTO letter_history (id, route, course, municipality, leader, discreet, token, attempt, failures, released_at,
                                        outcome, reply_code, reply, course_time)
            SELECT id, route, course, municipality, leader, discreet, token, attempt, failures, released_at, 'cancelled',
                   reply_code, reply, route_now(route)
            FROM cancelled),
        tally AS (
            INSERT INTO mail_tally (route, event, count) SELECT route, 'cancelled', count(*) FROM cancelled GROUP BY route)
        """

    // MARK: Prompts

    /// The letters that a prompt is pending in.
    private static func carriers(of prompt: Prompt.Reference, in course: CourseOutline.ID) -> SQL {
        """
        SELECT i.letter FROM letter_item i JOIN planned_prompt p ON p.id = i.planned
        WHERE p.course = \(course) AND p.module = \(prompt.module) AND p.prompt = \(prompt.prompt) AND i.state = 'pending'
        """
    }

    /// Takes back letters that a prompt is in and that nobody has tried to send; a letter claimed meanwhile stays.
    ///
    /// From one that is held only the prompt is taken: what else it brings is held with it.
    static func takeBack(_ prompt: Prompt.Reference, in course: CourseOutline.ID, now: Instant) -> Query<TakenBack> {
        takenBack(
            """
            WITH found AS MATERIALIZED (
                SELECT l.id, l.leader, l.next_at = 'infinity' AND (
                    EXISTS (SELECT FROM letter_item i WHERE i.leader = l.leader AND i.letter = l.id
                            AND (i.module, i.prompt) <> (\(prompt.module), \(prompt.prompt)))
                    OR EXISTS (SELECT FROM correction k WHERE k.letter = l.id)) AS stays
                FROM letter l
                WHERE l.course = \(course) AND l.attempt = 0 AND l.id IN (\(fragment: carriers(of: prompt, in: course)))
                ORDER BY l.id FOR UPDATE OF l),
            chosen AS MATERIALIZED (SELECT id FROM found WHERE NOT stays),
            lightened AS (
                DELETE FROM letter_item i USING found f
                WHERE f.stays AND i.leader = f.leader AND i.letter = f.id
                  AND i.module = \(prompt.module) AND i.prompt = \(prompt.prompt)
                RETURNING i.discreet),
            hushed AS (
                UPDATE letter l SET discreet = true FROM found f
                WHERE f.stays AND l.id = f.id AND NOT l.discreet
                  AND NOT EXISTS (SELECT FROM letter_item i WHERE i.leader = f.leader AND i.letter = f.id AND NOT i.discreet
                                  AND (i.module, i.prompt) <> (\(prompt.module), \(prompt.prompt)))
                  AND NOT EXISTS (SELECT FROM correction k WHERE k.letter = f.id AND NOT k.discreet)),
            \(fragment: takeBackChosen(now: now, freedBeside: "(SELECT count(*) FROM lightened WHERE NOT discreet)"))
            """
        )
    }

    /// Makes letters due that carry a prompt and wait for another attempt; gives the route of each, and whether it is discreet.
    static func retryPrompt(
        _ prompt: Prompt.Reference,
        in course: CourseOutline.ID,
        now: Instant
    ) -> Query<(route: String, isDiscreet: Bool)> {
        Query(
            """
            WITH waiting AS MATERIALIZED (
                SELECT id FROM letter
                WHERE course = \(course) AND claimed_by IS NULL AND next_at > \(now) AND next_at < 'infinity'
                  AND id IN (\(fragment: carriers(of: prompt, in: course)))
                ORDER BY id FOR UPDATE)
            UPDATE letter l SET next_at = \(now) FROM waiting w WHERE l.id = w.id RETURNING l.route, l.discreet
            """
        ) { row in (try row.next(), try row.next()) }
    }

    // MARK: Leaders

    /// Takes back all that waits for a leader, as long as mail does not reach them.
    ///
    /// Nothing reached a dead address, so a letter that was attempted may be written anew like any other.
    static func takeBackAll(to leader: Leader.ID, in course: CourseOutline.ID, now: Instant) -> Query<TakenBack> {
        takenBack(
            """
            WITH chosen AS MATERIALIZED (
                SELECT id FROM letter
                WHERE NOT \(fragment: isInFlight) AND id IN (\(fragment: pending(for: leader, in: course)))
                  AND EXISTS (SELECT FROM leader r WHERE r.id = \(leader) AND r.unreachable_at IS NOT NULL)
                ORDER BY id FOR UPDATE),
            \(fragment: takeBackChosen(now: now))
            """
        )
    }

    /// The undelivered letters of a leader, by what is in them.
    static func pending(for leader: Leader.ID, in course: CourseOutline.ID) -> SQL {
        """
        SELECT letter FROM letter_item WHERE leader = \(leader) AND state = 'pending'
        UNION ALL
        SELECT letter FROM correction
        WHERE course = \(course) AND leader = \(leader) AND state = 'pending' AND letter IS NOT NULL
        """
    }

    // MARK: Routes

    static func holdRoute(_ name: String) -> Statement {
        Statement(
            """
            INSERT INTO mail_route AS r (name, held_at) VALUES (\(name), clock_timestamp())
            ON CONFLICT (name) DO UPDATE SET held_at = excluded.held_at WHERE r.held_at IS NULL
            """
        )
    }

    static func liftRoute(_ name: String) -> Statement {
        Statement("UPDATE mail_route SET held_at = NULL WHERE name = \(name) AND held_at IS NOT NULL")
    }

    /// Those of some routes that are held, in the order of their names.
    static func heldRoutes(among names: [String]) -> Query<String> {
        Query("SELECT name FROM mail_route WHERE name = ANY (\(names)) AND held_at IS NOT NULL ORDER BY name")
    }

    /// What waits on a route and is not held by itself.
    static func unclaimed(on route: String) -> Query<MailChange> {
        change(
            """
            SELECT count(DISTINCT l.id), count(i.leader)
            FROM letter l LEFT JOIN letter_item i ON i.leader = l.leader AND i.letter = l.id AND NOT i.discreet
            WHERE NOT l.discreet AND l.route = \(route) AND NOT \(fragment: isInFlight) AND l.next_at < 'infinity'
            """
        )
    }

    static func retryRoute(_ route: String) -> Query<MailChange> {
        change(
            """
            WITH waiting AS MATERIALIZED (
                SELECT id, leader, discreet FROM letter
                WHERE route = \(route) AND claimed_by IS NULL AND next_at > (SELECT route_now(\(route)))
                  AND next_at < 'infinity'
                ORDER BY id FOR UPDATE),
            due AS (
                UPDATE letter l SET next_at = (SELECT route_now(\(route))) FROM waiting w WHERE l.id = w.id)
            SELECT (SELECT count(*) FROM waiting WHERE NOT discreet),
                   (SELECT count(*) FROM waiting w JOIN letter_item i ON i.leader = w.leader AND i.letter = w.id
                    WHERE NOT i.discreet)
            """
        )
    }

    /// Locks the courses whose letters wait on a route, in the order of their keys.
    static func lockCourses(on route: String) -> Query<CourseOutline.ID> {
        Query(
            """
            SELECT id FROM course WHERE id IN (SELECT course FROM letter WHERE route = \(route)) ORDER BY id FOR UPDATE
            """
        )
    }

    static func cancelRoute(_ route: String, of courses: [CourseOutline.ID]) -> Query<MailChange> {
        change(
            """
            WITH chosen AS MATERIALIZED (
                SELECT id FROM letter
                WHERE route = \(route) AND NOT \(fragment: isInFlight) AND (course = ANY (\(courses)) OR leader = 0)
                ORDER BY id FOR UPDATE),
            \(fragment: cancelChosen)
            """
        )
    }
}

extension FoundLetter.Standing {
    fileprivate init(stored: String, isBounced: Bool) {
        self =
            switch stored {
            case "queued": .queued
            case "in-flight": .inFlight
            case "held": .held
            default: .done(outcome: stored, isBounced: isBounced)
            }
    }
}
