import Course
import CourseStore
import CourseTesting
import Postgres

/// The course of 2027 with as many invented leaders as wanted, live, under a clock of its own.
struct StagedCourse: Sendable {
    let stage: Stage
    let key: String
    let id: CourseOutline.ID

    /// Imports the course, with all its prompts or only one, and enrols leaders before its first day, half of them in each
    /// municipality.
    init(on stage: Stage, leaders: Int, groupsOf size: Int = 10, only prompt: Prompt.Reference? = nil) async throws {
        var outline = try DemoCourse.outline()
        if let prompt {
            for index in outline.programme.modules.indices {
                let module = outline.programme.modules[index].key
                outline.programme.modules[index].prompts.removeAll {
                    module != prompt.module || $0.key != prompt.prompt
                }
            }
        }
        _ = try await stage.store.importCourse(outline)
        self.stage = stage
        key = outline.key
        id = try await stage.store.course(key).id
        try await setClock(to: outline.timeZone.instant(of: LocalDateTime(outline.starts, .midnight)))
        try await enrol(leaders, groupsOf: size)
        _ = try await stage.store.goLive(key)
    }

    /// The last moment at which a prompt leaves for those of a whole municipality.
    func moment(of prompt: Prompt.Reference) async throws -> Instant {
        try await stage.asOwner { session in
            try await session.one(
                Query<Instant>(
                    """
                    SELECT max(send_at) FROM planned_prompt
                    WHERE course = \(id) AND module = \(prompt.module) AND prompt = \(prompt.prompt)
                      AND leader_group IS NULL AND withdrawn_at IS NULL
                    """
                )
            )
        }
    }

    /// Sets the clock, and makes a release due in every municipality.
    ///
    /// A clock that runs on, as fast as any, is that of the ordinary route: `tandem serve` delivers the course's letters.
    func setClock(to moment: Instant, isRunning: Bool = false) async throws {
        try await stage.store.setClock(of: id, to: moment, rate: isRunning ? 1 : 0)
        let route = isRunning ? CourseClock.ordinaryRoute : CourseClock.route(of: id)
        try await stage.asOwner { session in
            try await session.execute("UPDATE course_clock SET route = \(route) WHERE course = \(id)")
            try await session.execute("UPDATE municipality SET release_at = \(moment) WHERE course = \(id)")
        }
    }

    /// Releases what is open.
    ///
    /// - Returns: How many letters were queued.
    func release() async throws -> Int {
        guard let outcome = try await stage.store.release(id) else { throw BenchFault("the course was not released") }
        return outcome.letters
    }

    /// Has all that is queued stand as sent, as mailmen settle it.
    func deliver() async throws {
        try await stage.asOwner { session in
            for statement: SQL in [
                """
                INSERT INTO letter_history (id, course_time, route, course, leader, token, attempt, failures, released_at, outcome)
                SELECT id, released_at, route, course, leader, token, 1, 0, released_at, 'sent' FROM letter WHERE course = \(id)
                """,
                """
                UPDATE letter_item i SET state = 'sent' FROM letter l
                WHERE l.id = i.letter AND l.course = \(id) AND i.state = 'pending'
                """,
            ] {
                try await session.execute(statement)
            }
            try await session.script("TRUNCATE letter; ANALYZE letter_history, letter_item")
        }
    }

    /// Empties the mailbox as if nothing had ever been released, and writes all out, so that every run begins alike.
    func clearMailbox() async throws {
        try await stage.asOwner { session in
            try await session.script("TRUNCATE letter, letter_message, letter_history, letter_item")
            // Empty, and known to be: as the queue is most of the time.
            try await session.script("VACUUM ANALYZE letter")
        }
        try await stage.cluster.administer(script: "CHECKPOINT")
    }

    private func enrol(_ count: Int, groupsOf size: Int) async throws {
        let half = count / 2
        try await stage.asOwner { session in
            for statement: SQL in [
                """
                INSERT INTO area (municipality, name)
                SELECT m.id, 'Område ' || n FROM municipality m, generate_series(0, 19) AS n WHERE m.course = \(id)
                """,
                """
                INSERT INTO leader_group (municipality, name)
                SELECT m.id, 'Ledergruppe ' || n FROM municipality m, generate_series(0, \(Int32((half - 1) / size))) AS n
                WHERE m.course = \(id)
                """,
                """
                INSERT INTO leader (course, municipality, name, email, area, leader_group, chair, listed, enrolled_at)
                SELECT m.course, m.id, 'Leder Nummer ' || n, 'leder-' || n || '@' || m.key || '.example', a.id, g.id,
                       n % \(Int32(size)) = 0,
                       jsonb_build_object('name', 'Leder Nummer ' || n, 'email', 'leder-' || n || '@' || m.key || '.example',
                                          'area', a.name, 'group', g.name, 'chair', n % \(Int32(size)) = 0),
                       course_now(m.course)
                FROM municipality m CROSS JOIN generate_series(0, \(Int32(half - 1))) AS n
                JOIN area a ON a.municipality = m.id AND a.name = 'Område ' || n % 20
                JOIN leader_group g ON g.municipality = m.id AND g.name = 'Ledergruppe ' || n / \(Int32(size))
                WHERE m.course = \(id)
                """,
            ] {
                try await session.execute(statement)
            }
            // As autovacuum does within a minute of such a load.
            try await session.script("ANALYZE area, leader_group, leader")
        }
    }
}

extension Prompt.Reference {
    /// The first film's link: the prompt that most figures are about.
    static let film = Prompt.Reference(module: "film-1", prompt: "link")
}
