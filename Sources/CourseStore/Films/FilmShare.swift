import Postgres

/// How many of a chair's group have seen a film, in words.
public struct FilmShare: Hashable, Sendable {
    /// The module's key.
    public let module: String
    /// How many.
    public let share: Share

    /// How many, in words.
    public enum Share: String, Hashable, Sendable, CaseIterable {
        /// Four of five, or more.
        case almostAll = "almost-all"
        /// A third, or more.
        case some
        /// Fewer, or none.
        case few
    }
}

extension Store {
    /// How many of the group of the chair who acts have seen each film; none of a group of fewer than five, and for nobody else.
    public func filmSharesOfChair() async throws -> [FilmShare] {
        try await act { transaction in try await transaction.rows(FilmQueries.sharesOfChair) }
    }
}
