import Course
import Postgres

/// The statements about courses, their programme and their plan.
enum ProgrammeQueries {
    struct CourseRow: Sendable {
        let id: CourseOutline.ID
        let key: String
        let title: String
        let about: String?
        let language: Language
        let timeZone: String
        let starts: Day
        let ends: Day
        let lettersAWeek: Int
        let programme: PostgresJSON
        let imported: PostgresJSON
        let state: String
        let version: Int64
        let now: Instant
        let clockRoute: String?
        let clockRate: Double?
    }

    private static func courses(_ rest: SQL) -> Query<CourseRow> {
        Query(
            """
            SELECT c.id, c.key, c.title, c.about, c.language, c.time_zone, c.starts, c.ends, c.letters_a_week,
                   c.programme, c.imported, c.state, c.version, course_now(c.id), k.route, k.rate
            FROM course c LEFT JOIN course_clock k ON k.course = c.id
            \(fragment: rest)
            """
        ) { row in
            CourseRow(
                id: try row.next(),
                key: try row.next(),
                title: try row.next(),
                about: try row.next(),
                language: try row.next(),
                timeZone: try row.next(),
                starts: try row.next(),
                ends: try row.next(),
                lettersAWeek: try row.next(),
                programme: try row.next(),
                imported: try row.next(),
                state: try row.next(),
                version: try row.next(),
                now: try row.next(),
                clockRoute: try row.next(),
                clockRate: try row.next()
            )
        }
    }

    static func course(key: String) -> Query<CourseRow> {
        courses("WHERE c.key = \(key)")
    }

    static func course(id: CourseOutline.ID) -> Query<CourseRow> {
        courses("WHERE c.id = \(id)")
    }

    /// Locks the course's row: no other verb changes what is planned or released until the transaction ends.
    static func lock(key: String) -> Query<CourseOutline.ID> {
        Query("SELECT id FROM course WHERE key = \(key) FOR UPDATE")
    }

    static func lock(id: CourseOutline.ID) -> Query<CourseOutline.ID> {
        Query("SELECT id FROM course WHERE id = \(id) FOR UPDATE")
    }

    static func lockUnlessBusy(id: CourseOutline.ID) -> Query<CourseOutline.ID> {
        Query("SELECT id FROM course WHERE id = \(id) FOR UPDATE SKIP LOCKED")
    }

    static let keys = Query<String>("SELECT key FROM course ORDER BY key")

    static func insertCourse(
        _ outline: CourseOutline,
        programme: PostgresJSON,
        imported: PostgresJSON
    ) -> Query<CourseOutline.ID> {
        Query(
            """
            INSERT INTO course (key, title, about, language, time_zone, starts, ends, letters_a_week, programme, imported)
            VALUES (\(outline.key), \(outline.title), \(nullable: outline.about), \(outline.language),
                    \(outline.timeZone.identifier), \(outline.starts), \(outline.ends), \(Int32(outline.lettersAWeek)),
                    \(programme), \(imported))
            RETURNING id
            """
        )
    }

    static func updateCourse(
        _ id: CourseOutline.ID,
        to outline: CourseOutline,
        programme: PostgresJSON,
        imported: PostgresJSON
    ) -> Statement {
        Statement(
            """
            UPDATE course SET title = \(outline.title), about = \(nullable: outline.about), language = \(outline.language),
                   time_zone = \(outline.timeZone.identifier), starts = \(outline.starts), ends = \(outline.ends),
                   letters_a_week = \(Int32(outline.lettersAWeek)), programme = \(programme), imported = \(imported),
                   version = version + 1
            WHERE id = \(id)
            """
        )
    }

    static func touch(_ id: CourseOutline.ID) -> Statement {
        Statement("UPDATE course SET version = version + 1 WHERE id = \(id)")
    }

    static func setState(_ state: StoredCourse.State, of id: CourseOutline.ID) -> Statement {
        Statement("UPDATE course SET state = \(state.rawValue), version = version + 1 WHERE id = \(id)")
    }

    // MARK: Sessions

    static func sessions(of course: CourseOutline.ID) -> Query<Course::Session> {
        Query(
            """
            SELECT module, key, starts, ends, place, capacity FROM session
            WHERE course = \(course) ORDER BY position, key
            """
        ) { row in
            Course::Session(
                module: try row.next(),
                key: try row.next(),
                start: try row.next(),
                end: try row.next(),
                place: try row.next(),
                capacity: try row.next()
            )
        }
    }

    static func saveSession(_ session: Course::Session, position: Int, in course: CourseOutline.ID) -> Statement {
        Statement(
            """
            INSERT INTO session (course, module, key, position, starts, ends, place, capacity)
            VALUES (\(course), \(session.module), \(session.key), \(Int32(position)), \(session.start), \(session.end),
                    \(session.place), \(nullable: session.capacity.map(Int32.init)))
            ON CONFLICT (course, module, key) DO UPDATE SET position = excluded.position, starts = excluded.starts,
                ends = excluded.ends, place = excluded.place, capacity = excluded.capacity
            """
        )
    }

    static func deleteSessions(of course: CourseOutline.ID, except kept: [String]) -> Statement {
        Statement(
            "DELETE FROM session WHERE course = \(course) AND NOT (module || '/' || key) = ANY (\(kept))"
        )
    }

    // MARK: The plan

    struct StoredPrompt: Sendable {
        let id: PlannedPrompt.ID
        let planned: PlannedPrompt
        let isWithdrawn: Bool
        let isDiscreet: Bool
    }

    /// The columns of a planned prompt `p` in its municipality `m`, as ``RowReader/nextPlanned()`` takes them.
    static let planColumns: SQL = """
        p.id, p.withdrawn_at IS NOT NULL, p.discreet, p.module, p.prompt, m.key, p.leader_group, p.session, p.leader,
        p.audience, p.purpose, p.unless, p.needs, p.day, p.send_at, p.useful_until, p.provisional,
        p.told_edge, p.told_at, p.told_day_only, p.meetings, p.reasons
        """

    static func plan(of course: CourseOutline.ID) -> Query<StoredPrompt> {
        Query(
            """
            SELECT \(fragment: planColumns)
            FROM planned_prompt p JOIN municipality m ON m.id = p.municipality
            WHERE p.course = \(course)
            ORDER BY p.send_at, p.position, m.position, p.leader_group NULLS FIRST, p.session NULLS LAST, p.leader
            """
        ) { row in try row.nextPlanned() }
    }

    /// Writes new and moved rows, a JSON array of ``PlannedRow``.
    ///
    /// A row that comes back from beyond its usefulness is open again. Gives the keys of rows that were not open before
    /// and are, or will be, now.
    static func savePlan(_ rows: PostgresJSON, of course: CourseOutline.ID, now: Instant) -> Query<PlannedPrompt.ID> {
        Query(
            """
            WITH standing AS (
                SELECT id FROM planned_prompt WHERE course = \(course) AND closed_at IS NULL AND withdrawn_at IS NULL),
            saved AS (
                INSERT INTO planned_prompt AS p (course, municipality, module, prompt, leader_group, session, leader, position,
                    audience, seating, purpose, reminds, introduces, unless, needs, day, send_at, useful_until, provisional,
                    told_edge, told_at, told_day_only, meetings, reasons, retell_at, discreet)
                SELECT \(course), municipality, module, prompt, leader_group, session, leader, position,
                    audience, seating, purpose, reminds, introduces, unless, needs, day, send_at, useful_until, provisional,
                    told_edge, told_at, told_day_only, meetings, reasons, retell_at,
                    unless IS NOT NULL AND unless IN ('done', 'booked') OR leader IS NOT NULL
                FROM jsonb_to_recordset(\(rows)) AS r (municipality bigint, module text, prompt text, leader_group bigint,
                    session text, leader bigint, position integer, audience text, seating text, purpose text,
                    reminds boolean, introduces boolean, unless text, needs text, day date, send_at timestamptz,
                    useful_until timestamptz, provisional boolean, told_edge text, told_at timestamp,
                    told_day_only boolean, meetings text[], reasons text[], retell_at timestamptz)
                ON CONFLICT ON CONSTRAINT planned_prompt_scope DO UPDATE SET
                    position = excluded.position, audience = excluded.audience, seating = excluded.seating,
                    purpose = excluded.purpose, reminds = excluded.reminds, introduces = excluded.introduces,
                    unless = excluded.unless, needs = excluded.needs, day = excluded.day, send_at = excluded.send_at,
                    useful_until = excluded.useful_until, provisional = excluded.provisional,
                    told_edge = excluded.told_edge, told_at = excluded.told_at, told_day_only = excluded.told_day_only,
                    meetings = excluded.meetings, reasons = excluded.reasons, withdrawn_at = NULL,
                    closed_at = CASE WHEN excluded.useful_until > \(now) THEN NULL ELSE p.closed_at END,
                    retell_at = least(excluded.retell_at, p.retell_at),
                    discreet = excluded.discreet OR p.discreet AND EXISTS (
                        SELECT FROM letter_item i WHERE i.planned = p.id AND i.discreet)
                RETURNING id, closed_at, useful_until)
            SELECT id FROM saved
            WHERE closed_at IS NULL AND useful_until > \(now) AND id NOT IN (SELECT id FROM standing)
            """
        )
    }

    static func withdrawPrompts(_ ids: [PlannedPrompt.ID], now: Instant) -> Statement {
        Statement("UPDATE planned_prompt SET withdrawn_at = \(now) WHERE id = ANY (\(ids))")
    }

    /// How many leaders each row reaches now.
    static func audienceSizes(of course: CourseOutline.ID) -> Query<(planned: PlannedPrompt.ID, leaders: Int)> {
        Query(
            """
            SELECT a.planned, count(*) FROM audience a JOIN planned_prompt p ON p.id = a.planned
            WHERE p.course = \(course) GROUP BY a.planned
            """
        ) { row in (try row.next(), try row.next()) }
    }

    /// How many of each row's leaders were told already, by rows given; those of whom it may be known.
    static func toldLeaders(_ ids: [PlannedPrompt.ID]) -> Query<(planned: PlannedPrompt.ID, leaders: Int)> {
        Query(
            """
            SELECT planned, count(*) FROM letter_item
            WHERE planned = ANY (\(ids)) AND state IN ('pending', 'sent') AND NOT discreet GROUP BY planned
            """
        ) { row in (try row.next(), try row.next()) }
    }

    // MARK: The clock

    static func setClock(of course: CourseOutline.ID, route: String, to moment: Instant, rate: Double) -> Statement {
        Statement(
            """
            INSERT INTO course_clock (course, route, origin, base, rate)
            VALUES (\(course), \(route), clock_timestamp(), \(moment), \(rate))
            ON CONFLICT (course) DO UPDATE SET origin = excluded.origin, base = excluded.base, rate = excluded.rate
            """
        )
    }

    /// In one statement and by one reading: what runs a day in seconds would be minutes back by the next.
    static func setPace(of course: CourseOutline.ID, to rate: Double) -> Query<Instant> {
        Query(
            """
            WITH reading AS MATERIALIZED (SELECT clock_timestamp() AS taken)
            UPDATE course_clock k
            SET base = k.base + (reading.taken - k.origin) * k.rate, origin = reading.taken, rate = \(rate)
            FROM reading WHERE k.course = \(course)
            RETURNING k.base
            """
        )
    }

    /// Moves the end of every lease with the clock, so that no second mailman takes over what is in flight.
    static func moveLeases(on route: String, to moment: Instant) -> Statement {
        Statement(
            """
            UPDATE letter SET next_at = next_at + (\(moment) - route_now(\(route)))
            WHERE route = \(route) AND claimed_by IS NOT NULL
            """
        )
    }

    static func now(of course: CourseOutline.ID) -> Query<Instant> {
        Query("SELECT course_now(\(course))")
    }
}
