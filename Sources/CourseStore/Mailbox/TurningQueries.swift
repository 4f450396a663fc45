import Postgres

/// The statements that have the slots of the hot table take turns (`Schema/0006_turning.sql`).
enum TurningQueries {
    /// How many letters may linger in a slot for them to be carried over into another.
    private static let few: Int64 = 1_000

    /// Carries the few letters that linger where no new ones come any more over into the present slot, or, where they are
    /// not due soon, into the one that keeps its letters, so that a slot is drained however long some of them wait.
    ///
    /// Only what nobody has claimed. Whoever changes such a letter at this moment gets 40001 and looks again: PostgreSQL does
    /// not let a row that has moved be taken for one that is gone.
    static let carryOver = Statement(
        """
        WITH present AS MATERIALIZED (SELECT letter_slot() AS slot),
        lingering AS MATERIALIZED (
            SELECT l.slot, l.id FROM letter l
            WHERE l.claimed_by IS NULL AND l.slot IN (
                SELECT f.slot FROM letter f, present
                WHERE f.slot <> 0 AND f.slot <> present.slot GROUP BY f.slot HAVING count(*) <= \(few))
            FOR UPDATE OF l SKIP LOCKED)
        UPDATE letter l
        SET slot = CASE WHEN l.next_at < route_now(l.route) + interval '1 minute' THEN present.slot ELSE 0 END
        FROM lingering g, present WHERE l.slot = g.slot AND l.id = g.id
        """
    )

    static let turn = Statement("SELECT turn_letters()")
}
