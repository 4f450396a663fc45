import Course
import Postgres

/// The statements of letters that bring no prompt (`Schema/0009_sign_in.sql`).
enum DirectLetterQueries {
    /// What a mailman gets of a letter by itself.
    struct Sheet: Sendable {
        let letter: Int64
        let sender: String
        let recipient: String
        let message: [UInt8]
    }

    static func route(of municipality: Municipality.ID?, by routes: LetterRoutes) -> Query<String> {
        Query(
            "SELECT route_of_municipality(\(nullable: municipality), \(routes.own.sorted()), \(routes.ordinary))"
        )
    }

    /// - Returns: A query for the letter's number.
    static func queue(_ letter: DirectLetter, on route: String) -> Query<Int64> {
        Query(
            """
            SELECT queue_direct_letter(\(letter.token), \(route), \(letter.sender), \(letter.recipient), \(letter.message),
                                       make_interval(secs => \(Double(letter.usefulSeconds))))
            """
        )
    }

    static func sheets(of letters: [Int64]) -> Query<Sheet> {
        Query(
            "SELECT letter, sender, recipient, message FROM direct_letter WHERE letter = ANY (\(letters))"
        ) { row in
            Sheet(
                letter: try row.next(),
                sender: try row.next(),
                recipient: try row.next(),
                message: try row.next()
            )
        }
    }

    static let forgetSettled = Statement("SELECT forget_direct_letters()")
}
