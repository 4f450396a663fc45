public import Course
import Postgres

/// Somebody in a chair's group, as much as the chair knows of them.
public struct GroupMember: Hashable, Sendable {
    /// The leader's key.
    public let leader: Leader.ID
    /// The leader's name.
    public let name: String
    /// The leader's area.
    public let area: String
    /// Whether it is the chair, or another one.
    public let isChair: Bool
}

extension Store {
    /// The names of the group of the chair who acts, in order; none for anybody else.
    public func groupOfChair() async throws -> [GroupMember] {
        try await act { transaction in try await transaction.rows(PeopleQueries.groupOfChair) }
    }
}
