import Course
import Postgres

/// The statements behind the list of what is to be done.
enum ToDoQueries {
    /// How many groups of each municipality have no date for each of the modules; where there are none, no row.
    static func dateless(
        of course: CourseOutline.ID,
        own: Municipality.ID?,
        modules: [String]
    ) -> Query<(municipality: String, module: String, count: Int)> {
        Query(
            """
            SELECT m.key, r.module, count(*)
            FROM municipality m JOIN leader_group g ON g.municipality = m.id CROSS JOIN unnest(\(modules)) AS r (module)
            WHERE m.course = \(course) AND (\(nullable: own) IS NULL OR m.id = \(nullable: own))
              AND EXISTS (SELECT FROM leader l WHERE l.leader_group = g.id AND l.withdrawn_at IS NULL)
              AND NOT EXISTS (SELECT FROM meeting t WHERE t.leader_group = g.id AND t.module = r.module)
            GROUP BY m.key, r.module
            """
        ) { row in (try row.next(), try row.next(), try row.next()) }
    }

    /// How many leaders of each municipality have no seat in each of the modules; where there are none, no row.
    static func seatless(
        of course: CourseOutline.ID,
        own: Municipality.ID?,
        modules: [String]
    ) -> Query<(municipality: String, module: String, count: Int)> {
        Query(
            """
            SELECT m.key, r.module, count(*)
            FROM municipality m JOIN leader l ON l.municipality = m.id
            CROSS JOIN unnest(\(modules)) WITH ORDINALITY AS r (module, place)
            WHERE m.course = \(course) AND (\(nullable: own) IS NULL OR m.id = \(nullable: own)) AND l.withdrawn_at IS NULL
              AND NOT EXISTS (SELECT FROM seat s WHERE s.leader = l.id AND s.module = r.module)
            GROUP BY m.key, m.position, r.module, r.place
            ORDER BY r.place, m.position
            """
        ) { row in (try row.next(), try row.next(), try row.next()) }
    }

    /// How many leaders of each municipality have no table in each of the modules, of those with a seat.
    ///
    /// In a module of one session everybody has one. Where there are none, no row.
    static func tableless(
        of course: CourseOutline.ID,
        own: Municipality.ID?,
        modules: [(key: String, isSole: Bool)]
    ) -> Query<(municipality: String, module: String, count: Int)> {
        Query(
            """
            SELECT m.key, r.module, count(*)
            FROM municipality m JOIN leader l ON l.municipality = m.id
            CROSS JOIN unnest(\(modules.map(\.key)), \(modules.map(\.isSole))) WITH ORDINALITY AS r (module, is_sole, place)
            LEFT JOIN seat s ON s.leader = l.id AND s.module = r.module
            WHERE m.course = \(course) AND (\(nullable: own) IS NULL OR m.id = \(nullable: own)) AND l.withdrawn_at IS NULL
              AND s.table_name IS NULL AND (r.is_sole OR s.leader IS NOT NULL)
            GROUP BY m.key, m.position, r.module, r.place
            ORDER BY r.place, m.position
            """
        ) { row in (try row.next(), try row.next(), try row.next()) }
    }
}
