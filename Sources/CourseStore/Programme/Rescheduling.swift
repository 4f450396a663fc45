public import Course
import Postgres

/// What moving a session did, or would do.
public struct SessionMove: Sendable {
    /// The course as it was before.
    public let course: StoredCourse
    /// The session as it was.
    public let old: Course::Session
    /// The session as it is after.
    public let new: Course::Session
    /// What that did to the plan.
    public let change: PlanChange
    /// Warnings of the plan that it did not have before.
    public let newWarnings: [Finding]
    /// The names of the groups whose rows differ.
    public let groups: [LeaderGroup.ID: String]
}

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
        try requireRunning(key)
        return try await act(dryRun: dryRun) { [acting] transaction in
            let course = try await transaction.lockedCourse(key)
            let old = try course.session(session, of: module)
            var new = old
            new.start = start
            new.end = end ?? start.adding(minutes: old.end.minutes - old.start.minutes)
            return try await transaction.move(old, to: new, in: course, by: acting, counting: dryRun)
        }
    }

    /// Gives a session, found by its module and key, other times, another place or another capacity.
    ///
    /// - Parameters:
    ///   - key: The course's key.
    ///   - session: The session as it is to be.
    ///   - version: The course's version when it was looked at; `nil` for whatever it is now.
    ///   - dryRun: Whether it is only tried.
    /// - Returns: What it did, or would do.
    /// - Throws: ``Refusal``, also where the course has another version by now, and the faults of a plan that cannot be
    ///   derived.
    public func reschedule(
        course key: String,
        to session: Course::Session,
        since version: Int64?,
        dryRun: Bool = false
    ) async throws -> SessionMove {
        try requireRunning(key)
        return try await act(dryRun: dryRun) { [acting] transaction in
            let course = try await transaction.lockedCourse(key)
            if let version { try course.expect(version) }
            let old = try course.session(session.key, of: session.module)
            let before = try? Plan(of: course.outline, milestones: try await transaction.milestones(of: course))
            let change = try await transaction.move(old, to: session, in: course, by: acting, counting: dryRun)
            let known = Set(before?.findings ?? [])
            return SessionMove(
                course: course,
                old: old,
                new: session,
                change: change,
                newWarnings: change.warnings.filter { !known.contains($0) },
                groups: try await transaction.names(ofGroupsIn: change.difference)
            )
        }
    }
}

extension Transaction {
    fileprivate func move(
        _ old: Course::Session,
        to new: Course::Session,
        in course: StoredCourse,
        by acting: Acting,
        counting: Bool
    ) async throws -> PlanChange {
        guard new.start < new.end else {
            throw Refusal("datoen ville slutte, før den begynder", "the session would end before it starts")
        }
        if let capacity = new.capacity, capacity < 1 {
            throw Refusal("der skal være plads til mindst én leder", "a session holds one leader at least")
        }
        let position = course.outline.sessions.firstIndex { $0.module == old.module && $0.key == old.key } ?? 0
        try await execute(ProgrammeQueries.saveSession(new, position: position, in: course.id))
        let change = try await replan(try await self.course(course.outline.key), counting: counting)
        try await audit(
            .sessionMove,
            of: "\(new.module).\(new.key)",
            in: course.id,
            by: acting.doer,
            detail: change.figures
        )
        return change.shown(to: acting.role, in: course)
    }

    /// The names of the groups that a difference is about.
    func names(ofGroupsIn difference: PlanDifference) async throws -> [LeaderGroup.ID: String] {
        let touched = difference.added + difference.moved.map(\.new) + difference.withdrawn
        let groups = Set(touched.compactMap(\.scope.group)).sorted()
        return Dictionary(
            try await rows(PlanQueries.names(of: groups)).map { ($0.id, $0.name) },
            uniquingKeysWith: { one, _ in one }
        )
    }
}

extension StoredCourse {
    /// A session of a module; the only one where none is named.
    fileprivate func session(_ key: String?, of module: String) throws -> Course::Session {
        let found = try self.module(module, of: [.gathering, .workshop])
        let sessions = outline.sessions(of: found.key)
        let known = sessions.map(\.key).joined(separator: ", ")
        let choice = key.map { wanted in sessions.filter { $0.key == wanted } } ?? sessions
        guard let session = choice.first, choice.count == 1 else {
            throw key.map {
                Refusal.unknown(
                    "modulet \(module) har ikke nogen dato \"\($0)\"; det har \(known)",
                    "\(module) has no session \"\($0)\"; it has \(known)"
                )
            } ?? Refusal(atTheTerminal: "\(module) has several sessions: say which with --session (\(known))")
        }
        return session
    }
}
