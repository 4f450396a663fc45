import Course
import Postgres

/// The statements that show the plan to people.
enum PlanQueries {
    /// What leaves on which day, the planned prompts of a rule and a day as one row; without those of one leader's booking.
    static func entries(of course: CourseOutline.ID, in municipality: String?) -> Query<BoardPlan.Entry> {
        Query(
            """
            SELECT min(p.id), p.module, p.prompt, m.key, p.day, min(p.send_at), min(p.purpose), min(p.audience),
                   min(p.unless), bool_and(p.provisional), count(*), count(p.leader_group), min(g.name),
                   min(p.session), count(p.session), min(s.stop)
            FROM planned_prompt p JOIN municipality m ON m.id = p.municipality
            LEFT JOIN leader_group g ON g.id = p.leader_group
            LEFT JOIN stopped_prompt s ON s.course = p.course AND s.module = p.module AND s.prompt = p.prompt
            WHERE p.course = \(course) AND p.withdrawn_at IS NULL AND p.leader IS NULL
              AND (\(nullable: municipality) IS NULL OR m.key = \(nullable: municipality))
            GROUP BY p.module, p.prompt, m.key, m.position, p.day
            ORDER BY p.day, min(p.send_at), min(p.position), p.prompt, m.position
            """
        ) { row in
            let id: PlannedPrompt.ID = try row.next()
            let reference = Prompt.Reference(module: try row.next(), prompt: try row.next())
            return BoardPlan.Entry(
                id: id,
                reference: reference,
                municipality: try row.next(),
                day: try row.next(),
                sendAt: try row.next(),
                purpose: try row.next(),
                to: try row.next(),
                unless: try row.next(),
                isProvisional: try row.next(),
                count: try row.next(),
                groups: try row.next(),
                group: try row.next(),
                session: try row.next(),
                sessions: try row.next(),
                stop: try row.next()
            )
        }
    }

    /// When groups meet, those of a module and a day as one row.
    static func meetingDays(of course: CourseOutline.ID, in municipality: String?) -> Query<BoardPlan.MeetingDay> {
        Query(
            """
            SELECT t.module, m.key, min(t.starts), count(*), min(t.leader_group), min(g.name)
            FROM meeting t JOIN leader_group g ON g.id = t.leader_group JOIN municipality m ON m.id = g.municipality
            WHERE m.course = \(course) AND (\(nullable: municipality) IS NULL OR m.key = \(nullable: municipality))
            GROUP BY t.module, m.key, m.position, t.starts::date
            ORDER BY min(t.starts), t.module, m.position
            """
        ) { row in
            BoardPlan.MeetingDay(
                module: try row.next(),
                municipality: try row.next(),
                start: try row.next(),
                count: try row.next(),
                id: try row.next(),
                group: try row.next()
            )
        }
    }

    struct DetailRow: Sendable {
        let stored: ProgrammeQueries.StoredPrompt
        let group: String?
        let isClosed: Bool
        let stop: PromptStanding.Stop?
    }

    /// A planned prompt by its key; never one of a leader's booking.
    static func planned(_ id: PlannedPrompt.ID, of course: CourseOutline.ID) -> Query<DetailRow> {
        Query(
            """
            SELECT g.name, p.closed_at IS NOT NULL, s.stop, \(fragment: ProgrammeQueries.planColumns)
            FROM planned_prompt p JOIN municipality m ON m.id = p.municipality
            LEFT JOIN leader_group g ON g.id = p.leader_group
            LEFT JOIN stopped_prompt s ON s.course = p.course AND s.module = p.module AND s.prompt = p.prompt
            WHERE p.id = \(id) AND p.course = \(course) AND p.leader IS NULL
            """
        ) { row in
            let group: String? = try row.next()
            let isClosed: Bool = try row.next()
            let stop: PromptStanding.Stop? = try row.next()
            return DetailRow(stored: try row.nextPlanned(), group: group, isClosed: isClosed, stop: stop)
        }
    }

    /// The planned prompts of the same rule, day and municipality as another, that one left out.
    static func besides(
        _ id: PlannedPrompt.ID
    ) -> Query<(id: PlannedPrompt.ID, group: String?, session: String?)> {
        Query(
            """
            SELECT o.id, g.name, o.session
            FROM planned_prompt p JOIN planned_prompt o ON o.course = p.course AND o.municipality = p.municipality
                AND o.module = p.module AND o.prompt = p.prompt AND o.day = p.day
            LEFT JOIN leader_group g ON g.id = o.leader_group
            WHERE p.id = \(id) AND o.id <> p.id AND o.withdrawn_at IS NULL AND o.leader IS NULL
            ORDER BY g.name NULLS FIRST, o.session NULLS FIRST
            """
        ) { row in (try row.next(), try row.next(), try row.next()) }
    }

    /// What became of a planned prompt's items.
    static func items(
        of planned: PlannedPrompt.ID
    ) -> Query<(state: String, skip: String?, leaders: Int)> {
        Query("SELECT state, skip, count(*) FROM letter_item WHERE planned = \(planned) GROUP BY state, skip") { row in
            (try row.next(), try row.next(), try row.next())
        }
    }

    /// How many a planned prompt reaches now, and how many of them, or of those whom it would have reached in time, have no item.
    static func audience(of planned: PlannedPrompt.ID) -> Query<(leaders: Int, waiting: Int)> {
        Query(
            """
            SELECT count(*), count(*) FILTER (WHERE a.enrolled_at < p.useful_until AND NOT EXISTS (
                SELECT FROM letter_item i WHERE i.leader = a.leader AND i.module = p.module AND i.prompt = p.prompt))
            FROM audience a JOIN planned_prompt p ON p.id = a.planned WHERE p.id = \(planned)
            """
        ) { row in (try row.next(), try row.next()) }
    }

    /// The meetings that a group has set.
    static func meetings(of group: LeaderGroup.ID) -> Query<Meeting> {
        Query(
            """
            SELECT t.module, t.leader_group, m.key, t.starts, t.ends, t.place
            FROM meeting t JOIN leader_group g ON g.id = t.leader_group JOIN municipality m ON m.id = g.municipality
            WHERE t.leader_group = \(group) ORDER BY t.module
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

    /// The names of groups.
    static func names(of groups: [LeaderGroup.ID]) -> Query<(id: LeaderGroup.ID, name: String)> {
        Query("SELECT id, name FROM leader_group WHERE id = ANY (\(groups))") { row in
            (try row.next(), try row.next())
        }
    }
}
