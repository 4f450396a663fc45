import Course
import Postgres

/// The statements that read the audit log by pages.
enum AuditTrailQueries {
    /// Entries before a number, the latest first, with the names of leaders.
    ///
    /// The subject of an action on a leader is the leader's number; of one on a letter it is the letter's.
    static func trail(_ selection: AuditTrail.Selection, limit: Int) -> Query<AuditTrail.Entry> {
        Query(
            """
            SELECT e.id, e.at, e.doer, e.action, c.key, e.subject, e.detail, l.name, c.title, c.time_zone
            FROM audit_entry e LEFT JOIN course c ON c.id = e.course
            LEFT JOIN leader l ON l.course = e.course
                AND l.id = CASE WHEN e.action ~ '^(leader|film|message[.]copy|message[.]missed)' AND e.subject ~ '^[0-9]{1,18}'
                                  THEN substring(e.subject FROM '^[0-9]+')::bigint END
            WHERE (\(nullable: selection.before) IS NULL OR e.id < \(nullable: selection.before))
              AND (\(nullable: selection.course) IS NULL OR c.key = \(nullable: selection.course))
              AND (\(nullable: selection.action) IS NULL OR e.action = \(nullable: selection.action))
              AND (\(nullable: selection.person) IS NULL
                   OR position(lower(\(nullable: selection.person)) IN lower(e.doer)) > 0
                   OR position(lower(\(nullable: selection.person)) IN lower(l.name)) > 0)
            ORDER BY e.id DESC LIMIT \(limit)
            """
        ) { row in
            let id: Int64 = try row.next()
            let entry = AuditEntry(
                at: try row.next(),
                doer: try row.next(),
                action: try row.next(),
                course: try row.next(),
                subject: try row.next(),
                detail: (try? JSONDocument.decode([String: Int].self, from: try row.next())) ?? [:]
            )
            let (name, title, zone): (String?, String?, String?) = (try row.next(), try row.next(), try row.next())
            return AuditTrail.Entry(
                id: id,
                entry: entry,
                leader: name,
                courseTitle: title,
                zone: zone.flatMap(Zone.init)
            )
        }
    }

    /// Rows by their numbers, and what they are called.
    static func names(in table: AuditNames.Table, of numbers: [Int64]) -> Query<(Int64, String)> {
        let text: SQL =
            switch table {
            case .leader: "SELECT id, name FROM leader WHERE id = ANY (\(numbers))"
            case .group: "SELECT id, name FROM leader_group WHERE id = ANY (\(numbers))"
            case .message: "SELECT id, subject FROM message WHERE id = ANY (\(numbers))"
            case .administrator: "SELECT id, email FROM administrator WHERE id = ANY (\(numbers))"
            case .helper: "SELECT id, name FROM helper WHERE id = ANY (\(numbers))"
            }
        return Query(text) { row in (try row.next(), try row.next()) }
    }

    /// The names of leaders, helpers and coordinators who have one of these addresses, in small letters.
    static func doers(_ addresses: [String]) -> Query<(String, String)> {
        Query(
            """
            SELECT lower(m.coordinator), m.contact_name FROM municipality m
            WHERE lower(m.coordinator) = ANY (\(addresses)) AND lower(m.contact_email) = lower(m.coordinator)
            UNION SELECT lower(h.email), h.name FROM helper h WHERE lower(h.email) = ANY (\(addresses))
            UNION SELECT lower(l.email), l.name FROM leader l WHERE lower(l.email) = ANY (\(addresses))
            ORDER BY 1, 2
            """
        ) { row in (try row.next(), try row.next()) }
    }

    /// Every action that there is, one after the other by the index: the log is long, and its actions are few.
    static let actions = Query<String>(
        """
        WITH RECURSIVE found AS (
            SELECT min(action) AS action FROM audit_entry
            UNION ALL
            SELECT (SELECT min(e.action) FROM audit_entry e WHERE e.action > f.action) FROM found f WHERE f.action IS NOT NULL)
        SELECT action FROM found WHERE action IS NOT NULL
        """
    )
}
