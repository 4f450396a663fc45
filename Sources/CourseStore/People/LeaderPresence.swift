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
            try requireCoordination()
            return try await transaction.withdraw(id, from: course, by: acting)
        }
    }

    /// Takes a withdrawn leader in again, or tries an address again that mail was refused for; the leader then gets what
    /// is still open, at once where the address had been refused.
    ///
    /// - Returns: What was the matter before, neither where nothing was; `nil` where there is no such leader for whoever acts.
    /// - Throws: ``Refusal`` where there is no such course.
    public func returnLeader(_ id: Leader.ID, to key: String) async throws -> LeaderReturn? {
        try await act { transaction in
            let course = try await transaction.lockedCourse(key)
            try requireCoordination()
            return try await transaction.takeBack(id, to: course, by: acting)
        }
    }

    /// Takes a leader, found by the address, out of a course.
    ///
    /// - Throws: ``Refusal`` where there is none, or that one has left already.
    public func withdrawLeader(_ email: String, from key: String) async throws {
        try await act { transaction in
            let course = try await transaction.lockedCourse(key)
            let leader = try await transaction.leader(email, in: course)
            try requireCoordination()
            guard try await transaction.withdraw(leader.id, from: course, by: acting) == true else {
                throw Refusal.conflict("lederen er allerede udmeldt", "\(email) is already withdrawn")
            }
        }
    }

    /// Takes a withdrawn leader, found by the address, in again, or tries that address again.
    ///
    /// - Returns: What was the matter before.
    /// - Throws: ``Refusal`` where neither was so.
    @discardableResult
    public func returnLeader(_ email: String, to key: String) async throws -> LeaderReturn {
        try await act { transaction in
            let course = try await transaction.lockedCourse(key)
            let leader = try await transaction.leader(email, in: course)
            try requireCoordination()
            guard let before = try await transaction.takeBack(leader.id, to: course, by: acting),
                before.wasWithdrawn || before.wasUnreachable
            else {
                throw Refusal.conflict(
                    "lederen er tilmeldt, og adressen har ikke afvist mail",
                    "\(email) is enrolled, and mail to that address has not been refused"
                )
            }
            return before
        }
    }
}

extension Transaction {
    fileprivate func withdraw(_ id: Leader.ID, from course: StoredCourse, by acting: Acting) async throws -> Bool? {
        guard let leader = try await record(of: id, in: course, for: acting.role) else { return nil }
        guard leader.withdrawnAt == nil else { return false }
        try await execute(PeopleQueries.withdraw([id], now: course.now))
        // A withdrawn leader's booking is no milestone.
        _ = try await replan(course)
        try await audit(.leaderWithdraw, of: "\(id)", in: course.id, by: acting.doer)
        return true
    }

    fileprivate func takeBack(
        _ id: Leader.ID,
        to course: StoredCourse,
        by acting: Acting
    ) async throws -> LeaderReturn? {
        guard let leader = try await record(of: id, in: course, for: acting.role) else { return nil }
        let before = LeaderReturn(
            wasWithdrawn: leader.withdrawnAt != nil,
            wasUnreachable: leader.isUnreachable
        )
        guard before.wasWithdrawn || before.wasUnreachable else { return before }
        let town = try course.municipality(leader.municipality)
        try await self.acting(as: .post) {
            try await execute(PeopleQueries.takeBack(id))
            try await execute(PeopleQueries.freeWithheld([id]))
            if before.wasUnreachable {
                _ = try await writeAgain(to: id, of: town, in: course)
            } else {
                try await retell(id, of: town, in: course)
            }
            // The booking of a leader who is back is a milestone again.
            _ = try await replan(course)
        }
        try await audit(.leaderReturn, of: "\(id)", in: course.id, by: acting.doer)
        return before
    }
}
