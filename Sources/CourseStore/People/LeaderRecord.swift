public import Course
import Postgres

/// A leader as the course has them.
public struct LeaderRecord: Hashable, Sendable {
    /// The leader's key.
    public let id: Leader.ID
    /// The key of the leader's municipality.
    public let municipality: String
    /// The leader's group; `nil` when in none.
    public let group: LeaderGroup.ID?
    /// The record.
    public let entry: LeaderEntry
    /// When the leader was enrolled, by the course's clock.
    public let enrolledAt: Instant
    /// Since when the leader is out; `nil` for one who takes part.
    public let withdrawnAt: Instant?
    /// Whether mail to the address is refused.
    ///
    /// Since when is not told: it may have been a letter that gives away what the leader has not done.
    public let isUnreachable: Bool
    /// Whose role the leader has taken over.
    public let successorOf: Leader.ID?
}

/// A leader with what a page about one shows.
public struct LeaderCard: Sendable {
    /// The leader.
    public let leader: LeaderRecord
    /// Whose role the leader has taken over, if that one is still known.
    public let predecessor: LeaderRecord?
    /// Who has taken over the leader's role; the latest where there are several.
    public let successor: LeaderRecord?
    /// The names of the municipality's areas.
    public let areas: [String]
    /// The names of its groups.
    public let groups: [String]
    /// The leader's seats: the module, and the session of it.
    public let seats: [Seat]
    /// Letters that wait, the next first, and the latest that are done, as far as they are for whoever acts; 30 at most.
    public let letters: [Letter]

    /// A letter.
    public struct Letter: Hashable, Sendable {
        /// Its number.
        public let id: Int64
        /// When it was done, or is due, or where it is held or in flight, was released; by the course's clock.
        public let at: Instant
        /// How it stands.
        public let state: LetterRecord.State
        /// Whether it was reported as undeliverable.
        public let isBounced: Bool
    }

    /// A place in a session.
    public struct Seat: Hashable, Sendable {
        /// The module's key.
        public let module: String
        /// The session's key.
        public let session: String
        /// The table there, once it is set.
        public let table: String?
    }
}

extension Store {
    /// A leader of a course with all that a page about one shows; `nil` where there is none for whoever acts.
    ///
    /// - Throws: ``Refusal`` where there is no such course.
    public func leaderCard(_ id: Leader.ID, in key: String) async throws -> LeaderCard? {
        try await survey { transaction in
            let course = try await transaction.course(key)
            guard let leader = try await transaction.record(of: id, in: course, for: acting.role) else { return nil }
            var predecessor: LeaderRecord?
            if let before = leader.successorOf {
                predecessor = try await transaction.record(of: before, in: course, for: acting.role)
            }
            var successor: LeaderRecord?
            if let after = try await transaction.first(RecordQueries.successor(of: id)) {
                successor = try await transaction.record(of: after, in: course, for: acting.role)
            }
            let town = try course.municipality(leader.municipality)
            return LeaderCard(
                leader: leader,
                predecessor: predecessor,
                successor: successor,
                areas: try await transaction.rows(DirectoryQueries.areas(of: course.id, own: town)).map(\.name),
                groups: try await transaction.rows(RecordQueries.groupNames(of: town)),
                seats: try await transaction.rows(RecordQueries.seats(of: id)),
                letters: try await transaction.rows(RecordQueries.letters(to: id))
            )
        }
    }
}

extension Transaction {
    /// A leader of a course; `nil` where there is none for who acts.
    func record(
        of id: Leader.ID,
        in course: StoredCourse,
        for role: Acting.Role
    ) async throws -> LeaderRecord? {
        try await first(RecordQueries.leader(id, in: course.id, own: role.municipality))
    }
}
