public import Course
import Postgres

extension Store {
    /// Moves a session of a module, and all that hangs on it.
    ///
    /// The session may be `nil` where the module has one; without a new end it lasts as long as before.
    /// - Throws: ``Refusal``, and the faults of a plan that cannot be derived.
    public func reschedule(
        course key: String,
        module: String,
        session: String?,
        start: LocalDateTime,
        end: LocalDateTime?,
        dryRun: Bool = false
    ) async throws -> PlanChange {
        try await administer(dryRun: dryRun) { transaction in
            let course = try await transaction.lockedCourse(key)
            let found = try course.module(module, of: [.gathering, .workshop])
            let sessions = course.outline.sessions(of: found.key)
            let known = sessions.map(\.key).joined(separator: ", ")
            let choice = session.map { wanted in sessions.filter { $0.key == wanted } } ?? sessions
            guard var moved = choice.first, choice.count == 1 else {
                throw Refusal(
                    session.map { "\(module) has no session \"\($0)\"; it has \(known)" }
                        ?? "\(module) has several sessions: say which with --session (\(known))"
                )
            }
            moved.end = end ?? start.adding(minutes: moved.end.minutes - moved.start.minutes)
            moved.start = start
            guard moved.start < moved.end else { throw Refusal("the session would end before it starts") }
            let position = course.outline.sessions.firstIndex { $0.module == moved.module && $0.key == moved.key } ?? 0
            try await transaction.execute(ProgrammeQueries.saveSession(moved, position: position, in: course.id))
            return try await transaction.replan(try await transaction.course(key))
        }
    }
}
