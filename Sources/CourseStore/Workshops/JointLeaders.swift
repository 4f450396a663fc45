public import Course
import Postgres

/// A leader at a session where leaders of all municipalities meet, as much as coordinators know of each other's.
public struct JointLeader: Hashable, Sendable {
    /// The leader's key.
    public let leader: Leader.ID
    /// The leader's name.
    public let name: String
    /// The leader's area.
    public let area: String
    /// The leader's municipality.
    public let municipality: Municipality.ID
    /// The session's module.
    public let module: String
    /// The session's key.
    public let session: String
    /// The leader's table there, once it is set.
    public let table: String?
}

extension Store {
    /// The leaders of all municipalities at a course's sessions, by session and municipality: those with a seat there, and all
    /// where a module has one session.
    ///
    /// For administrators and the course's coordinators; nobody else sees any.
    /// - Throws: ``Refusal`` where there is no such course.
    public func jointLeaders(in key: String) async throws -> [JointLeader] {
        try await survey { transaction in
            let course = try await transaction.course(key)
            return try await transaction.rows(WorkshopQueries.jointLeaders(of: course.id))
        }
    }
}
