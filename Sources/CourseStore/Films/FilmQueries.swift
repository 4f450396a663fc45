import Course
import Postgres

/// The statements about films.
enum FilmQueries {
    static func markDone(by leader: Leader.ID, module: String, now: Instant) -> Statement {
        Statement(
            """
            INSERT INTO film_done (leader, module, done_at) VALUES (\(leader), \(module), \(now)) ON CONFLICT DO NOTHING
            """
        )
    }
}
