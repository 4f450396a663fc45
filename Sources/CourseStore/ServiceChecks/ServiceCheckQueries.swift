import Course
import Postgres

/// The statements about service checks.
enum ServiceCheckQueries {
    static func bookings(of course: CourseOutline.ID) -> Query<Booking> {
        Query(
            """
            SELECT b.module, b.leader, m.key, b.starts, b.ends, b.place
            FROM booking b JOIN leader l ON l.id = b.leader JOIN municipality m ON m.id = l.municipality
            WHERE l.course = \(course) AND l.withdrawn_at IS NULL ORDER BY b.leader, b.module
            """
        ) { row in
            Booking(
                module: try row.next(),
                leader: try row.next(),
                municipality: try row.next(),
                start: try row.next(),
                end: try row.next(),
                place: try row.next()
            )
        }
    }

    /// Who has booked with the helper who acts.
    static let ofHelper = Query<HelperBooking>(
        "SELECT leader, name, area, module, starts, ends, place FROM booked_with_helper()"
    ) { row in
        HelperBooking(
            leader: try row.next(),
            name: try row.next(),
            area: try row.next(),
            module: try row.next(),
            start: try row.next(),
            end: try row.next(),
            place: try row.next()
        )
    }
}
