import Course
import Postgres

/// The statements about leader groups' meetings.
enum ReflectionQueries {
    static func meetings(of course: CourseOutline.ID) -> Query<Meeting> {
        Query(
            """
            SELECT t.module, t.leader_group, m.key, t.starts, t.ends, t.place
            FROM meeting t JOIN leader_group g ON g.id = t.leader_group JOIN municipality m ON m.id = g.municipality
            WHERE m.course = \(course) ORDER BY t.leader_group, t.module
            """
        ) { row in
            Meeting(
                module: try row.next(),
                group: try row.next(),
                municipality: try row.next(),
                start: try row.next(),
                end: try row.next(),
                place: try row.next()
            )
        }
    }

    static func saveMeeting(
        of group: LeaderGroup.ID,
        module: String,
        start: LocalDateTime,
        end: LocalDateTime,
        place: String?
    ) -> Statement {
        Statement(
            """
            INSERT INTO meeting (leader_group, module, starts, ends, place)
            VALUES (\(group), \(module), \(start), \(end), \(nullable: place))
            ON CONFLICT (leader_group, module) DO UPDATE SET starts = excluded.starts, ends = excluded.ends,
                place = excluded.place
            """
        )
    }

    static func removeMeeting(of group: LeaderGroup.ID, module: String) -> Statement {
        Statement("DELETE FROM meeting WHERE leader_group = \(group) AND module = \(module)")
    }

    /// Those of a group who take part.
    static func members(of group: LeaderGroup.ID) -> Query<(leader: Leader.ID, municipality: Municipality.ID)> {
        Query("SELECT id, municipality FROM leader WHERE leader_group = \(group) AND withdrawn_at IS NULL ORDER BY id")
        { row in
            (try row.next(), try row.next())
        }
    }

    static func markDone(by group: LeaderGroup.ID, module: String, now: Instant) -> Statement {
        Statement(
            """
            INSERT INTO reflection_done (leader_group, module, done_at) VALUES (\(group), \(module), \(now))
            ON CONFLICT DO NOTHING
            """
        )
    }
}
