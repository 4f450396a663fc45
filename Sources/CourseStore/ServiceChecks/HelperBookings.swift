public import Course
import Postgres

/// A service check that somebody has booked, as its helper knows it.
public struct HelperBooking: Hashable, Sendable {
    /// The leader's key.
    public let leader: Leader.ID
    /// The leader's name.
    public let name: String
    /// The leader's area.
    public let area: String
    /// The module's key.
    public let module: String
    /// When it begins.
    public let start: LocalDateTime
    /// When it ends.
    public let end: LocalDateTime
    /// Where it is, where that is said.
    public let place: String?
}

extension Store {
    /// Who has booked with the helper who acts, the first first; none for anybody else.
    public func bookingsOfHelper() async throws -> [HelperBooking] {
        try await act { transaction in try await transaction.rows(ServiceCheckQueries.ofHelper) }
    }
}
