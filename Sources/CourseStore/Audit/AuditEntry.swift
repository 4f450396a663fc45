public import Course
import Postgres

/// Who did what to whom, and when.
public struct AuditEntry: Hashable, Sendable {
    /// When, by the database's clock.
    public let at: Instant
    /// Who: a person's address, or the account at the terminal.
    public let doer: String
    /// What: an ``AuditAction`` as `mail.hold`, or one that only a later program knows.
    public let action: String
    /// The key of the course, where it is about one that is still there.
    public let course: String?
    /// To what: a letter's number, a prompt's key as `film-1.link`, a route, a leader's number; never an address.
    public let subject: String?
    /// What came of it, in numbers by ``AuditFigure``.
    public let detail: [String: Int]
}

extension Store {
    /// What people have done, the latest first.
    ///
    /// - Parameters:
    ///   - key: The course that it is about; all of them where it is `nil`.
    ///   - limit: How many entries at most.
    /// - Returns: The entries.
    /// - Throws: ``Refusal`` where there is no such course.
    public func auditTrail(course key: String? = nil, limit: Int = 100) async throws -> [AuditEntry] {
        try await act { transaction in
            var course: CourseOutline.ID?
            if let key { course = try await transaction.course(key).id }
            return try await transaction.rows(AuditQueries.trail(of: course, limit: max(0, limit)))
        }
    }
}

extension Transaction {
    /// Adds to the audit log, in the transaction of what was done.
    func audit(
        _ action: AuditAction,
        of subject: String,
        in course: CourseOutline.ID?,
        by doer: Doer,
        detail: [AuditFigure: Int] = [:]
    ) async throws {
        try await execute(
            AuditQueries.add(
                action.rawValue,
                of: subject,
                in: course,
                by: doer.name,
                detail: try JSONDocument.encode(
                    Dictionary(uniqueKeysWithValues: detail.map { ($0.key.rawValue, $0.value) })
                )
            )
        )
    }
}
