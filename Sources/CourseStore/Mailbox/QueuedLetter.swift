public import Course
import Postgres

/// An undelivered letter as the queue has it.
public struct QueuedLetter: Hashable, Sendable {
    /// Its number.
    public let id: Int64
    /// The route that it takes.
    public let route: String
    /// The key of its course; empty where the course is gone.
    public let course: String
    /// The address of its leader; empty where the leader is gone.
    public let leader: String
    /// When it is due, be it again, by its route's clock; for one in flight the end of its lease; `nil` for one that is held.
    public let due: Instant?
    /// How often it has been claimed.
    public let attempt: Int
    /// How often it has been refused for now.
    public let failures: Int
    /// Where it is.
    public let state: State
    /// The server's code of the last refusal.
    public let replyCode: Int?

    /// Where an undelivered letter is.
    public enum State: String, Hashable, Codable, Sendable, CaseIterable {
        /// It waits for its moment or its turn.
        case queued
        /// A mailman has it.
        case inFlight = "in-flight"
        /// Somebody holds it.
        case held

        init(isClaimed: Bool, isHeld: Bool) {
            self = isClaimed ? .inFlight : isHeld ? .held : .queued
        }
    }
}

extension Store {
    /// Undelivered letters, those due first first and those held last.
    ///
    /// - Parameters:
    ///   - route: The route that they take; any where it is `nil`.
    ///   - leader: The address of their leader, whatever its case; anybody's where it is `nil`.
    ///   - key: The key of their course; any where it is `nil`.
    ///   - limit: How many at most.
    /// - Returns: The letters, each once.
    /// - Throws: ``Refusal`` where there is no such course.
    public func mailLetters(
        route: String? = nil,
        leader: String? = nil,
        course key: String? = nil,
        limit: Int = 100
    ) async throws -> [QueuedLetter] {
        try await survey { transaction in
            var course: CourseOutline.ID?
            if let key { course = try await transaction.course(key).id }
            return try await transaction.rows(
                StandingQueries.letters(on: route, to: leader, of: course, limit: max(0, limit))
            )
        }
    }
}
