import Course
import Postgres

/// What a route's limit of letters a minute allows at a moment.
///
/// One bucket for all mailmen of the route (a token bucket: RFC 2697 §3 is one), in real seconds. It holds a tenth of a minute's letters
/// at most, so that a pause is not made good for at once.
struct Allowance: Sendable {
    /// Letters and parts of one.
    let available: Double
    /// When that was so.
    let at: Instant

    /// Whole letters.
    var letters: Int { Int(available + 1e-6) }

    /// The most that a bucket holds.
    static func burst(lettersAMinute: Int) -> Double {
        max(1, Double(lettersAMinute) / 10)
    }
}

/// The statements of a route's limit.
enum AllowanceQueries {
    /// What a route is allowed now; its row stays locked, so that mailmen take from the bucket one after the other.
    static func available(on route: String, lettersAMinute: Int) -> Query<Allowance> {
        Query(
            """
            SELECT \(fragment: filled(lettersAMinute)), clock_timestamp() FROM mail_route WHERE name = \(route) FOR UPDATE
            """
        ) { row in Allowance(available: try row.next(), at: try row.next()) }
    }

    /// Gives a route that nobody has said anything of a full bucket.
    static func begin(_ route: String, lettersAMinute: Int) -> Statement {
        Statement(
            """
            INSERT INTO mail_route (name, allowance) VALUES (\(route), \(Allowance.burst(lettersAMinute: lettersAMinute)))
            ON CONFLICT (name) DO NOTHING
            """
        )
    }

    static func spend(_ letters: Int, of allowance: Allowance, on route: String) -> Statement {
        Statement(
            """
            UPDATE mail_route SET allowance = \(max(0, allowance.available - Double(letters))), allowed_at = \(allowance.at)
            WHERE name = \(route)
            """
        )
    }

    /// Real seconds until the next letter is allowed.
    static func wait(on route: String, lettersAMinute: Int) -> Query<Double> {
        Query(
            """
            SELECT greatest(0, 1 - \(fragment: filled(lettersAMinute))) * 60 / \(Double(lettersAMinute))
            FROM mail_route WHERE name = \(route)
            """
        )
    }

    private static func filled(_ lettersAMinute: Int) -> SQL {
        """
        least(\(Allowance.burst(lettersAMinute: lettersAMinute)), allowance
            + greatest(0, extract(epoch FROM clock_timestamp() - allowed_at))::double precision
            * \(Double(lettersAMinute)) / 60)
        """
    }
}

extension Transaction {
    /// What the limit of a route allows now.
    func allowance(of route: String, lettersAMinute: Int) async throws -> Allowance {
        let query = AllowanceQueries.available(on: route, lettersAMinute: lettersAMinute)
        if let allowance = try await first(query) { return allowance }
        try await execute(AllowanceQueries.begin(route, lettersAMinute: lettersAMinute))
        return try await one(query)
    }
}
