public import Course
import Postgres

/// Somebody who takes over a leader's role.
public struct Successor: Hashable, Sendable {
    /// The name, on one line.
    public var name: String
    /// The mail address.
    public var email: String
    /// The title.
    public var title: String?
    /// The language chosen; `nil` is the course's.
    public var language: Language?

    /// Somebody who takes over.
    public init(name: String, email: String, title: String? = nil, language: Language? = nil) {
        (self.name, self.email, self.title, self.language) = (name, email, title, language)
    }
}

/// What came of handing a role over.
public enum Succession: Hashable, Sendable {
    /// It is the successor's, whose key this is.
    case done(Leader.ID)
    /// The address is another leader's of the course.
    case addressTaken
    /// There is no such leader for whoever acts.
    case unknown
}

extension Store {
    /// Hands a leader's role over to somebody new, and takes the leader out.
    ///
    /// The successor gets area, group, chair, whom the leader reports to, seats, and every prompt that is open now or opens later, as
    /// one who is enrolled late does; never notes, answers, bookings, or what the leader has done. While a list still names the
    /// leader, the leader stays out and the successor in.
    /// - Throws: ``Refusal`` where there is no such course, the successor could stand on no list, or the leader takes part no
    ///   longer: somebody else was quicker.
    public func handOver(from id: Leader.ID, in key: String, to successor: Successor) async throws -> Succession {
        try await act { transaction in
            let course = try await transaction.lockedCourse(key)
            guard let leader = try await transaction.record(of: id, in: course, for: acting.role) else {
                return .unknown
            }
            guard leader.withdrawnAt == nil else {
                throw Refusal.changed("lederen er allerede ude af forløbet", "the leader has left the course already")
            }
            var entry = leader.entry
            (entry.name, entry.email) = (successor.name, successor.email)
            (entry.title, entry.language) = (successor.title, successor.language)
            entry = entry.folded
            guard entry.complaints.isEmpty else {
                throw Refusal("efterfølgeren kunne ikke stå på en liste", "the successor could stand on no list")
            }
            if try await transaction.isTaken(entry.email, otherThanBy: nil, in: course) {
                try await transaction.audit(.leaderAddressTaken, of: "\(id)", in: course.id, by: acting.doer)
                return .addressTaken
            }
            let new = try await transaction.one(RecordQueries.insertSuccessor(entry, of: id, now: course.now))
            try await transaction.acting(as: .post) {
                try await transaction.execute(RecordQueries.copySeats(of: id, to: new))
                try await transaction.execute(PeopleQueries.withdraw([id], now: course.now))
                // The leader's booking is no milestone any more.
                _ = try await transaction.replan(course)
            }
            try await transaction.audit(
                .leaderSuccession,
                of: "\(id)",
                in: course.id,
                by: acting.doer,
                detail: [.successor: Int(new.rawValue)]
            )
            return .done(new)
        }
    }
}
