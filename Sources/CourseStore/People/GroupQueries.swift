import Course
import Postgres

/// The statements about leader groups.
enum GroupQueries {
    /// What holds for the groups that are asked for.
    static func condition(
        _ course: CourseOutline.ID,
        municipality: Municipality.ID?,
        lack: GroupLack?
    ) -> SQL {
        var parts: [SQL] = ["m.course = \(course)"]
        if let municipality { parts.append("m.id = \(municipality)") }
        switch lack {
        case .date(let module):
            parts.append(
                "NOT EXISTS (SELECT FROM meeting t WHERE t.leader_group = g.id AND t.module = \(module))"
            )
        case .chair:
            parts.append(
                "NOT EXISTS (SELECT FROM leader c WHERE c.leader_group = g.id AND c.chair AND c.withdrawn_at IS NULL)"
            )
        case nil: break
        }
        return parts.joined(separator: " AND ")
    }

    private static let standing: SQL = """
        p.id, p.key, p.name,
        (SELECT count(*) FROM leader l WHERE l.leader_group = p.id AND l.withdrawn_at IS NULL),
        coalesce((SELECT array_agg(l.name ORDER BY l.name COLLATE "da-x-icu") FROM leader l
                  WHERE l.leader_group = p.id AND l.withdrawn_at IS NULL AND l.chair), '{}'),
        coalesce((SELECT array_agg(t.module) FROM meeting t WHERE t.leader_group = p.id), '{}')
        """

    private static func standing(_ row: inout RowReader) throws -> GroupStanding {
        GroupStanding(
            id: try row.next(),
            municipality: try row.next(),
            name: try row.next(),
            members: try row.next(),
            chairs: try row.next(),
            dated: try row.next()
        )
    }

    /// Only the page's groups are looked at whole.
    static func groups(_ condition: SQL, limit: Int, offset: Int) -> Query<GroupStanding> {
        Query(
            """
            WITH page AS MATERIALIZED (
                SELECT g.id, m.key, g.name, m.position FROM leader_group g JOIN municipality m ON m.id = g.municipality
                WHERE \(fragment: condition)
                ORDER BY m.position, g.name COLLATE "da-x-icu", g.id LIMIT \(limit) OFFSET \(offset))
            SELECT \(fragment: standing) FROM page p ORDER BY p.position, p.name COLLATE "da-x-icu", p.id
            """,
            decode: standing
        )
    }

    static func count(_ condition: SQL) -> Query<Int> {
        Query(
            """
            SELECT count(*) FROM leader_group g JOIN municipality m ON m.id = g.municipality WHERE \(fragment: condition)
            """
        )
    }

    static func group(_ id: LeaderGroup.ID, _ condition: SQL) -> Query<GroupStanding> {
        Query(
            """
            WITH page AS (
                SELECT g.id, m.key, g.name FROM leader_group g JOIN municipality m ON m.id = g.municipality
                WHERE g.id = \(id) AND \(fragment: condition))
            SELECT \(fragment: standing) FROM page p
            """,
            decode: standing
        )
    }

    static func group(named name: String, in municipality: Municipality.ID) -> Query<LeaderGroup.ID> {
        Query("SELECT id FROM leader_group WHERE municipality = \(municipality) AND name = \(name)")
    }

    static func rename(_ id: LeaderGroup.ID, to name: String) -> Statement {
        Statement("UPDATE leader_group SET name = \(name) WHERE id = \(id)")
    }

    static func chairs(of group: LeaderGroup.ID) -> Query<Leader.ID> {
        Query("SELECT id FROM leader WHERE leader_group = \(group) AND chair AND withdrawn_at IS NULL ORDER BY id")
    }

    static func members(of group: LeaderGroup.ID) -> Query<Leader.ID> {
        Query("SELECT id FROM leader WHERE leader_group = \(group) AND withdrawn_at IS NULL ORDER BY id")
    }

    static func setChairs(_ chairs: [Leader.ID], of group: LeaderGroup.ID) -> Statement {
        Statement(
            """
            UPDATE leader SET chair = id = ANY (\(chairs))
            WHERE leader_group = \(group) AND withdrawn_at IS NULL AND chair <> (id = ANY (\(chairs)))
            """
        )
    }
}
