import Course
import CourseStore
import CourseTesting
import Postgres

/// A course on its 3 March at eight, with an empty mailbox that letters can be put into.
struct QueuedLetters {
    let run: CourseRun
    let owner: Database

    /// Runs a test with such a course.
    static func with(_ body: (QueuedLetters) async throws -> Void) async throws {
        try await withStore(connections: 8) { store, owner in
            let run = try await SmallCourse.run(in: store)
            try await run.setClock(to: at("2027-03-03T08:00"))
            // Where the test before on this database left it.
            _ = try await owner.one("SELECT setval('letter_turn', 1)", of: Int64.self)
            try await body(QueuedLetters(run: run, owner: owner))
        }
    }

    var store: Store { run.store }
    var now: Instant { run.zone.instant(of: at("2027-03-03T08:00")) }

    /// Puts letters to any leader into the mailbox, due and released so many seconds before the clock of their route.
    func queue(
        _ count: Int,
        on route: String? = nil,
        lane: Int16 = 1,
        dueSecondsAgo due: Double = 0,
        releasedSecondsAgo released: Double = 0
    ) async throws {
        let route = route ?? run.route
        _ = try await owner.withSession {
            try await $0.execute(
                """
                INSERT INTO letter (route, lane, next_at, course, leader, released_at, useful_until)
                SELECT \(route), \(lane), route_now(\(route)) - make_interval(secs => \(due)), l.course, l.id,
                       route_now(\(route)) - make_interval(secs => \(released)), route_now(\(route)) + interval '7 days'
                FROM (SELECT course, id FROM leader ORDER BY id LIMIT 1) AS l, generate_series(1, \(Int32(count)))
                """
            )
        }
    }

    /// Claims as a mailman does.
    func claim(
        _ limit: Int = 50,
        on route: String? = nil,
        by name: String = "one",
        lanes: [Int16] = [0, 1],
        lettersAMinute: Int? = nil
    ) async throws -> [ClaimedLetter] {
        try await store.claim(
            on: route ?? run.route,
            by: name,
            limit: limit,
            lanes: { _ in lanes },
            lettersAMinute: lettersAMinute
        ).letters
    }

    /// Changes rows behind the service's back.
    func change(_ sql: SQL) async throws {
        _ = try await owner.withSession { try await $0.execute(sql) }
    }
}

extension QueuedLetters {
    /// Has the slots turn with every settlement, be there ever so few dead rows: whatever takes room counts as full.
    func turnHastily() async throws {
        _ = try await owner.withSession { session in
            try await session.script(
                """
                CREATE OR REPLACE FUNCTION letters_are_to_turn() RETURNS boolean LANGUAGE sql VOLATILE AS 'SELECT true';
                CREATE OR REPLACE FUNCTION letter_slots() RETURNS TABLE (slot smallint, relation regclass, dead bigint)
                    LANGUAGE sql VOLATILE
                AS $$
                    SELECT n::smallint, r, CASE WHEN pg_relation_size(r) > 0 THEN letters_a_turn() ELSE 0 END
                    FROM generate_series(0, 15) AS n, LATERAL to_regclass('public.letter_' || n) AS r WHERE r IS NOT NULL
                $$;
                """
            )
        }
    }
}

extension Database {
    /// Returns when a transaction in this database waits for another.
    func untilSomebodyWaits() async throws {
        let waits: SQL = """
            SELECT EXISTS (SELECT FROM pg_locks k JOIN pg_stat_activity a USING (pid)
                           WHERE NOT k.granted AND a.datname = current_database())
            """
        let end = ContinuousClock.now + .seconds(20)
        while !(try await one(waits)) {
            guard ContinuousClock.now < end else { throw NobodyWaits() }
            await Task.yield()
        }
    }

    private struct NobodyWaits: Error {}
}
