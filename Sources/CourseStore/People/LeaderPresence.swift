public import Course
import Postgres

extension Store {
    /// Takes a leader out of a course: nothing is sent any more, what was sent stays in the ledger.
    ///
    /// - Returns: Whether that leader took part until now; `nil` where there is none for whoever acts.
    /// - Throws: ``Refusal`` where there is no such course.
    public func withdrawLeader(_ id: Leader.ID, from key: String) async throws -> Bool? {
        try await act { transaction in
            let course = try await transaction.lockedCourse(key)
            guard let leader = try await transaction.record(of: id, in: course, for: acting.role) else { return nil }
            guard leader.withdrawnAt == nil else { return false }
            try await transaction.execute(PeopleQueries.withdraw([id], now: course.now))
            // A withdrawn leader's booking is no milestone.
            _ = try await transaction.acting(as: .post) { try await transaction.replan(course) }
            try await transaction.audit("leader.withdraw", of: "\(id)", in: course.id, by: acting.doer, detail: [:])
            return true
        }
    }

    /// Takes a withdrawn leader in again, or tries an address again that mail was refused for; the leader then gets what
    /// is still open.
    ///
    /// - Returns: What was the matter before, neither where nothing was; `nil` where there is no such leader for whoever acts.
    /// - Throws: ``Refusal`` where there is no such course.
    public func returnLeader(_ id: Leader.ID, to key: String) async throws -> LeaderReturn? {
        try await act { transaction in
            let course = try await transaction.lockedCourse(key)
            guard let leader = try await transaction.record(of: id, in: course, for: acting.role) else { return nil }
            let before = LeaderReturn(
                wasWithdrawn: leader.withdrawnAt != nil,
                wasUnreachable: leader.unreachableAt != nil
            )
            guard before.wasWithdrawn || before.wasUnreachable else { return before }
            let town = try course.municipality(leader.municipality)
            try await transaction.acting(as: .post) {
                try await transaction.execute(PeopleQueries.takeBack(id))
                try await transaction.execute(PeopleQueries.freeWithheld([id]))
                if before.wasUnreachable {
                    _ = try await transaction.writeAgain(to: id, of: town, in: course)
                } else {
                    try await transaction.retell(id, of: town, in: course)
                }
                // The booking of a leader who is back is a milestone again.
                _ = try await transaction.replan(course)
            }
            try await transaction.audit("leader.return", of: "\(id)", in: course.id, by: acting.doer, detail: [:])
            return before
        }
    }
}
