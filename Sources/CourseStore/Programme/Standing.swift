public import Course
import Postgres

extension Store {
    /// Lets letters leave; what is open already leaves at once.
    ///
    /// - Returns: How many letters that are.
    /// - Throws: ``Refusal`` where nobody is enrolled, or letters leave already.
    public func goLive(_ key: String, dryRun: Bool = false) async throws -> Int {
        try await administer(dryRun: dryRun) { transaction in
            let course = try await transaction.lockedCourse(key)
            guard course.state != .live else { throw Refusal("the course \(key) is live already") }
            guard try await transaction.first(PeopleQueries.anyLeader(ofCourse: course.id)) != nil else {
                throw Refusal("nobody is enrolled in \(key) yet (tandem enrol --course \(key) --municipality … LIST)")
            }
            try await transaction.execute(ProgrammeQueries.setState(.live, of: course.id))
            try await transaction.execute(ReleaseQueries.releaseAt(course.now, in: Array(course.municipalities.values)))
            return try await transaction.one(ReleaseQueries.dueLeaders(of: course.id, now: course.now))
        }
    }

    /// Stops letters from being released; those already queued still leave.
    public func pause(_ key: String) async throws {
        try await administer { transaction in
            let course = try await transaction.lockedCourse(key)
            guard course.state == .live else { throw Refusal("the course \(key) is not live") }
            try await transaction.execute(ProgrammeQueries.setState(.paused, of: course.id))
        }
    }

    /// Sets the clock of a course, or moves it; leases move with it.
    ///
    /// The rate is in course seconds a second; 0 is a clock that stands.
    public func setClock(of course: CourseOutline.ID, to moment: Instant, rate: Double) async throws {
        try await post { transaction in
            let route = CourseClock.route(of: course)
            try await transaction.execute(ProgrammeQueries.moveLeases(on: route, to: moment))
            try await transaction.execute(
                ProgrammeQueries.setClock(of: course, route: route, to: moment, rate: rate)
            )
        }
    }

    /// What time it is for a course.
    public func now(of course: CourseOutline.ID) async throws -> Instant {
        try await post { transaction in try await transaction.one(ProgrammeQueries.now(of: course)) }
    }
}

extension CourseClock {
    /// The route of the letters of a course with a clock of its own.
    public static func route(of course: CourseOutline.ID) -> String {
        "course-\(course)"
    }
}
