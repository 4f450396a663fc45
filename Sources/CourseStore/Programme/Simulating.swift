public import Course
import Postgres

extension Store {
    /// Gives a course a clock of its own and lets it run from a moment on, as if it had gone live in time and everybody had
    /// been enrolled before.
    ///
    /// The rate is in course seconds a second; 0 is a clock that stands.
    /// - Throws: ``Refusal`` where letters of the course really leave, or its clock is past that moment.
    public func beginSimulation(of key: String, at moment: Instant, rate: Double) async throws -> StoredCourse {
        try requireRunning(key)
        return try await act { transaction in
            let course = try await transaction.lockedCourse(key)
            if course.clock == nil {
                guard course.state == .draft else {
                    throw Refusal(
                        atTheTerminal:
                            "the course \(key) is \(course.state.rawValue): try it on a copy (tandem course copy \(key) trial)",
                        kind: .conflict
                    )
                }
                try await transaction.execute(PeopleQueries.enrolBefore(moment, in: course.id))
            } else if moment < course.now {
                let day = course.outline.timeZone.local(course.now).day
                throw Refusal(
                    atTheTerminal:
                        "the course \(key) has been simulated up to \(day); go on from there, or try another copy",
                    kind: .conflict
                )
            }
            let route = CourseClock.route(of: course.id)
            try await transaction.execute(
                ProgrammeQueries.setClock(of: course.id, route: route, to: moment, rate: rate)
            )
            try await transaction.execute(ProgrammeQueries.setState(.live, of: course.id))
            let begun = try await transaction.course(key)
            if course.clock == nil {
                try await transaction.execute(
                    ReleaseQueries.releaseAt(.distantPast, in: Array(begun.municipalities.values))
                )
                try await transaction.setReleaseMoments(of: begun)
            }
            try await transaction.audit(.courseSimulate, of: key, in: course.id, by: acting.doer)
            return begun
        }
    }

    /// How many people take part in a course.
    public func leaderCount(in key: String) async throws -> Int {
        try await act { transaction in
            try await transaction.one(PeopleQueries.leaderCount(in: try await transaction.course(key).id))
        }
    }
}
