import Course
import Postgres

/// The statements about one letter and what became of it.
enum LetterRecordQueries {
    /// How a letter stands that is not done.
    static let undelivered: SQL = """
        CASE WHEN \(fragment: StoppingQueries.isInFlight) THEN 'in-flight' WHEN next_at = 'infinity' THEN 'held'
             ELSE 'queued' END
        """

    /// A letter of a course, undelivered or done; none that brings discreet things only.
    static func letter(_ id: Int64, of course: CourseOutline.ID) -> Query<LetterRecord.Row> {
        Query(
            """
            SELECT t.id, t.leader, l.name, l.email, m.key, l.unreachable_at IS NOT NULL, l.withdrawn_at IS NOT NULL, t.route,
                   t.released_at, t.due, t.useful_until, t.attempt::bigint, t.failures::bigint, t.reply_code::bigint, t.reply,
                   t.state, t.settled_at
            FROM (
                SELECT id, leader, route, released_at, nullif(next_at, 'infinity') AS due, useful_until, attempt, failures,
                       reply_code, reply, NULL::timestamptz AS settled_at,
                       \(fragment: undelivered) AS state
                FROM letter WHERE id = \(id) AND course = \(course) AND NOT discreet
                UNION ALL
                SELECT id, leader, route, released_at, NULL, NULL, attempt, failures, reply_code, reply, course_time, outcome
                FROM letter_history WHERE id = \(id) AND course = \(course) AND NOT discreet) AS t
            JOIN leader l ON l.id = t.leader JOIN municipality m ON m.id = l.municipality
            WHERE NOT EXISTS (SELECT FROM letter_item i JOIN planned_prompt p ON p.id = i.planned
                              WHERE i.leader = t.leader AND i.letter = t.id AND p.discreet)
               OR EXISTS (SELECT FROM letter_item i JOIN planned_prompt p ON p.id = i.planned
                          WHERE i.leader = t.leader AND i.letter = t.id AND NOT p.discreet)
               OR EXISTS (SELECT FROM correction k WHERE k.letter = t.id)
               OR EXISTS (SELECT FROM message_share s WHERE s.letter = t.id)
            LIMIT 1
            """
        ) { row in
            LetterRecord.Row(
                id: try row.next(),
                leader: try row.next(),
                name: try row.next(),
                address: try row.next(),
                municipality: try row.next(),
                isUnreachable: try row.next(),
                isWithdrawn: try row.next(),
                route: try row.next(),
                releasedAt: try row.next(),
                due: try row.next(),
                usefulUntil: try row.next(),
                attempt: try row.next(),
                failures: try row.next(),
                replyCode: try row.next(),
                reply: try row.next(),
                state: LetterRecord.State(rawValue: try row.next()) ?? .queued,
                settledAt: try row.next()
            )
        }
    }

    /// What a letter brings, or brought again as a copy, but for what is discreet.
    static func items(of letter: Int64, to leader: Leader.ID) -> Query<LetterRecord.Item> {
        Query(
            """
            SELECT p.id, i.module, i.prompt, i.state, i.skip
            FROM letter_item i JOIN planned_prompt p ON p.id = i.planned
            WHERE i.leader = \(leader) AND NOT p.discreet
              AND i.letter = coalesce((SELECT original FROM letter_copy WHERE letter = \(letter)), \(letter))
            ORDER BY p.position, p.send_at, p.id
            """
        ) { row in
            let (planned, module, prompt): (PlannedPrompt.ID, String, String) = (
                try row.next(), try row.next(), try row.next()
            )
            let (state, skip): (String, String?) = (try row.next(), try row.next())
            return LetterRecord.Item(
                planned: planned,
                module: module,
                prompt: prompt,
                state: PromptLedger.State(rawValue: state) ?? .pending,
                skip: skip.flatMap(Skip.init)
            )
        }
    }

    static func messages(of letter: Int64) -> Query<(id: Int64, subject: String)> {
        Query(
            """
            SELECT m.id, m.subject FROM message_share s JOIN message m ON m.id = s.message
            WHERE s.letter = coalesce((SELECT original FROM letter_copy WHERE letter = \(letter)), \(letter)) ORDER BY m.id
            """
        ) { row in (try row.next(), try row.next()) }
    }

    static func bounces(of letter: Int64) -> Query<LetterRecord.Bounce> {
        Query("SELECT kind, received_at, status, diagnostic FROM bounce WHERE letter = \(letter) ORDER BY received_at")
        {
            row in
            LetterRecord.Bounce(
                kind: BounceNote.Kind(rawValue: try row.next()) ?? .soft,
                receivedAt: try row.next(),
                status: try row.next(),
                diagnostic: try row.next()
            )
        }
    }

    static func copies(of letter: Int64) -> Query<Int64> {
        Query("SELECT letter FROM letter_copy WHERE original = \(letter) ORDER BY letter")
    }

    static func original(of letter: Int64) -> Query<Int64> {
        Query("SELECT original FROM letter_copy WHERE letter = \(letter)")
    }
}
