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

    static func jointLeaders(of course: CourseOutline.ID) -> Query<JointLeader> {
        Query("SELECT leader, name, area, municipality, module, session FROM joint_leaders(\(course))") { row in
            JointLeader(
                leader: try row.next(),
                name: try row.next(),
                area: try row.next(),
                municipality: try row.next(),
                module: try row.next(),
                session: try row.next()
            )
        }
    }
}
