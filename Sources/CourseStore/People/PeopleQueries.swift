import Course
import Postgres

/// The statements about municipalities, areas, groups and leaders.
enum PeopleQueries {
    static func municipalities(
        of course: CourseOutline.ID
    ) -> Query<(id: Municipality.ID, municipality: Municipality)> {
        Query(
            """
            SELECT id, key, name, sender, signed, contact_name, contact_email, contact_phone, coordinator, send_at
            FROM municipality WHERE course = \(course) ORDER BY position
            """
        ) { row in
            let id: Municipality.ID = try row.next()
            let (key, name, sender, signed): (String, String, String, String) = (
                try row.next(), try row.next(), try row.next(), try row.next()
            )
            let contact = Municipality.Contact(name: try row.next(), email: try row.next(), phone: try row.next())
            return (
                id,
                Municipality(
                    key: key,
                    name: name,
                    sender: sender,
                    signed: signed,
                    contact: contact,
                    coordinator: try row.next(),
                    sendAt: try row.next(),
                    closed: []
                )
            )
        }
    }

    static func closedPeriods(
        of course: CourseOutline.ID
    ) -> Query<(municipality: Municipality.ID, period: ClosedPeriod)> {
        Query(
            """
            SELECT c.municipality, c.first_day, c.last_day
            FROM closed_period c JOIN municipality m ON m.id = c.municipality
            WHERE m.course = \(course) ORDER BY c.municipality, c.position
            """
        ) { row in (try row.next(), ClosedPeriod(from: try row.next(), to: try row.next())) }
    }

    static func saveMunicipality(
        _ municipality: Municipality,
        position: Int,
        in course: CourseOutline.ID
    ) -> Query<Municipality.ID> {
        let contact = municipality.contact
        return Query(
            """
            INSERT INTO municipality (course, key, position, name, sender, signed, contact_name, contact_email,
                contact_phone, coordinator, send_at)
            VALUES (\(course), \(municipality.key), \(Int32(position)), \(municipality.name), \(municipality.sender),
                \(municipality.signed), \(contact.name), \(contact.email), \(nullable: contact.phone),
                \(municipality.coordinator), \(municipality.sendAt))
            ON CONFLICT ON CONSTRAINT municipality_key_unique DO UPDATE SET position = excluded.position,
                name = excluded.name, sender = excluded.sender, signed = excluded.signed,
                contact_name = excluded.contact_name, contact_email = excluded.contact_email,
                contact_phone = excluded.contact_phone, coordinator = excluded.coordinator, send_at = excluded.send_at
            RETURNING id
            """
        )
    }

    static func deleteMunicipality(_ id: Municipality.ID) -> Statement {
        Statement("DELETE FROM municipality WHERE id = \(id)")
    }

    static func deleteClosedPeriods(of municipality: Municipality.ID) -> Statement {
        Statement("DELETE FROM closed_period WHERE municipality = \(municipality)")
    }

    static func insertClosedPeriod(
        _ period: ClosedPeriod,
        position: Int,
        of municipality: Municipality.ID
    ) -> Statement {
        Statement(
            """
            INSERT INTO closed_period (municipality, position, first_day, last_day)
            VALUES (\(municipality), \(Int32(position)), \(period.from), \(period.to))
            """
        )
    }

    static func equivalentAreas(
        of course: CourseOutline.ID
    ) -> Query<(rank: Int, municipality: String, area: String)> {
        Query(
            """
            SELECT e.rank::bigint, m.key, a.name
            FROM equivalent_area e JOIN area a ON a.id = e.area JOIN municipality m ON m.id = a.municipality
            WHERE e.course = \(course)
            """
        ) { row in (try row.next(), try row.next(), try row.next()) }
    }

    static func deleteEquivalentAreas(of course: CourseOutline.ID) -> Statement {
        Statement("DELETE FROM equivalent_area WHERE course = \(course)")
    }

    static func insertEquivalentArea(_ area: Int64, rank: Int, of course: CourseOutline.ID) -> Statement {
        Statement("INSERT INTO equivalent_area (course, rank, area) VALUES (\(course), \(Int32(rank)), \(area))")
    }

    static func saveArea(_ name: String, in municipality: Municipality.ID) -> Query<Int64> {
        Query(
            """
            INSERT INTO area (municipality, name) VALUES (\(municipality), \(name))
            ON CONFLICT ON CONSTRAINT area_name_unique DO UPDATE SET name = excluded.name RETURNING id
            """
        )
    }

    /// Makes the areas and groups of a list that are not there yet.
    static func saveAreas(_ names: [String], in municipality: Municipality.ID) -> Statement {
        Statement(
            """
            INSERT INTO area (municipality, name) SELECT \(municipality), unnest(\(names))
            ON CONFLICT ON CONSTRAINT area_name_unique DO NOTHING
            """
        )
    }

    static func saveGroups(_ names: [String], in municipality: Municipality.ID) -> Statement {
        Statement(
            """
            INSERT INTO leader_group (municipality, name) SELECT \(municipality), unnest(\(names))
            ON CONFLICT ON CONSTRAINT leader_group_name_unique DO NOTHING
            """
        )
    }

    static func groups(of course: CourseOutline.ID) -> Query<(id: LeaderGroup.ID, municipality: String, name: String)> {
        Query(
            """
            SELECT g.id, m.key, g.name FROM leader_group g JOIN municipality m ON m.id = g.municipality
            WHERE m.course = \(course) ORDER BY m.position, g.name
            """
        ) { row in (try row.next(), try row.next(), try row.next()) }
    }

    /// The names of the group of the chair who acts.
    static let groupOfChair = Query<GroupMember>("SELECT leader, name, area, chair FROM group_of_chair()") { row in
        GroupMember(leader: try row.next(), name: try row.next(), area: try row.next(), isChair: try row.next())
    }

    // MARK: Leaders

    static func anyLeader(of municipality: Municipality.ID) -> Query<Leader.ID> {
        Query("SELECT id FROM leader WHERE municipality = \(municipality) LIMIT 1")
    }

    static func anyLeader(ofCourse course: CourseOutline.ID) -> Query<Leader.ID> {
        Query("SELECT id FROM leader WHERE course = \(course) AND withdrawn_at IS NULL LIMIT 1")
    }

    static func leaderCount(in course: CourseOutline.ID) -> Query<Int> {
        Query("SELECT count(*) FROM leader WHERE course = \(course) AND withdrawn_at IS NULL")
    }

    static func enrolBefore(_ moment: Instant, in course: CourseOutline.ID) -> Statement {
        Statement("UPDATE leader SET enrolled_at = least(enrolled_at, \(moment)) WHERE course = \(course)")
    }

    static func enrolled(in course: CourseOutline.ID) -> Query<EnrolledRow> {
        Query(
            """
            SELECT l.id, m.key, l.name, l.email, a.name, g.name, l.chair, l.title, l.reports_to, l.language,
                   l.withdrawn_at IS NOT NULL, l.unreachable_at IS NOT NULL, l.listed, l.successor_of
            FROM leader l JOIN municipality m ON m.id = l.municipality JOIN area a ON a.id = l.area
            LEFT JOIN leader_group g ON g.id = l.leader_group
            WHERE l.course = \(course) ORDER BY l.id
            """
        ) { row in
            EnrolledRow(
                id: try row.next(),
                municipality: try row.next(),
                name: try row.next(),
                email: try row.next(),
                area: try row.next(),
                group: try row.next(),
                isChair: try row.next(),
                title: try row.next(),
                reportsTo: try row.next(),
                language: try row.next(),
                isWithdrawn: try row.next(),
                isUnreachable: try row.next(),
                listed: try row.next(),
                successorOf: try row.next()
            )
        }
    }

    struct EnrolledRow: Sendable {
        let id: Leader.ID
        let municipality: String
        let name: String
        let email: String
        let area: String
        let group: String?
        let isChair: Bool
        let title: String?
        let reportsTo: String?
        let language: Language?
        let isWithdrawn: Bool
        let isUnreachable: Bool
        let listed: PostgresJSON
        let successorOf: Leader.ID?
    }

    /// Enrols those on a list who are new; `rows` is a JSON array of ``LeaderRow``.
    static func insertLeaders(
        _ rows: PostgresJSON,
        course: CourseOutline.ID,
        municipality: Municipality.ID,
        now: Instant
    ) -> Statement {
        Statement(
            """
            INSERT INTO leader (course, municipality, name, email, area, leader_group, chair, title, reports_to, language,
                                listed, enrolled_at)
            SELECT \(course), \(municipality), r.name, r.email, a.id, g.id, r.chair, r.title, r.reports_to, r.language,
                   r.listed, \(now)
            FROM jsonb_to_recordset(\(rows)) AS r (name text, email text, area text, leader_group text, chair boolean,
                title text, reports_to text, language text, listed jsonb)
            JOIN area a ON a.municipality = \(municipality) AND a.name = r.area
            LEFT JOIN leader_group g ON g.municipality = \(municipality) AND g.name = r.leader_group
            """
        )
    }

    /// Writes what changed for those who are enrolled; a new group means that dates told are compared again.
    static func updateLeaders(
        _ rows: PostgresJSON,
        municipality: Municipality.ID,
        retellAt: Instant
    ) -> Statement {
        Statement(
            """
            UPDATE leader l SET name = r.name, email = r.email, area = a.id, leader_group = g.id, chair = r.chair,
                title = r.title, reports_to = r.reports_to, language = r.language, listed = r.listed, withdrawn_at = NULL,
                retell_at = CASE WHEN l.leader_group IS DISTINCT FROM g.id THEN least(l.retell_at, \(retellAt)) ELSE l.retell_at END
            FROM jsonb_to_recordset(\(rows)) AS r (id bigint, name text, email text, area text, leader_group text,
                chair boolean, title text, reports_to text, language text, listed jsonb)
            JOIN area a ON a.municipality = \(municipality) AND a.name = r.area
            LEFT JOIN leader_group g ON g.municipality = \(municipality) AND g.name = r.leader_group
            WHERE l.id = r.id
            """
        )
    }

    static func withdraw(_ ids: [Leader.ID], now: Instant) -> Statement {
        Statement("UPDATE leader SET withdrawn_at = \(now) WHERE id = ANY (\(ids)) AND withdrawn_at IS NULL")
    }

    /// Frees what was not sent because its leader had left, for leaders who are back.
    static func freeWithheld(_ leaders: [Leader.ID]) -> Statement {
        Statement(
            "DELETE FROM letter_item WHERE leader = ANY (\(leaders)) AND skip = \(Skip.withdrawn.rawValue)"
        )
    }

    static func retell(_ ids: [Leader.ID], at moment: Instant) -> Statement {
        Statement("UPDATE leader SET retell_at = least(retell_at, \(moment)) WHERE id = ANY (\(ids))")
    }

    static func leader(
        _ email: String,
        in course: CourseOutline.ID
    ) -> Query<FoundRow> {
        Query(
            """
            SELECT id, municipality, withdrawn_at IS NOT NULL, unreachable_at IS NOT NULL FROM leader
            WHERE course = \(course) AND lower(email) = lower(\(email))
            """
        ) { row in
            FoundRow(
                id: try row.next(),
                municipality: try row.next(),
                isWithdrawn: try row.next(),
                isUnreachable: try row.next()
            )
        }
    }

    struct FoundRow: Sendable {
        let id: Leader.ID
        let municipality: Municipality.ID
        let isWithdrawn: Bool
        let isUnreachable: Bool
    }

    /// What a preview must know of everybody: scope, seats, dated meetings, and what they have already.
    static func recipients(of course: CourseOutline.ID, leader: Leader.ID?) -> Query<RecipientRow> {
        Query(
            """
            SELECT l.id, l.email, m.key, l.leader_group, l.chair, l.enrolled_at,
                   coalesce((SELECT array_agg(s.module || '/' || s.session) FROM seat s WHERE s.leader = l.id), '{}'),
                   ARRAY(SELECT s.module FROM seat s WHERE s.leader = l.id AND s.table_name IS NOT NULL),
                   coalesce((SELECT array_agg(i.module || '/' || i.prompt) FROM letter_item i
                             WHERE i.leader = l.id
                               AND (i.state <> 'skipped' OR NOT i.skip = ANY (\(Skip.passing)))), '{}')
            FROM leader l JOIN municipality m ON m.id = l.municipality
            WHERE l.course = \(course) AND l.withdrawn_at IS NULL AND l.unreachable_at IS NULL
              AND (\(nullable: leader) IS NULL OR l.id = \(nullable: leader))
            ORDER BY m.position, l.id
            """
        ) { row in
            RecipientRow(
                id: try row.next(),
                address: try row.next(),
                municipality: try row.next(),
                group: try row.next(),
                isChair: try row.next(),
                enrolledAt: try row.next(),
                seats: try row.next(),
                tables: try row.next(),
                has: try row.next()
            )
        }
    }

    struct RecipientRow: Sendable {
        let id: Leader.ID
        let address: String
        let municipality: String
        let group: LeaderGroup.ID?
        let isChair: Bool
        let enrolledAt: Instant
        let seats: [String]
        let tables: [String]
        let has: [String]
    }
}
