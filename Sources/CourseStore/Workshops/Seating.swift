import Course
import Postgres

extension Store {
    /// Gives a leader a seat in a session; a leader who was told another session is told of the change.
    ///
    /// - Throws: ``Refusal``.
    public func setSeat(course key: String, leader email: String, module: String, session: String) async throws {
        try await administer { transaction in
            let course = try await transaction.lockedCourse(key)
            let found = try course.module(module, of: [.gathering, .workshop])
            let known = course.outline.sessions(of: found.key).map(\.key)
            guard known.contains(session) else {
                throw Refusal("\(module) has no session \"\(session)\"; it has \(known.joined(separator: ", "))")
            }
            let leader = try await transaction.leader(email, in: course)
            let before = try await transaction.first(WorkshopQueries.seat(of: leader.id, module: module))
            guard before != session else { return }
            try await transaction.execute(
                WorkshopQueries.saveSeat(of: leader.id, course: course.id, module: module, session: session))
            try await transaction.retell(leader.id, of: leader.municipality, in: course)
            try await transaction.execute(ProgrammeQueries.touch(course.id))
        }
    }
}

extension Transaction {
    func leader(
        _ email: String, in course: StoredCourse
    ) async throws -> (id: Leader.ID, municipality: Municipality.ID, isWithdrawn: Bool) {
        guard let leader = try await first(PeopleQueries.leader(email, in: course.id)) else {
            throw Refusal("nobody with the address \(email) is enrolled in \(course.outline.key)")
        }
        return leader
    }

    /// Has the dates that a leader was told compared with the plan at the next `send-at`.
    func retell(_ leader: Leader.ID, of municipality: Municipality.ID, in course: StoredCourse) async throws {
        guard let key = course.municipalityKey(municipality),
            let moment = course.releaseHours(of: key)?.nextSendAt(after: course.now)
        else { return }
        try await execute(PeopleQueries.retell([leader], at: moment))
    }
}
