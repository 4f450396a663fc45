import Course
import Postgres

/// The statements behind the list of courses and a course at a glance.
enum OverviewQueries {
    static func courses(_ key: String?) -> Query<CourseSummary> {
        Query(
            """
            SELECT c.key, c.title, c.state, c.starts, c.ends,
                   coalesce((SELECT array_agg(m.name ORDER BY m.position) FROM municipality m WHERE m.course = c.id), '{}'),
                   (SELECT count(*) FROM leader l WHERE l.course = c.id AND l.withdrawn_at IS NULL)
            FROM course c WHERE (\(nullable: key) IS NULL OR c.key = \(nullable: key))
            ORDER BY c.starts DESC, c.key
            """
        ) { row in
            let (key, title, state): (String, String, String) = (try row.next(), try row.next(), try row.next())
            return CourseSummary(
                key: key,
                title: title,
                state: StoredCourse.State(rawValue: state) ?? .draft,
                starts: try row.next(),
                ends: try row.next(),
                municipalities: try row.next(),
                leaders: try row.next()
            )
        }
    }

    /// The people of each municipality, or of the own one, in numbers.
    static func headcounts(
        of course: CourseOutline.ID,
        own: Municipality.ID?
    ) -> Query<CourseOverview.Headcount> {
        Query(
            """
            SELECT m.key, coalesce(l.leaders, 0), coalesce(l.refused, 0), coalesce(g.groups, 0), coalesce(g.chairless, 0)
            FROM municipality m
            LEFT JOIN (SELECT municipality, count(*) AS leaders, count(unreachable_at) AS refused
                       FROM leader WHERE course = \(course) AND withdrawn_at IS NULL GROUP BY municipality) AS l
                ON l.municipality = m.id
            LEFT JOIN (SELECT municipality, count(*) AS groups, count(*) FILTER (WHERE NOT chaired) AS chairless
                       FROM (SELECT municipality, leader_group, bool_or(chair) AS chaired
                             FROM leader WHERE course = \(course) AND withdrawn_at IS NULL AND leader_group IS NOT NULL
                             GROUP BY municipality, leader_group) AS held
                       GROUP BY municipality) AS g
                ON g.municipality = m.id
            WHERE m.course = \(course) AND (\(nullable: own) IS NULL OR m.id = \(nullable: own))
            ORDER BY m.position
            """
        ) { row in
            CourseOverview.Headcount(
                municipality: try row.next(),
                leaders: try row.next(),
                refused: try row.next(),
                groups: try row.next(),
                chairless: try row.next()
            )
        }
    }

    /// What leaves at the next few moments, and to how many.
    static func next(
        of course: CourseOutline.ID,
        own: Municipality.ID?,
        now: Instant
    ) -> Query<CourseOverview.Departure> {
        Query(
            """
            WITH planned AS (
                SELECT p.* FROM planned_prompt p
                WHERE p.course = \(course) AND p.closed_at IS NULL AND p.withdrawn_at IS NULL AND p.send_at > \(now)
                  AND p.leader IS NULL AND (\(nullable: own) IS NULL OR p.municipality = \(nullable: own))
                  AND NOT EXISTS (SELECT FROM stopped_prompt s
                                  WHERE s.course = p.course AND s.module = p.module AND s.prompt = p.prompt)),
            moment AS (
                SELECT DISTINCT send_at, municipality FROM planned ORDER BY send_at, municipality LIMIT 6),
            next AS MATERIALIZED (
                SELECT p.* FROM moment JOIN planned p USING (send_at, municipality)),
            reached AS (
                SELECT send_at, municipality, count(*) AS leaders
                FROM (SELECT DISTINCT p.send_at, p.municipality, a.leader
                      FROM next p JOIN audience a ON a.planned = p.id WHERE \(fragment: reaches)) AS leader
                GROUP BY send_at, municipality),
            what AS (
                SELECT p.send_at, p.municipality, array_agg(DISTINCT p.module || '/' || p.prompt) AS prompts
                FROM next p WHERE EXISTS (SELECT FROM audience a WHERE a.planned = p.id AND \(fragment: reaches))
                GROUP BY p.send_at, p.municipality)
            SELECT r.send_at, m.key, r.leaders, w.prompts
            FROM reached r JOIN what w USING (send_at, municipality) JOIN municipality m ON m.id = r.municipality
            ORDER BY r.send_at, m.position
            """
        ) { row in
            let (at, municipality, leaders): (Instant, String, Int) = (
                try row.next(), try row.next(), try row.next()
            )
            let prompts: [String] = try row.next()
            return CourseOverview.Departure(
                at: at,
                municipality: municipality,
                leaders: leaders,
                prompts: prompts.compactMap { name in
                    let parts = name.split(separator: "/", maxSplits: 1).map(String.init)
                    return parts.count == 2 ? Prompt.Reference(module: parts[0], prompt: parts[1]) : nil
                }
            )
        }
    }

    /// Whether a planned prompt `p` has what it needs for a leader of its audience `a`, who can be reached.
    private static let reaches: SQL = """
        a.unreachable_at IS NULL
        AND (p.needs IS NULL OR p.needs = 'group' AND a.leader_group IS NOT NULL
             OR p.needs = 'seat' AND p.seating <> 'unseated' OR p.needs = 'date' AND p.leader_group IS NOT NULL
             OR p.needs = 'table' AND p.seating <> 'unseated' AND EXISTS (
                SELECT FROM seat t WHERE t.leader = a.leader AND t.module = p.module AND t.table_name IS NOT NULL))
        """
}
