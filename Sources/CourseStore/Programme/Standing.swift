public import Course
import Postgres

extension Store {
    /// Lets letters leave; what is open already leaves at once.
    ///
    /// - Parameters:
    ///   - key: The course's key.
    ///   - consent: What must hold of the coordinators' agreement; `nil` asks for none, as the command line does.
    ///   - dryRun: Whether it is only to be tried.
    /// - Returns: How many letters that are.
    /// - Throws: ``Refusal`` where nobody is enrolled, letters leave already, or somebody has not agreed.
    public func goLive(_ key: String, given consent: Consent? = nil, dryRun: Bool = false) async throws -> Int {
        try requireRunning(key)
        return try await act(dryRun: dryRun) { transaction in
            let course = try await transaction.lockedCourse(key)
            guard course.state != .live else { throw Refusal.liveAlready(key) }
            if let consent { try await transaction.require(consent, of: course, by: acting.doer) }
            guard try await transaction.first(PeopleQueries.anyLeader(ofCourse: course.id)) != nil else {
                throw Refusal.conflict(
                    "der er endnu ingen tilmeldt",
                    "nobody is enrolled in \(key) yet",
                    command: "tandem enrol --course \(key) --municipality … LIST"
                )
            }
            try await transaction.execute(ProgrammeQueries.setState(.live, of: course.id))
            try await transaction.execute(ReleaseQueries.releaseAt(course.now, in: Array(course.municipalities.values)))
            let due = try await transaction.acting(as: .post) {
                try await transaction.one(ReleaseQueries.dueLeaders(of: course.id, now: course.now))
            }
            try await transaction.audit(
                .courseLive,
                of: key,
                in: course.id,
                by: acting.doer,
                detail: [.letters: due]
            )
            return due
        }
    }

    /// Stops letters from being released; those already queued still leave.
    public func pause(_ key: String) async throws {
        try requireRunning(key)
        try await act { transaction in
            let course = try await transaction.lockedCourse(key)
            guard course.state == .live else {
                throw Refusal.conflict("forløbet er ikke i gang", "the course \(key) is not live")
            }
            try await transaction.execute(ProgrammeQueries.setState(.paused, of: course.id))
            try await transaction.audit(.coursePause, of: key, in: course.id, by: acting.doer)
        }
    }

    /// Moves the clock of a simulated or demonstrated course on, for somebody who is shown it; leases move with it.
    ///
    /// The rate is in course seconds a second; 0 is a clock that stands.
    /// - Throws: ``Refusal`` where the course goes by the database's clock, or is past that moment.
    public func moveClock(of key: String, to moment: Instant, rate: Double) async throws {
        try requireRunning(key)
        try await act { transaction in
            let course = try await transaction.lockedCourse(key)
            guard let clock = course.clock else {
                throw Refusal.conflict(
                    "forløbet har ikke sit eget ur",
                    "the course \(key) has no clock of its own"
                )
            }
            guard course.now <= moment else {
                throw Refusal.conflict(
                    "forløbets ur er allerede forbi det tidspunkt",
                    "the clock of \(key) is past that moment"
                )
            }
            try await transaction.acting(as: .post) {
                try await transaction.execute(ProgrammeQueries.moveLeases(on: clock.route, to: moment))
                try await transaction.execute(
                    ProgrammeQueries.setClock(of: course.id, route: clock.route, to: moment, rate: rate)
                )
            }
            try await transaction.audit(.courseClock, of: key, in: course.id, by: acting.doer)
        }
    }

    /// Sets the clock of a course, or moves it, for a program that runs it; leases move with it.
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

    /// Has the clock of a course go on from where it is, at another rate; what it shows goes neither back nor ahead.
    ///
    /// The rate is in course seconds a second; 0 is a clock that stands.
    /// - Returns: What time it is for the course at that moment.
    /// - Throws: ``Refusal`` where it has no clock of its own.
    public func setPace(of course: CourseOutline.ID, to rate: Double) async throws -> Instant {
        try await post { transaction in
            guard let now = try await transaction.first(ProgrammeQueries.setPace(of: course, to: rate)) else {
                throw Refusal.conflict("forløbet har ikke sit eget ur", "the course has no clock of its own")
            }
            return now
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
