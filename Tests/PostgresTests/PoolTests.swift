import CourseTesting
import Postgres
import Testing

struct PoolTests {
    private let process = Query<Int32>("SELECT pg_backend_pid()")

    @Test func `many tasks share few connections`() async throws {
        try await withDatabase(connections: 3) { database, _ in
            let processes = try await withThrowingTaskGroup(of: (Int, Int32).self) { group in
                for number in 0..<60 {
                    group.addTask {
                        try await database.transaction(as: "a") { session in
                            (try await session.one(Query<Int>("SELECT \(number)")), try await session.one(process))
                        }
                    }
                }
                return try await group.reduce(into: [Int: Int32]()) { $0[$1.0] = $1.1 }
            }
            #expect(processes.keys.sorted() == Array(0..<60))
            #expect(Set(processes.values).count <= 3)
        }
    }

    @Test func `an idle connection that the server ended is replaced without anybody noticing`() async throws {
        try await withDatabase(connections: 2) { database, owner in
            let before = try await database.withSession { try await $0.one(process) }
            try await TestDatabases.shared.terminate(before)
            let after = try await database.withSession { try await $0.one(process) }
            #expect(after != before)
        }
    }

    @Test func `a connection that breaks in use is discarded`() async throws {
        try await withDatabase(connections: 1) { database, _ in
            let error = await #expect(throws: PostgresError.self) {
                try await database.withSession { session in
                    try await TestDatabases.shared.terminate(try await session.one(process))
                    try await session.execute("SELECT 1")
                }
            }
            #expect(error?.isTransient == true)
            let answer = try await database.withSession { try await $0.one(Query<Int>("SELECT 1")) }
            #expect(answer == 1)
        }
    }

    @Test func `a closed database refuses`() async throws {
        try await withDatabase { database, _ in
            try await database.withSession { try await $0.execute("SELECT 1") }
            await database.close()
            let error = await #expect(throws: PostgresError.self) { try await database.withSession { _ in } }
            #expect(error?.code == .noConnection)
        }
    }

    @Test func `the cache of prepared statements is bounded, and shared by equal texts`() async throws {
        try await withDatabase { database, _ in
            let small = Database(database.conninfo, actorSetting: "tandem.actor", connections: 1, statements: 5)
            let count = Query<Int>("SELECT count(*) FROM pg_prepared_statements")
            for number in 0..<20 {
                let answer = try await small.withSession {
                    try await $0.one(Query<Int>("SELECT \(number) + \(raw: "\(number)")"))
                }
                #expect(answer == 2 * number)
            }
            #expect(try await small.withSession { try await $0.one(count) } <= 6)
            for number in 0..<20 {
                try await small.withSession { _ = try await $0.one(Query<Int>("SELECT \(number) + \(raw: "1")")) }
            }
            let same = Query<Int>("SELECT count(*) FROM pg_prepared_statements WHERE statement LIKE '%$1 + 1'")
            #expect(try await small.withSession { try await $0.one(same) } == 1)
            await small.close()
        }
    }

    @Test func `one text with values of different types is two statements`() async throws {
        try await withDatabase(connections: 1) { database, _ in
            try await database.withSession { session in
                let types = [
                    try await session.one(Query<String>("SELECT pg_typeof(\(1))::text")),
                    try await session.one(Query<String>("SELECT pg_typeof(\("1"))::text")),
                ]
                #expect(types == ["bigint", "text"])
            }
        }
    }

    @Test func `a statement whose columns changed works again the next time`() async throws {
        try await withDatabase(connections: 1) { _, owner in
            let query = Query<String>("SELECT * FROM note") { row in try row.next() }
            try await owner.withSession { session in
                try await session.script("CREATE TABLE note (text text); INSERT INTO note VALUES ('a')")
                #expect(try await session.rows(query) == ["a"])
                try await session.script("ALTER TABLE note ADD COLUMN more text")
                await #expect(throws: PostgresError.self) { try await session.rows(query) }
                #expect(try await session.rows(query) == ["a"])
            }
        }
    }

    @Test func `of several hosts the primary is found`() async throws {
        let cluster = try await TestDatabases.shared.cluster()
        let conninfo =
            "host=/nowhere,\(cluster.socketFolder) port=5432,5432 user=postgres dbname=postgres "
            + "target_session_attrs=read-write"
        let uri = "postgresql://postgres@/postgres?host=\(cluster.socketFolder)&port=5432"
        for text in [conninfo, uri] {
            let database = Database(text, actorSetting: "tandem.actor")
            #expect(try await database.withSession { try await $0.one(Query<Int>("SELECT 1")) } == 1)
            await database.close()
        }
    }

    @Test(arguments: 0..<10 as Range<UInt64>)
    func `pauses double up to their limit`(seed: UInt64) {
        var generator = SplitMix64(seed: seed)
        let backoff = Backoff(first: .milliseconds(10), limit: .milliseconds(100), attempts: 9)
        for (attempt, longest) in zip(1..., [10, 20, 40, 80, 100, 100]) {
            let delay = backoff.delay(after: attempt, using: &generator)
            #expect(delay <= .milliseconds(longest))
            #expect(delay >= .milliseconds(longest) / 2)
        }
        #expect(backoff.delay(after: .max, using: &generator) <= .milliseconds(100))
    }
}
