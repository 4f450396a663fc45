import Postgres

/// The statements that keep the counts of what became of letters few.
enum TallyQueries {
    /// Adds rows of a kind up into one, where there are several.
    ///
    /// Two mailmen who do so at once each take rows that the other has not.
    static let sumUp = Statement(
        """
        WITH several AS (
            SELECT route, event, bucket FROM mail_tally GROUP BY route, event, bucket HAVING count(*) > 1),
        taken AS MATERIALIZED (
            SELECT t.id FROM mail_tally t JOIN several USING (route, event, bucket)
            ORDER BY t.id LIMIT 100000 FOR UPDATE OF t SKIP LOCKED),
        gone AS (
            DELETE FROM mail_tally t USING taken WHERE t.id = taken.id
            RETURNING t.route, t.event, t.bucket, t.count, t.seconds)
        INSERT INTO mail_tally (route, event, bucket, count, seconds)
        SELECT route, event, bucket, sum(count), sum(seconds) FROM gone GROUP BY route, event, bucket
        """
    )
}
