import Course
import Postgres

/// The statements about lists of leaders.
enum DirectoryQueries {
    /// What holds for the leaders that are asked for.
    static func condition(
        _ course: CourseOutline.ID,
        _ filter: LeaderFilter,
        municipality: Municipality.ID?,
        own: Municipality.ID?
    ) -> SQL {
        var parts: [SQL] = ["l.course = \(course)"]
        switch filter.standing {
        case .enrolled: parts.append("l.withdrawn_at IS NULL")
        case .unreachable: parts.append("l.withdrawn_at IS NULL AND l.unreachable_at IS NOT NULL")
        case .withdrawn: parts.append("l.withdrawn_at IS NOT NULL")
        }
        if let own { parts.append("l.municipality = \(own)") }
        if filter.municipality != nil { parts.append("l.municipality = \(nullable: municipality)") }
        if let area = filter.area { parts.append("l.area = \(area)") }
        if let group = filter.group { parts.append("l.leader_group = \(group)") }
        if let text = filter.text {
            parts.append("(strpos(lower(l.name), lower(\(text))) > 0 OR strpos(lower(l.email), lower(\(text))) > 0)")
        }
        return parts.joined(separator: " AND ")
    }

    /// Only the page's rows are looked at whole.
    static func leaders(_ condition: SQL, limit: Int, offset: Int) -> Query<LeaderRecord> {
        Query(
            """
            WITH page AS MATERIALIZED (
                SELECT l.id FROM leader l WHERE \(fragment: condition)
                ORDER BY l.name COLLATE "da-x-icu", l.id LIMIT \(limit) OFFSET \(offset))
            SELECT \(fragment: RecordQueries.columns) FROM page JOIN leader l ON l.id = page.id \(fragment: RecordQueries.joins)
            ORDER BY l.name COLLATE "da-x-icu", l.id
            """,
            decode: RecordQueries.record
        )
    }

    static func count(_ condition: SQL) -> Query<Int> {
        Query("SELECT count(*) FROM leader l WHERE \(fragment: condition)")
    }

    static func everybody(in course: CourseOutline.ID, own: Municipality.ID?) -> Query<Int> {
        Query(
            """
            SELECT count(*) FROM leader l
            WHERE l.course = \(course) AND (\(nullable: own) IS NULL OR l.municipality = \(nullable: own))
            """
        )
    }

    static func areas(of course: CourseOutline.ID, own: Municipality.ID?) -> Query<LeaderDirectory.Area> {
        Query(
            """
            SELECT a.id, m.key, a.name FROM area a JOIN municipality m ON m.id = a.municipality
            WHERE m.course = \(course) AND (\(nullable: own) IS NULL OR m.id = \(nullable: own))
            ORDER BY m.position, a.name COLLATE "da-x-icu"
            """
        ) { row in
            LeaderDirectory.Area(id: try row.next(), municipality: try row.next(), name: try row.next())
        }
    }

    /// The groups to choose among, the chosen one first of all: not thousands of them.
    static func groups(
        of course: CourseOutline.ID,
        in municipality: Municipality.ID?,
        or chosen: LeaderGroup.ID?,
        own: Municipality.ID?
    ) -> Query<LeaderDirectory.Group> {
        Query(
            """
            SELECT id, key, name FROM (
                SELECT g.id, m.key, g.name, m.position FROM leader_group g JOIN municipality m ON m.id = g.municipality
                WHERE m.course = \(course) AND (\(nullable: own) IS NULL OR m.id = \(nullable: own))
                  AND (\(nullable: municipality) IS NULL OR m.id = \(nullable: municipality))
                ORDER BY g.id IS DISTINCT FROM \(nullable: chosen), m.position, g.name COLLATE "da-x-icu" LIMIT 300) AS choice
            ORDER BY position, name COLLATE "da-x-icu"
            """
        ) { row in
            LeaderDirectory.Group(id: try row.next(), municipality: try row.next(), name: try row.next())
        }
    }
}
