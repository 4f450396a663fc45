import Postgres

/// The statement that says who acts.
enum ActingQueries {
    /// Who acts from here on in this transaction; gives who did before.
    static func act(as setting: String) -> Query<String> {
        Query(
            """
            WITH before AS MATERIALIZED (SELECT coalesce(current_setting('tandem.actor', true), '') AS actor)
            SELECT actor FROM before WHERE set_config('tandem.actor', \(setting), true) IS NOT NULL AND actor IS NOT NULL
            """
        )
    }
}
