import Course
import Postgres

/// The statements of who gives service checks.
enum HelperQueries {
    /// - Returns: The key of the new row; none where the address is there already.
    static func add(_ email: String, name: String, in municipality: Municipality.ID) -> Query<Helper.ID> {
        Query(
            """
            INSERT INTO helper (municipality, name, email) VALUES (\(municipality), \(name), \(email))
            ON CONFLICT (municipality, lower(email)) DO NOTHING RETURNING id
            """
        )
    }

    static func all(of course: CourseOutline.ID) -> Query<EnlistedHelper> {
        Query(
            """
            SELECT m.key, h.name, h.email FROM helper h JOIN municipality m ON m.id = h.municipality
            WHERE m.course = \(course) ORDER BY m.position, h.name, h.id
            """
        ) { row in EnlistedHelper(municipality: try row.next(), name: try row.next(), email: try row.next()) }
    }

    /// - Returns: The key of the row that is gone; none where there was none.
    static func remove(_ email: String, from municipality: Municipality.ID) -> Query<Helper.ID> {
        Query(
            """
            DELETE FROM helper WHERE municipality = \(municipality) AND lower(email) = lower(\(email)) RETURNING id
            """
        )
    }
}
