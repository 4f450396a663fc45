import Course
import Postgres

/// The statements behind previews: who gets the same letters, and who they are.
enum RehearsalQueries {
    /// Leaders who are alike to the rules of release, as one row.
    struct ShapeRow: Sendable {
        let municipality: String
        let group: LeaderGroup.ID?
        let isChair: Bool
        let enrolledAt: Instant
        let seats: [String]
        let tables: [String]
        let has: [String]
        let hasAny: Bool
        let example: Leader.ID
        let leaders: Int
        let members: [Leader.ID]
    }

    /// Stands for any group that has set no meeting's date: to the rules they are all the same.
    static let anyGroup = LeaderGroup.ID(rawValue: 0)

    /// Everybody who gets letters, by what the rules of release ask about them; of what they have, only what is of use from `now` on.
    ///
    /// The members are listed only where `listing` says so.
    static func shapes(
        of course: CourseOutline.ID,
        in municipality: Municipality.ID?,
        group: LeaderGroup.ID?,
        leader: Leader.ID?,
        listing: Bool,
        now: Instant
    ) -> Query<ShapeRow> {
        Query(
            """
            WITH useful AS MATERIALIZED (
                SELECT DISTINCT p.module, p.prompt FROM planned_prompt p
                WHERE p.course = \(course) AND p.withdrawn_at IS NULL AND p.useful_until > \(now)),
            has AS MATERIALIZED (
                SELECT i.leader, array_agg(i.module || '/' || i.prompt ORDER BY i.module, i.prompt)
                                     FILTER (WHERE u.module IS NOT NULL) AS items
                FROM letter_item i JOIN leader l ON l.id = i.leader
                LEFT JOIN useful u ON u.module = i.module AND u.prompt = i.prompt
                WHERE l.course = \(course) AND (i.state <> 'skipped' OR NOT i.skip = ANY (\(Skip.passing)))
                  AND (\(nullable: leader) IS NULL OR i.leader = \(nullable: leader))
                GROUP BY i.leader),
            seated AS MATERIALIZED (
                SELECT s.leader, array_agg(s.module || '/' || s.session ORDER BY s.module) AS seats,
                       coalesce(array_agg(s.module ORDER BY s.module) FILTER (WHERE s.table_name IS NOT NULL), '{}') AS tables
                FROM seat s WHERE s.course = \(course) GROUP BY s.leader),
            dated AS MATERIALIZED (SELECT DISTINCT t.leader_group FROM meeting t),
            people AS (
                SELECT l.id, m.key AS municipality, m.position, l.chair, l.enrolled_at,
                       CASE WHEN l.leader_group IS NULL OR d.leader_group IS NOT NULL THEN l.leader_group
                            ELSE \(anyGroup) END AS shown_group,
                       coalesce(s.seats, '{}') AS seats, coalesce(s.tables, '{}') AS tables,
                       coalesce(h.items, '{}') AS items, h.leader IS NOT NULL AS has_any
                FROM leader l JOIN municipality m ON m.id = l.municipality
                LEFT JOIN dated d ON d.leader_group = l.leader_group
                LEFT JOIN seated s ON s.leader = l.id
                LEFT JOIN has h ON h.leader = l.id
                WHERE l.course = \(course) AND l.withdrawn_at IS NULL AND l.unreachable_at IS NULL
                  AND (\(nullable: municipality) IS NULL OR l.municipality = \(nullable: municipality))
                  AND (\(nullable: group) IS NULL OR l.leader_group = \(nullable: group))
                  AND (\(nullable: leader) IS NULL OR l.id = \(nullable: leader)))
            SELECT municipality, shown_group, chair, enrolled_at, seats, tables, items, has_any, min(id), count(*),
                   CASE WHEN \(listing) THEN array_agg(id ORDER BY id) ELSE '{}' END
            FROM people
            GROUP BY position, municipality, shown_group, chair, enrolled_at, seats, tables, items, has_any
            ORDER BY position, min(id)
            """
        ) { row in
            ShapeRow(
                municipality: try row.next(),
                group: try row.next(),
                isChair: try row.next(),
                enrolledAt: try row.next(),
                seats: try row.next(),
                tables: try row.next(),
                has: try row.next(),
                hasAny: try row.next(),
                example: try row.next(),
                leaders: try row.next(),
                members: try row.next()
            )
        }
    }

    /// How many of some leaders are of which area and group.
    static func places(of leaders: [Leader.ID]) -> Query<PreviewedPlace> {
        Query(
            """
            SELECT a.name, g.name, count(*) FROM leader l JOIN area a ON a.id = l.area
            LEFT JOIN leader_group g ON g.id = l.leader_group
            WHERE l.id = ANY (\(leaders)) GROUP BY a.name, g.name ORDER BY a.name, g.name NULLS LAST
            """
        ) { row in PreviewedPlace(area: try row.next(), group: try row.next(), leaders: try row.next()) }
    }

    /// Some of these leaders, by name.
    static func people(_ leaders: [Leader.ID], limit: Int) -> Query<PreviewedPerson> {
        people("l.id = ANY (\(leaders))", limit: limit)
    }

    /// Leaders whose number or address it is, or in whose name it stands.
    static func people(
        called text: String,
        in course: CourseOutline.ID,
        municipality: Municipality.ID?,
        limit: Int
    ) -> Query<PreviewedPerson> {
        people(
            """
            l.course = \(course) AND l.withdrawn_at IS NULL
            AND (\(nullable: municipality) IS NULL OR l.municipality = \(nullable: municipality))
            AND (l.id::text = \(text) OR lower(l.email) = lower(\(text)) OR strpos(lower(l.name), lower(\(text))) > 0)
            """,
            limit: limit
        )
    }

    private static func people(_ condition: SQL, limit: Int) -> Query<PreviewedPerson> {
        Query(
            """
            SELECT l.id, l.name, a.name, g.name FROM leader l JOIN area a ON a.id = l.area
            LEFT JOIN leader_group g ON g.id = l.leader_group
            WHERE \(fragment: condition) ORDER BY l.name, l.id LIMIT \(limit)
            """
        ) { row in
            PreviewedPerson(id: try row.next(), name: try row.next(), area: try row.next(), group: try row.next())
        }
    }

    /// Somebody whom a prompt reaches, by its first row that reaches anybody.
    static func example(
        of prompt: Prompt.Reference,
        in course: CourseOutline.ID,
        municipality: Municipality.ID?
    ) -> Query<(planned: PlannedPrompt.ID, leader: Leader.ID)> {
        Query(
            """
            SELECT p.id, a.leader FROM planned_prompt p
            CROSS JOIN LATERAL (SELECT leader FROM audience WHERE planned = p.id LIMIT 1) AS a
            WHERE p.course = \(course) AND p.module = \(prompt.module) AND p.prompt = \(prompt.prompt)
              AND p.withdrawn_at IS NULL AND p.leader IS NULL
              AND (\(nullable: municipality) IS NULL OR p.municipality = \(nullable: municipality))
            ORDER BY p.send_at, p.id LIMIT 1
            """
        ) { row in (try row.next(), try row.next()) }
    }
}
