import Course
import Postgres

/// The statements about one leader.
enum RecordQueries {
    /// What ``record`` reads.
    static let columns: SQL = """
        l.id, m.key, l.leader_group, l.name, l.email, a.name, g.name, l.chair, l.title, l.reports_to, l.language,
        l.enrolled_at, l.withdrawn_at, l.unreachable_at IS NOT NULL, l.successor_of
        """
    static let joins: SQL = """
        JOIN municipality m ON m.id = l.municipality JOIN area a ON a.id = l.area
        LEFT JOIN leader_group g ON g.id = l.leader_group
        """

    static func record(_ row: inout RowReader) throws -> LeaderRecord {
        let id: Leader.ID = try row.next()
        let municipality: String = try row.next()
        let group: LeaderGroup.ID? = try row.next()
        let entry = LeaderEntry(
            name: try row.next(),
            email: try row.next(),
            area: try row.next(),
            group: try row.next(),
            isChair: try row.next(),
            title: try row.next(),
            reportsTo: try row.next(),
            language: try row.next()
        )
        return LeaderRecord(
            id: id,
            municipality: municipality,
            group: group,
            entry: entry,
            enrolledAt: try row.next(),
            withdrawnAt: try row.next(),
            isUnreachable: try row.next(),
            successorOf: try row.next()
        )
    }

    static func leader(
        _ id: Leader.ID,
        in course: CourseOutline.ID,
        own: Municipality.ID?
    ) -> Query<LeaderRecord> {
        Query(
            """
            SELECT \(fragment: columns) FROM leader l \(fragment: joins)
            WHERE l.id = \(id) AND l.course = \(course) AND (\(nullable: own) IS NULL OR l.municipality = \(nullable: own))
            """,
            decode: record
        )
    }

    static func successor(of leader: Leader.ID) -> Query<Leader.ID> {
        Query("SELECT id FROM leader WHERE successor_of = \(leader) ORDER BY id DESC LIMIT 1")
    }

    static func groupNames(of municipality: Municipality.ID) -> Query<String> {
        Query(
            """
            SELECT name FROM leader_group WHERE municipality = \(municipality) ORDER BY name COLLATE "da-x-icu"
            """
        )
    }

    static func seats(of leader: Leader.ID) -> Query<LeaderCard.Seat> {
        Query("SELECT module, session, table_name FROM seat WHERE leader = \(leader) ORDER BY module") { row in
            LeaderCard.Seat(module: try row.next(), session: try row.next(), table: try row.next())
        }
    }

    /// Letters of a leader: those that wait, the next first, before those that are done, the latest first.
    static func letters(to leader: Leader.ID) -> Query<LeaderCard.Letter> {
        Query(
            """
            SELECT t.id, t.at, t.state, t.bounced
            FROM (
                SELECT id, CASE WHEN claimed_by IS NULL AND next_at < 'infinity' THEN next_at ELSE released_at END AS at,
                       \(fragment: LetterRecordQueries.undelivered) AS state, false AS bounced, next_at,
                       NULL::timestamptz AS settled_at
                FROM letter WHERE leader = \(leader)
                UNION ALL
                SELECT h.id, h.course_time, h.outcome,
                       EXISTS (SELECT FROM bounce b WHERE b.letter = h.id AND b.kind <> 'delayed'), NULL, h.settled_at
                FROM letter_history h WHERE h.leader = \(leader)) AS t
            ORDER BY t.next_at NULLS LAST, t.settled_at DESC, t.id DESC LIMIT 30
            """
        ) { row in
            LeaderCard.Letter(
                id: try row.next(),
                at: try row.next(),
                state: LetterRecord.State(rawValue: try row.next()) ?? .queued,
                isBounced: try row.next()
            )
        }
    }

    /// Writes a record by hand, the address apart; a new group means that dates told are compared again.
    static func edit(
        _ leader: Leader.ID,
        to entry: LeaderEntry,
        retellAt: Instant
    ) -> Statement {
        Statement(
            """
            UPDATE leader l SET name = \(entry.name), area = n.area, leader_group = n.leader_group, chair = \(entry.isChair),
                title = \(nullable: entry.title), reports_to = \(nullable: entry.reportsTo), language = \(nullable: entry.language),
                retell_at = CASE WHEN l.leader_group IS DISTINCT FROM n.leader_group THEN least(l.retell_at, \(retellAt))
                                 ELSE l.retell_at END
            FROM (SELECT o.id, (SELECT a.id FROM area a WHERE a.municipality = o.municipality AND a.name = \(entry.area)) AS area,
                         (SELECT g.id FROM leader_group g
                          WHERE g.municipality = o.municipality AND g.name = \(nullable: entry.group)) AS leader_group
                  FROM leader o WHERE o.id = \(leader)) AS n
            WHERE l.id = n.id
            """
        )
    }

    /// Enrols somebody by hand, in place of another leader: no list has said anything of them yet.
    static func insertSuccessor(
        _ entry: LeaderEntry,
        of leader: Leader.ID,
        now: Instant
    ) -> Query<Leader.ID> {
        Query(
            """
            INSERT INTO leader (course, municipality, name, email, area, leader_group, chair, title, reports_to, language,
                                listed, enrolled_at, successor_of)
            SELECT l.course, l.municipality, \(entry.name), \(entry.email), l.area, l.leader_group, l.chair,
                   \(nullable: entry.title), l.reports_to, \(nullable: entry.language), 'null', \(now), l.id
            FROM leader l WHERE l.id = \(leader)
            RETURNING id
            """
        )
    }

    static func copySeats(of leader: Leader.ID, to successor: Leader.ID) -> Statement {
        Statement(
            """
            INSERT INTO seat (leader, course, module, session, table_name)
            SELECT \(successor), course, module, session, table_name FROM seat WHERE leader = \(leader)
            """
        )
    }
}
