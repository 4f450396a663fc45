import Course
import Postgres

extension Store {
    /// The course of that key as it stands.
    ///
    /// - Throws: ``Refusal`` where there is none.
    public func course(_ key: String) async throws -> StoredCourse {
        try await act { transaction in try await transaction.course(key) }
    }

    /// The keys of all courses, in order.
    public func courseKeys() async throws -> [String] {
        try await act { transaction in try await transaction.rows(ProgrammeQueries.keys) }
    }
}

extension Transaction {
    /// The course of that key as it stands, without a lock.
    func course(_ key: String) async throws -> StoredCourse {
        guard let row = try await first(ProgrammeQueries.course(key: key)) else {
            throw Refusal.unknownCourse(key, known: try await rows(ProgrammeQueries.keys))
        }
        return try await course(from: row)
    }

    /// The course of that key, locked until the transaction ends.
    func lockedCourse(_ key: String) async throws -> StoredCourse {
        // Whoever may see a course may set off what changes it: which of its rows, is for their own policies.
        _ = try await acting(as: .post) { try await first(ProgrammeQueries.lock(key: key)) }
        return try await course(key)
    }

    func course(_ id: CourseOutline.ID) async throws -> StoredCourse? {
        guard let row = try await first(ProgrammeQueries.course(id: id)) else { return nil }
        return try await course(from: row)
    }

    private func course(from row: ProgrammeQueries.CourseRow) async throws -> StoredCourse {
        guard let zone = Zone(row.timeZone), let state = StoredCourse.State(rawValue: row.state) else {
            throw Refusal(
                "forløbet \(row.key) er gemt på en måde, som dette program ikke kender",
                "the course \(row.key) is stored in a way that this program does not know"
            )
        }
        let stored = try await rows(PeopleQueries.municipalities(of: row.id))
        let closed = try await rows(PeopleQueries.closedPeriods(of: row.id))
        var municipalities = stored.map(\.municipality)
        for (id, period) in closed {
            if let index = stored.firstIndex(where: { $0.id == id }) { municipalities[index].closed.append(period) }
        }
        let equivalents = try await rows(PeopleQueries.equivalentAreas(of: row.id))
        let ranks = Dictionary(grouping: equivalents, by: \.rank).sorted { $0.key < $1.key }
        let outline = CourseOutline(
            key: row.key,
            title: row.title,
            about: row.about,
            language: row.language,
            timeZone: zone,
            starts: row.starts,
            ends: row.ends,
            lettersAWeek: row.lettersAWeek,
            municipalities: municipalities,
            equivalentAreas: EquivalentAreas(
                rows: ranks.map { _, areas in
                    Dictionary(areas.map { ($0.municipality, $0.area) }, uniquingKeysWith: { first, _ in first })
                }
            ),
            programme: try JSONDocument.decode(Programme.self, from: row.programme),
            sessions: try await rows(ProgrammeQueries.sessions(of: row.id))
        )
        return StoredCourse(
            id: row.id,
            outline: outline,
            imported: try JSONDocument.decode(CourseOutline.self, from: row.imported),
            state: state,
            version: row.version,
            municipalities: Dictionary(
                stored.map { ($0.municipality.key, $0.id) },
                uniquingKeysWith: { one, _ in one }
            ),
            clock: row.clockRoute.flatMap { route in row.clockRate.map { CourseClock(route: route, rate: $0) } },
            now: row.now
        )
    }

    /// What people have decided so far.
    func milestones(of course: StoredCourse) async throws -> Milestones {
        Milestones(
            sessions: course.outline.sessions,
            meetings: try await rows(ReflectionQueries.meetings(of: course.id)),
            bookings: try await rows(ServiceCheckQueries.bookings(of: course.id))
        )
    }
}

/// What a dry run would have done, thrown so that the transaction leaves nothing behind.
struct DryRun<Outcome: Sendable>: Error {
    let outcome: Outcome
}

extension Store {
    /// Runs a verb, and takes it back where it was only to be tried.
    func act<Outcome: Sendable>(
        dryRun: Bool,
        _ body: @escaping @Sendable (Transaction) async throws -> Outcome
    ) async throws -> Outcome {
        do {
            return try await act { transaction in
                let outcome = try await body(transaction)
                if dryRun { throw DryRun(outcome: outcome) }
                return outcome
            }
        } catch let trial as DryRun<Outcome> {
            return trial.outcome
        }
    }
}
