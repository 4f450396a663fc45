import Course
import Postgres

/// The statements about one planned prompt and its leaders.
enum PromptLedgerQueries {
    static func counts(of id: PlannedPrompt.ID) -> Query<(state: String, skip: String?, leaders: Int)> {
        Query(
            """
            SELECT state, skip, sum(leaders)::bigint FROM item_tally WHERE planned = \(id)
            GROUP BY state, skip HAVING sum(leaders) <> 0
            """
        ) { row in (try row.next(), try row.next(), try row.next()) }
    }

    /// Leaders whom the row reaches, or would have reached in time, and who have no share of its prompt.
    private static func unshared(_ id: PlannedPrompt.ID) -> SQL {
        """
        FROM planned_prompt p JOIN audience a ON a.planned = p.id
        WHERE p.id = \(id) AND NOT p.discreet AND a.enrolled_at < p.useful_until
          AND NOT EXISTS (SELECT FROM letter_item i
                          WHERE i.leader = a.leader AND i.module = p.module AND i.prompt = p.prompt)
        """
    }

    static func waiting(of id: PlannedPrompt.ID) -> Query<Int> {
        Query("SELECT count(*) \(fragment: unshared(id))")
    }

    /// Leaders by name; never of a discreet prompt.
    static func shares(
        of id: PlannedPrompt.ID,
        _ selection: LetterList.Selection
    ) -> Query<LetterList.Share> {
        LetterListQueries.list(
            """
            SELECT i.leader, i.state, i.skip, i.letter FROM letter_item i JOIN planned_prompt p ON p.id = i.planned
            WHERE i.planned = \(id) AND NOT p.discreet
            UNION ALL
            SELECT a.leader, 'waiting', NULL, NULL \(fragment: unshared(id))
            """,
            selection
        )
    }
}
