import Course
import Postgres

/// The statements about seats at sessions.
enum WorkshopQueries {
    static func saveSeat(
        of leader: Leader.ID,
        course: CourseOutline.ID,
        module: String,
        session: String
    ) -> Statement {
        Statement(
            """
            INSERT INTO seat (leader, course, module, session)
            VALUES (\(leader), \(course), \(module), \(session))
            ON CONFLICT (leader, module) DO UPDATE SET session = excluded.session
            """
        )
    }

    static func seat(of leader: Leader.ID, module: String) -> Query<String> {
        Query("SELECT session FROM seat WHERE leader = \(leader) AND module = \(module)")
    }
}
