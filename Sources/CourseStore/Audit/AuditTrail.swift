public import Course
import Postgres

/// A stretch of the audit log, the latest first, with the names of leaders that it is about.
public struct AuditTrail: Sendable {
    /// The entries.
    public let entries: [Entry]
    /// What the things are called that the entries are about.
    public let names: AuditNames
    /// Every action that the log has, in order.
    public let actions: [String]
    /// The number before which the log goes on; `nil` at its beginning.
    public let next: Int64?

    /// Who did what to whom, and when.
    public struct Entry: Sendable {
        /// Its number; later entries have larger ones.
        public let id: Int64
        /// What was done.
        public let entry: AuditEntry
        /// The name of the leader whom it is about, where there is one and who asks may see it.
        public let leader: String?
        /// The title of its course.
        public let courseTitle: String?
        /// The zone of its course.
        public let zone: Zone?
    }

    /// What of the log is asked for.
    public struct Selection: Hashable, Sendable {
        /// The key of the course.
        public var course: String?
        /// A part of who did it, or of the name of the leader to whom it was done.
        public var person: String?
        /// The action.
        public var action: String?
        /// Before which entry.
        public var before: Int64?

        /// All of it, from the latest on.
        public init(course: String? = nil, person: String? = nil, action: String? = nil, before: Int64? = nil) {
            (self.course, self.person, self.action, self.before) = (course, person, action, before)
        }
    }
}

extension Store {
    /// What people have done, the latest first.
    ///
    /// - Returns: At most `limit` entries, and where they go on.
    public func auditTrail(_ selection: AuditTrail.Selection, limit: Int = 100) async throws -> AuditTrail {
        try await survey { transaction in
            let found = try await transaction.rows(AuditTrailQueries.trail(selection, limit: limit + 1))
            let shown = Array(found.prefix(limit))
            return AuditTrail(
                entries: shown,
                names: try await transaction.names(in: shown),
                actions: try await transaction.rows(AuditTrailQueries.actions),
                next: found.count > limit ? shown.last?.id : nil
            )
        }
    }
}
