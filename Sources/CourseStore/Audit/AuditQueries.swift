import Course
import Postgres

/// The statements of the audit log.
enum AuditQueries {
    static func add(
        _ action: String,
        of subject: String,
        in course: CourseOutline.ID?,
        by doer: String,
        detail: PostgresJSON
    ) -> Statement {
        Statement(
            """
            INSERT INTO audit_entry (doer, action, course, subject, detail)
            VALUES (\(doer), \(action), \(nullable: course), \(subject), \(detail))
            """
        )
    }

    static func trail(of course: CourseOutline.ID?, limit: Int) -> Query<AuditEntry> {
        Query(
            """
            SELECT e.at, e.doer, e.action, c.key, e.subject, e.detail
            FROM audit_entry e LEFT JOIN course c ON c.id = e.course
            WHERE \(nullable: course) IS NULL OR e.course = \(nullable: course)
            ORDER BY e.at DESC, e.id DESC LIMIT \(limit)
            """
        ) { row in
            AuditEntry(
                at: try row.next(),
                doer: try row.next(),
                action: try row.next(),
                course: try row.next(),
                subject: try row.next(),
                detail: (try? JSONDocument.decode([String: Int].self, from: try row.next())) ?? [:]
            )
        }
    }
}
