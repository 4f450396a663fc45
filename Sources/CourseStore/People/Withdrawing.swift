import Course
import Postgres

extension Store {
    /// Takes a leader out of a course: nothing is sent any more, what was sent stays in the ledger.
    public func withdrawLeader(_ email: String, from key: String) async throws {
        try await act { transaction in
            let course = try await transaction.lockedCourse(key)
            let leader = try await transaction.leader(email, in: course)
            try requireCoordination()
            guard !leader.isWithdrawn else { throw Refusal.conflict("\(email) is already withdrawn") }
            try await transaction.execute(PeopleQueries.withdraw([leader.id], now: course.now))
            // A withdrawn leader's booking is no milestone.
            _ = try await transaction.replan(course)
            try await transaction.audit("leader.withdraw", of: "\(leader.id)", in: course.id, by: acting.doer)
        }
    }

    /// Takes a withdrawn leader in again, or tries an address again that mail was refused for; the leader then gets what
    /// is still open, at once where the address had been refused.
    ///
    /// - Returns: What was the matter before.
    /// - Throws: ``Refusal`` where neither was so.
    @discardableResult
    public func returnLeader(_ email: String, to key: String) async throws -> LeaderReturn {
        try await act { transaction in
            let course = try await transaction.lockedCourse(key)
            let leader = try await transaction.leader(email, in: course)
            try requireCoordination()
            guard leader.isWithdrawn || leader.isUnreachable else {
                throw Refusal.conflict("\(email) is enrolled, and mail to that address has not been refused")
            }
            try await transaction.acting(as: .post) {
                try await transaction.execute(PeopleQueries.takeBack(leader.id))
                try await transaction.execute(PeopleQueries.freeWithheld([leader.id]))
                if leader.isUnreachable {
                    _ = try await transaction.writeAgain(to: leader.id, of: leader.municipality, in: course)
                } else {
                    try await transaction.retell(leader.id, of: leader.municipality, in: course)
                }
                // The booking of a leader who is back is a milestone again.
                _ = try await transaction.replan(course)
            }
            try await transaction.audit("leader.return", of: "\(leader.id)", in: course.id, by: acting.doer)
            return LeaderReturn(wasWithdrawn: leader.isWithdrawn, wasUnreachable: leader.isUnreachable)
        }
    }
}
