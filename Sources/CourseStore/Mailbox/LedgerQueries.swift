import Course
import Postgres

/// The statements that count what became of every prompt.
enum LedgerQueries {
    /// Rows of the plan with what names them to people.
    static func prompts(of course: CourseOutline.ID) -> Query<PromptStanding.Row> {
        Query(
            """
            SELECT p.id, p.module, p.prompt, m.key, g.name, p.session, l.email, p.audience, p.day, p.send_at,
                   p.useful_until, p.provisional, p.withdrawn_at IS NOT NULL, p.closed_at IS NOT NULL, p.reasons, p.discreet, p.unless, s.stop
            FROM planned_prompt p JOIN municipality m ON m.id = p.municipality
            LEFT JOIN stopped_prompt s ON s.course = p.course AND s.module = p.module AND s.prompt = p.prompt
            LEFT JOIN leader_group g ON g.id = p.leader_group LEFT JOIN leader l ON l.id = p.leader
            WHERE p.course = \(course)
            ORDER BY p.send_at, p.position, p.prompt, m.position, g.name NULLS FIRST, p.session NULLS LAST, l.email
            """
        ) { row in
            PromptStanding.Row(
                id: try row.next(),
                module: try row.next(),
                prompt: try row.next(),
                municipality: try row.next(),
                group: try row.next(),
                session: try row.next(),
                leader: try row.next(),
                to: try row.next(),
                day: try row.next(),
                sendAt: try row.next(),
                usefulUntil: try row.next(),
                provisional: try row.next(),
                isWithdrawn: try row.next(),
                isClosed: try row.next(),
                reasons: try row.next(),
                isDiscreet: try row.next(),
                unless: try row.next(),
                stop: try row.next()
            )
        }
    }

    /// Leaders × prompts by what became of them.
    static func items(
        of course: CourseOutline.ID
    ) -> Query<(planned: PlannedPrompt.ID, state: String, skip: String?, leaders: Int)> {
        Query(
            """
            SELECT i.planned, i.state, i.skip, count(*)
            FROM planned_prompt p JOIN letter_item i ON i.planned = p.id
            WHERE p.course = \(course) GROUP BY i.planned, i.state, i.skip
            """
        ) { row in (try row.next(), try row.next(), try row.next(), try row.next()) }
    }

    /// Leaders whom a row reaches, or would have reached in time, and who have no item of its prompt; of a discreet row only for who
    /// sees all items.
    static func waiting(of course: CourseOutline.ID) -> Query<(planned: PlannedPrompt.ID, leaders: Int)> {
        Query(
            """
            SELECT p.id, count(*)
            FROM planned_prompt p JOIN audience a ON a.planned = p.id
            WHERE p.course = \(course) AND a.enrolled_at < p.useful_until AND (NOT p.discreet OR acting_as('post'))
              AND NOT EXISTS (SELECT FROM letter_item i
                              WHERE i.leader = a.leader AND i.module = p.module AND i.prompt = p.prompt)
            GROUP BY p.id
            """
        ) { row in (try row.next(), try row.next()) }
    }

    /// Of each discreet prompt in each municipality that whoever acts may count in: how many it has reached, and how many got it.
    static func ifNeeded(of course: CourseOutline.ID) -> Query<IfNeeded> {
        Query("SELECT municipality, module, prompt, reached, sent FROM discreet_counts(\(course))") { row in
            IfNeeded(
                municipality: try row.next(),
                prompt: Prompt.Reference(module: try row.next(), prompt: try row.next()),
                count: PromptStanding.SentIfNeeded(reached: try row.next(), sent: try row.next())
            )
        }
    }

    struct IfNeeded: Sendable {
        let municipality: Municipality.ID
        let prompt: Prompt.Reference
        let count: PromptStanding.SentIfNeeded
    }

    /// Corrections by municipality and release, by what became of them.
    static func corrections(
        of course: CourseOutline.ID
    ) -> Query<(municipality: String, releasedAt: Instant, state: String, skip: String?, leaders: Int)> {
        Query(
            """
            SELECT m.key, k.released_at, k.state, k.skip, count(*)
            FROM correction k JOIN municipality m ON m.id = k.municipality
            WHERE k.course = \(course) GROUP BY m.position, m.key, k.released_at, k.state, k.skip
            ORDER BY k.released_at, m.position
            """
        ) { row in (try row.next(), try row.next(), try row.next(), try row.next(), try row.next()) }
    }

    static func sentLetters(of course: CourseOutline.ID) -> Query<Int> {
        Query("SELECT count(*) FROM letter_history WHERE course = \(course) AND outcome = 'sent'")
    }
}
