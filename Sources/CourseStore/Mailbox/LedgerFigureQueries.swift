import Course
import Postgres

/// The statements of the ledger as one looks on: none reads a row a leader.
enum LedgerFigureQueries {
    struct LineRow: Sendable {
        let id: PlannedPrompt.ID
        let module: String
        let prompt: String
        let municipality: String
        let group: String?
        let session: String?
        let to: Prompt.Audience
        let unless: Prompt.Condition?
        let isDiscreet: Bool
        let day: Day
        let sendAt: Instant
        let usefulUntil: Instant
        let isWithdrawn: Bool
        let stop: PromptStanding.Stop?
    }

    /// Rows of the plan, but for those of a single leader's booking.
    static func lines(of course: CourseOutline.ID, in municipality: String?) -> Query<LineRow> {
        lines(
            of: course,
            """
            AND (\(nullable: municipality) IS NULL OR m.key = \(nullable: municipality))
            ORDER BY p.send_at, p.position, p.prompt, m.position, g.name NULLS FIRST, p.session NULLS LAST, p.id
            """
        )
    }

    /// One of them.
    static func line(_ id: PlannedPrompt.ID, of course: CourseOutline.ID) -> Query<LineRow> {
        lines(of: course, "AND p.id = \(id)")
    }

    private static func lines(of course: CourseOutline.ID, _ rest: SQL) -> Query<LineRow> {
        Query(
            """
            SELECT p.id, p.module, p.prompt, m.key, g.name, p.session, p.audience, p.unless, p.discreet, p.day, p.send_at,
                   p.useful_until, p.withdrawn_at IS NOT NULL, s.stop
            FROM planned_prompt p JOIN municipality m ON m.id = p.municipality
            LEFT JOIN stopped_prompt s ON s.course = p.course AND s.module = p.module AND s.prompt = p.prompt
            LEFT JOIN leader_group g ON g.id = p.leader_group
            WHERE p.course = \(course) AND p.leader IS NULL \(fragment: rest)
            """
        ) { row in
            LineRow(
                id: try row.next(),
                module: try row.next(),
                prompt: try row.next(),
                municipality: try row.next(),
                group: try row.next(),
                session: try row.next(),
                to: try row.next(),
                unless: try row.next(),
                isDiscreet: try row.next(),
                day: try row.next(),
                sendAt: try row.next(),
                usefulUntil: try row.next(),
                isWithdrawn: try row.next(),
                stop: try row.next()
            )
        }
    }

    /// Leaders × prompts by what became of them, from the counts that were kept as it was written.
    static func items(
        of course: CourseOutline.ID
    ) -> Query<(planned: PlannedPrompt.ID, state: String, skip: String?, leaders: Int)> {
        Query(
            """
            SELECT t.planned, t.state, t.skip, sum(t.leaders)::bigint
            FROM item_tally t JOIN planned_prompt p ON p.id = t.planned
            WHERE p.course = \(course) AND NOT p.discreet GROUP BY t.planned, t.state, t.skip HAVING sum(t.leaders) <> 0
            """
        ) { row in (try row.next(), try row.next(), try row.next(), try row.next()) }
    }

    /// Of each discreet prompt in each municipality that whoever acts may count in: how many it has reached, and how many got it.
    static func ifNeeded(
        of course: CourseOutline.ID
    ) -> Query<(municipality: String, prompt: Prompt.Reference, count: LedgerFigures.IfNeeded)> {
        Query(
            """
            SELECT m.key, d.module, d.prompt, d.reached, d.sent
            FROM discreet_counts(\(course)) AS d JOIN municipality m ON m.id = d.municipality
            """
        ) { row in
            (
                try row.next(), Prompt.Reference(module: try row.next(), prompt: try row.next()),
                LedgerFigures.IfNeeded(reached: try row.next(), sent: try row.next())
            )
        }
    }

    /// A number that grows with whatever can change who waits.
    static func change(of course: CourseOutline.ID) -> Query<Int64> {
        Query("SELECT coalesce((SELECT number FROM ledger_change WHERE course = \(course)), 0)")
    }

    /// Adds up counts of a kind, where there are many rows of it.
    static let sumUp = Statement("SELECT sum_up_items()")
}
