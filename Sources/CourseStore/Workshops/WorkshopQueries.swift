import Course
import Postgres

/// The statements about seats at sessions.
enum WorkshopQueries {
    struct PlaceRow: Sendable {
        let leader: Leader.ID
        let municipality: Municipality.ID
        let place: SeatPlace?
    }

    /// Where leaders sit, those who take part.
    static func places(
        of leaders: [Leader.ID],
        at module: String,
        in course: CourseOutline.ID,
        own: Municipality.ID?
    ) -> Query<PlaceRow> {
        Query(
            """
            SELECT l.id, l.municipality, s.session, s.table_name
            FROM leader l LEFT JOIN seat s ON s.leader = l.id AND s.module = \(module)
            WHERE l.id = ANY (\(leaders)) AND l.course = \(course) AND l.withdrawn_at IS NULL
              AND (\(nullable: own) IS NULL OR l.municipality = \(nullable: own))
            ORDER BY l.id
            """
        ) { row in
            PlaceRow(leader: try row.next(), municipality: try row.next(), place: try row.nextPlace())
        }
    }

    static func saveSeats(
        _ seats: [(leader: Leader.ID, place: SeatPlace)],
        course: CourseOutline.ID,
        module: String
    ) -> Statement {
        Statement(
            """
            INSERT INTO seat (leader, course, module, session, table_name)
            SELECT n.leader, \(course), \(module), n.session, nullif(n.table_name, '')
            FROM unnest(\(seats.map(\.leader)), \(seats.map(\.place.session)), \(seats.map { $0.place.table ?? "" }))
              AS n (leader, session, table_name)
            ON CONFLICT (leader, module) DO UPDATE SET session = excluded.session, table_name = excluded.table_name
            """
        )
    }

    /// How many leaders have been told a session of a module other than the one given.
    static func toldOtherwise(_ seats: [(leader: Leader.ID, session: String)], module: String) -> Query<Int> {
        Query(
            """
            SELECT count(DISTINCT i.leader)
            FROM unnest(\(seats.map(\.leader)), \(seats.map(\.session))) AS n (leader, session)
            JOIN letter_item i ON i.leader = n.leader AND i.module = \(module)
            WHERE i.state IN ('pending', 'sent') AND NOT i.discreet AND i.told_session <> n.session
            """
        )
    }

    /// How many of some leaders have got, or are to get any moment, one of the prompts that name their table.
    static func toldTable(_ leaders: [Leader.ID], module: String, prompts: [String]) -> Query<Int> {
        Query(
            """
            SELECT count(DISTINCT leader) FROM letter_item
            WHERE leader = ANY (\(leaders)) AND module = \(module) AND prompt = ANY (\(prompts))
              AND state = 'sent' AND NOT discreet
            """
        )
    }

    /// How many leaders sit in each session of a module, by municipality.
    static func seated(at module: String, in course: CourseOutline.ID) -> Query<SeatCount> {
        Query(
            """
            SELECT session, municipality, count(*), count(table_name) FROM joint_leaders(\(course))
            WHERE module = \(module) GROUP BY session, municipality
            """
        ) { row in
            SeatCount(
                session: try row.next(),
                municipality: try row.next(),
                leaders: try row.next(),
                atTables: try row.next()
            )
        }
    }

    /// A page of the leaders that a condition holds for, with where they sit; only the page's rows are looked at whole.
    static func leaders(_ condition: SQL, at module: String, limit: Int, offset: Int) -> Query<SeatedLeader> {
        Query(
            """
            WITH page AS MATERIALIZED (
                SELECT l.id FROM leader l WHERE \(fragment: condition)
                ORDER BY l.name COLLATE "da-x-icu", l.id LIMIT \(limit) OFFSET \(offset))
            SELECT \(fragment: RecordQueries.columns), s.session, s.table_name
            FROM page JOIN leader l ON l.id = page.id \(fragment: RecordQueries.joins)
            LEFT JOIN seat s ON s.leader = l.id AND s.module = \(module)
            ORDER BY l.name COLLATE "da-x-icu", l.id
            """
        ) { row in
            SeatedLeader(leader: try RecordQueries.record(&row), place: try row.nextPlace())
        }
    }

    /// What holds for those who lack something; where a module has one session, everybody has a seat in it.
    static func lacking(_ lack: SeatLack, at module: String, isSole: Bool) -> SQL {
        switch lack {
        case .seat: "NOT EXISTS (SELECT FROM seat s WHERE s.leader = l.id AND s.module = \(module))"
        case .table:
            """
            (NOT EXISTS (SELECT FROM seat s WHERE s.leader = l.id AND s.module = \(module) AND s.table_name IS NOT NULL)
             AND (\(isSole) OR EXISTS (SELECT FROM seat s WHERE s.leader = l.id AND s.module = \(module))))
            """
        }
    }

    static func jointLeaders(of course: CourseOutline.ID) -> Query<JointLeader> {
        Query(
            "SELECT leader, name, area, municipality, module, session, table_name FROM joint_leaders(\(course))"
        ) { row in
            JointLeader(
                leader: try row.next(),
                name: try row.next(),
                area: try row.next(),
                municipality: try row.next(),
                module: try row.next(),
                session: try row.next(),
                table: try row.next()
            )
        }
    }
}

extension RowReader {
    /// Reads a session and a table; `nil` where there is no seat.
    fileprivate mutating func nextPlace() throws -> SeatPlace? {
        let (session, table): (String?, String?) = (try next(), try next())
        return session.map { SeatPlace(session: $0, table: table) }
    }
}
