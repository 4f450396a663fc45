public import Course
import Postgres

/// What one release put into the mailbox.
public struct ReleaseOutcome: Hashable, Sendable {
    /// Letters queued.
    public let letters: Int
    /// Leaders × prompts in them.
    public let items: Int
    /// Leaders × prompts recorded as skipped.
    public let skipped: Int
    /// Corrections in them.
    public let corrections: Int

    static let nothing = ReleaseOutcome(letters: 0, items: 0, skipped: 0, corrections: 0)
}

extension Store {
    /// Releases what is open in a course.
    ///
    /// Several may try at once; one does, the others pass by. Letters take the route of their municipality where that has one
    /// of its own, and else the ordinary one; a course with a clock has its own for all.
    /// - Parameters:
    ///   - id: The course.
    ///   - ownRoutes: The keys of municipalities whose letters take a route of that name.
    /// - Returns: `nil` where another is at it, or the course is not live.
    /// - Throws: `PostgresError`.
    @discardableResult
    public func release(_ id: CourseOutline.ID, ownRoutes: Set<String> = []) async throws -> ReleaseOutcome? {
        try await post { transaction in
            guard try await transaction.first(ProgrammeQueries.lockUnlessBusy(id: id)) != nil,
                let course = try await transaction.course(id), course.state == .live
            else { return nil }
            return try await transaction.release(course, ownRoutes: ownRoutes)
        }
    }

    /// Live courses on the database's clock that have something to release now.
    public func coursesToRelease() async throws -> [CourseOutline.ID] {
        try await post { transaction in try await transaction.rows(ReleaseQueries.dueCourses) }
    }

    /// When a course next has something to release; `nil` when never again.
    public func nextReleaseMoment(of id: CourseOutline.ID) async throws -> Instant? {
        try await post { transaction in try await transaction.one(ReleaseQueries.nextMoment(of: id)) }
    }
}

extension Transaction {
    func release(_ course: StoredCourse, ownRoutes: Set<String>) async throws -> ReleaseOutcome {
        let now = course.now
        var due: [(id: Municipality.ID, key: String)] = []
        for (id, key, releaseAt) in try await rows(ReleaseQueries.municipalities(of: course.id)) where releaseAt <= now
        {
            switch course.releaseHours(of: key)?.verdict(at: now, due: releaseAt) {
            case .now: due.append((id, key))
            case .wait(let moment): try await execute(ReleaseQueries.releaseAt(moment, in: [id]))
            case nil: break
            }
        }
        try await execute(ReleaseQueries.planAnew)
        try await execute(ReleaseQueries.close(course.id, now: now))
        let corrects = try await one(CorrectionQueries.anyToRetell(in: course.id, now: now))
        if corrects {
            let today = course.outline.timeZone.local(now)
            try await execute(
                CorrectionQueries.correct(course.id, now: now, today: LocalDateTime(today.day, .midnight))
            )
            try await execute(CorrectionQueries.retoldPrompts(in: course.id, now: now))
            try await execute(CorrectionQueries.retoldLeaders(in: course.id, now: now))
        }
        guard corrects || !due.isEmpty else { return .nothing }
        let routes = course.municipalities.map { key, id in
            (
                municipality: id,
                route: course.clock?.route ?? (ownRoutes.contains(key) ? key : CourseClock.ordinaryRoute)
            )
        }
        let (outcome, used) = try await one(
            ReleaseQueries.release(course.id, in: due.map(\.id), routes: routes.sorted { $0 < $1 }, now: now)
        )
        for (id, key) in due {
            guard let next = course.releaseHours(of: key)?.nextSendAt(after: now) else { continue }
            try await execute(ReleaseQueries.setReleaseMoment(of: id, course: course.id, sendAt: next, now: now))
        }
        for route in used { try await execute(ReleaseQueries.ring(route: route)) }
        return outcome
    }

    /// Sets when each municipality next releases, after the plan has changed; a release that is due stays due.
    func setReleaseMoments(of course: StoredCourse) async throws {
        for (id, key, releaseAt) in try await rows(ReleaseQueries.municipalities(of: course.id))
        where releaseAt > course.now || releaseAt == .distantPast {
            guard let next = course.releaseHours(of: key)?.nextSendAt(after: course.now) else { continue }
            try await execute(ReleaseQueries.setReleaseMoment(of: id, course: course.id, sendAt: next, now: course.now))
        }
    }

    /// Takes back queued letters that nobody has tried to send; what is still open in them is released again at once.
    func cancelUnattempted(ofPlanned planned: [PlannedPrompt.ID], in course: StoredCourse) async throws -> Int {
        guard !planned.isEmpty, course.state != .draft else { return 0 }
        let (cancelled, open) = try await one(
            CorrectionQueries.cancelUnattempted(ofPlanned: planned, course: course.id, now: course.now)
        )
        if cancelled > 0 {
            try await execute(ReleaseQueries.releaseAt(course.now, in: Array(course.municipalities.values)))
        }
        return open
    }
}
