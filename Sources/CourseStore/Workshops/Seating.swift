import Course
import Postgres

extension Store {
    /// Gives leaders seats in a session; those who were told another session are told of the change.
    ///
    /// - Throws: ``Refusal``; then nobody's seat has changed.
    public func setSeats(course key: String, leaders emails: [String], module: String, session: String) async throws {
        try await act { transaction in
            let course = try await transaction.lockedCourse(key)
            let found = try course.module(module, of: [.gathering, .workshop])
            let sessions = course.outline.sessions(of: found.key)
            guard let seated = sessions.first(where: { $0.key == session }) else {
                let known = sessions.map(\.key).joined(separator: ", ")
                throw Refusal.unknown("\(module) has no session \"\(session)\"; it has \(known)")
            }
            var changed = 0
            for email in emails {
                let leader = try await transaction.leader(email, in: course)
                let before = try await transaction.first(WorkshopQueries.seat(of: leader.id, module: module))
                if before == session { continue }
                changed += 1
                try await transaction.execute(
                    WorkshopQueries.saveSeat(of: leader.id, course: course.id, module: module, session: session)
                )
                let left = sessions.first { $0.key == before }?.start.day
                try await transaction.retell(
                    leader.id,
                    of: leader.municipality,
                    from: left ?? seated.start.day,
                    to: seated.start.day,
                    in: course
                )
            }
            try await transaction.acting(as: .post) { try await transaction.execute(ProgrammeQueries.touch(course.id)) }
            try await transaction.audit(
                "seat.set",
                of: "\(module) \(session)",
                in: course.id,
                by: acting.doer,
                detail: ["leaders": changed]
            )
        }
    }
}

extension Transaction {
    func leader(_ email: String, in course: StoredCourse) async throws -> PeopleQueries.FoundRow {
        guard let leader = try await first(PeopleQueries.leader(email, in: course.id)) else {
            throw Refusal.unknown("nobody with the address \(email) is enrolled in \(course.outline.key)")
        }
        return leader
    }

    /// Has the dates that a leader was told compared with the plan: at the next `send-at`, or at once where the old or the
    /// new day of what changed is near.
    func retell(
        _ leader: Leader.ID,
        of municipality: Municipality.ID,
        from old: Day? = nil,
        to new: Day? = nil,
        in course: StoredCourse
    ) async throws {
        guard let key = course.municipalityKey(municipality), let hours = course.releaseHours(of: key) else { return }
        var moment = hours.nextSendAt(after: course.now)
        if let old, let new, hours.verdict(at: course.now, correcting: old, to: new) == .now { moment = course.now }
        guard let moment else { return }
        try await execute(PeopleQueries.retell([leader], at: moment))
    }
}
