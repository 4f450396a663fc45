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

    /// How many of the group of the chair who acts have seen each film, in words.
    static let sharesOfChair = Query<FilmShare>("SELECT module, share FROM film_shares_of_chair()") { row in
        let module: String = try row.next()
        let share: String = try row.next()
        return FilmShare(module: module, share: FilmShare.Share(rawValue: share) ?? .few)
    }
}
