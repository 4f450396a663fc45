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
