import CourseTesting
import Postgres
import Testing

struct CancellationTests {
    /// Waits until a connection of this database runs such a statement.
    private func untilRunning(_ text: String, _ database: Database) async throws {
        let running = Query<Bool>(
            """
            SELECT EXISTS (SELECT FROM pg_stat_activity
            WHERE datname = current_database() AND state = 'active' AND query LIKE \(text) AND pid <> pg_backend_pid())
            """
        )
        while !(try await database.withSession { try await $0.one(running) }) { await Task.yield() }
    }

    @Test func `a running statement is cancelled and its connection remains usable`() async throws {
        try await withDatabase(connections: 1) { database, _ in
            let process = Query<Int32>("SELECT pg_backend_pid()")
            // Another of the same role, as one role does not see another's statements.
            let observer = Database(database.conninfo, actorSetting: "tandem.actor")
            let before = try await database.withSession { try await $0.one(process) }
            let started = ContinuousClock.now
            let task = Task { try await database.transaction(as: "a") { try await $0.execute("SELECT pg_sleep(60)") } }
            try await untilRunning("SELECT pg_sleep%", observer)
            task.cancel()
            await observer.close()
            await #expect(throws: CancellationError.self) { try await task.value }
            #expect(ContinuousClock.now - started < .seconds(20))
            #expect(try await database.withSession { try await $0.one(process) } == before)
        }
    }

    @Test func `a transaction of a cancelled task does not commit`() async throws {
        try await withDatabase { _, owner in
            try await owner.withSession { try await $0.script("CREATE TABLE note (text text)") }
            let task = Task {
                try await owner.transaction(as: "a") { session in
                    try await session.execute("INSERT INTO note VALUES ('x')")
                    withUnsafeCurrentTask { $0?.cancel() }
                }
            }
            await #expect(throws: CancellationError.self) { try await task.value }
            #expect(try await owner.withSession { try await $0.one(Query<Int>("SELECT count(*) FROM note")) } == 0)
        }
    }

    @Test func `a statement of a cancelled task is not sent`() async throws {
        try await withDatabase { _, owner in
            try await owner.withSession { session in
                try await session.script("CREATE TABLE note (text text)")
                let task = Task {
                    withUnsafeCurrentTask { $0?.cancel() }
                    try await session.execute("INSERT INTO note VALUES ('x')")
                }
                await #expect(throws: CancellationError.self) { try await task.value }
                #expect(try await session.one(Query<Int>("SELECT count(*) FROM note")) == 0)
            }
        }
    }

    @Test func `cancelling at any moment never hits another statement`() async throws {
        try await withDatabase(connections: 1) { database, _ in
            var generator = SplitMix64(seed: 7)
            for round in 0..<150 {
                let rows = Int.random(in: 1...3000, using: &generator)
                let yields = Int.random(in: 0...20, using: &generator)
                let task = Task {
                    try await database.withSession {
                        try await $0.one(Query<Int>("SELECT count(*) FROM generate_series(1, \(rows))"))
                    }
                }
                for _ in 0..<yields { await Task.yield() }
                task.cancel()
                if case .success(let count) = await task.result { #expect(count == rows) }
                let answer = try await database.withSession { try await $0.one(Query<Int>("SELECT \(round)")) }
                #expect(answer == round)
            }
        }
    }

    @Test func `who waits for a connection can be cancelled`() async throws {
        try await withDatabase(connections: 1) { database, _ in
            let (entered, entering) = AsyncStream.makeStream(of: Void.self)
            let (left, leaving) = AsyncStream.makeStream(of: Void.self)
            let holder = Task {
                try await database.withSession { _ in
                    entering.finish()
                    for await _ in left {}
                }
            }
            for await _ in entered {}
            let waiter = Task { try await database.withSession { try await $0.one(Query<Int>("SELECT 1")) } }
            waiter.cancel()
            await #expect(throws: CancellationError.self) { try await waiter.value }
            leaving.finish()
            try await holder.value
            #expect(try await database.withSession { try await $0.one(Query<Int>("SELECT 2")) } == 2)
        }
    }
}
