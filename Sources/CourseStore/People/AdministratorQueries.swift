import Course
import Postgres

/// The statements of who runs courses.
enum AdministratorQueries {
    /// - Returns: The number of the new row; none where the address is there already.
    static func add(_ email: String) -> Query<Int64> {
        Query(
            "INSERT INTO administrator (email) VALUES (\(email)) ON CONFLICT (lower(email)) DO NOTHING RETURNING id"
        )
    }

    static func id(of email: String) -> Query<Int64> {
        Query("SELECT id FROM administrator WHERE lower(email) = lower(\(email))")
    }

    static let all = Query<Administrator>("SELECT email, added_at FROM administrator ORDER BY lower(email)") { row in
        Administrator(email: try row.next(), addedAt: try row.next())
    }

    /// All of them, locked in order, so that two who remove each other leave one.
    static let locked = Query<Int64>("SELECT id FROM administrator ORDER BY id FOR UPDATE")

    static func remove(_ id: Int64) -> Statement {
        Statement("DELETE FROM administrator WHERE id = \(id)")
    }
}
