import CourseTesting
import Postgres
import Synchronization
import Testing

struct TransactionTests {
    private struct Refusal: Error {}

    private func withTable<Result: Sendable>(
        connections: Int = 4,
        _ body: (Database) async throws -> Result
    ) async throws -> Result {
        try await withDatabase(connections: connections) { _, owner in
            try await owner.withSession { session in
                try await session.script(
                    """
                    CREATE TABLE seat (id bigint CONSTRAINT seat_key PRIMARY KEY, taken bigint NOT NULL DEFAULT 0);
                    INSERT INTO seat VALUES (1), (2);
                    """
                )
            }
            return try await body(owner)
        }
    }

    private func expect(
        _ taken: [Int],
        takenIn database: Database,
        at place: SourceLocation = #_sourceLocation
    ) async throws {
        let query = Query<Int>("SELECT taken FROM seat ORDER BY id")
        let found = try await database.withSession { try await $0.rows(query) }
        #expect(found == taken, sourceLocation: place)
    }

    @Test func `a transaction says who acts, and only for itself`() async throws {
        try await withDatabase(connections: 1) { database, _ in
            let actor = Query<String?>("SELECT nullif(current_setting('tandem.actor', true), '')")
            let odd = "x'; DROP \\ \"æ\""
            let inside = try await database.transaction(as: odd) { try await $0.one(actor) }
            let outside = try await database.withSession { try await $0.one(actor) }
            #expect(inside == odd)
            #expect(outside == nil)
        }
    }

    @Test(arguments: [Isolation.readCommitted, .repeatableRead, .serializable])
    func `a transaction has the isolation asked for`(isolation: Isolation) async throws {
        try await withDatabase { database, _ in
            let found = try await database.transaction(as: "a", isolation: isolation) {
                try await $0.one(Query<String>("SELECT upper(current_setting('transaction_isolation'))"))
            }
            #expect(found == isolation.rawValue)
        }
    }

    @Test func `a transaction commits, and rolls back on a throw`() async throws {
        try await withTable { database in
            try await database.transaction(as: "a") { try await $0.execute("UPDATE seat SET taken = 1") }
            try await expect([1, 1], takenIn: database)
            await #expect(throws: Refusal.self) {
                try await database.transaction(as: "a") { session in
                    #expect(try await session.execute("UPDATE seat SET taken = 2") == 2)
                    throw Refusal()
                }
            }
            try await expect([1, 1], takenIn: database)
        }
    }

    @Test func `a script in a transaction belongs to it and may not end it`() async throws {
        try await withTable { database in
            await #expect(throws: Refusal.self) {
                try await database.transaction(as: "a") { session in
                    try await session.script("UPDATE seat SET taken = 3; DELETE FROM seat WHERE id = 2")
                    throw Refusal()
                }
            }
            try await expect([0, 0], takenIn: database)
            let error = await #expect(throws: PostgresError.self) {
                try await database.transaction(as: "a") { session in
                    try await session.execute("UPDATE seat SET taken = 4")
                    try await session.script("ROLLBACK; SELECT 1")
                }
            }
            #expect(error?.code == .noActiveTransaction)
        }
    }

    @Test func `a failure that the body swallows still fails the transaction`() async throws {
        try await withTable { database in
            let error = await #expect(throws: PostgresError.self) {
                try await database.transaction(as: "a") { session in
                    try await session.execute("UPDATE seat SET taken = 5")
                    _ = try? await session.execute("INSERT INTO seat VALUES (1)")
                }
            }
            #expect(error?.constraint == "seat_key")
            try await expect([0, 0], takenIn: database)
        }
    }

    @Test func `a constraint that waits for the commit fails it, at the caller's line`() async throws {
        try await withTable { database in
            try await database.withSession {
                try await $0.script(
                    "ALTER TABLE seat ADD CONSTRAINT seat_taken_key UNIQUE (id, taken) DEFERRABLE INITIALLY DEFERRED"
                )
                try await $0.script("ALTER TABLE seat DROP CONSTRAINT seat_key")
            }
            let line: UInt = #line + 2
            let error = await postgresError {
                try await database.transaction(as: "a") { try await $0.execute("INSERT INTO seat VALUES (1)") }
            }
            #expect(error?.constraint == "seat_taken_key")
            #expect(error?.line == line)
        }
    }

    @Test(arguments: [Repeatability.afterConflict, .always])
    func `a repeatable transaction runs again after a real serialisation failure`(
        repeatable: Repeatability
    ) async throws {
        try await withTable { database in
            let runs = Mutex(0)
            let sum = Query<Int>("SELECT sum(taken)::bigint FROM seat")
            try await database.transaction(as: "a", isolation: .serializable, repeatable: repeatable) { session in
                let run = runs.withLock {
                    $0 += 1; return $0
                }
                let before = try await session.one(sum)
                if run == 1 {
                    // Reads and writes what this transaction has read, and commits first.
                    try await database.transaction(as: "b", isolation: .serializable) { other in
                        let seen = try await other.one(sum)
                        try await other.execute("UPDATE seat SET taken = \(seen + 10) WHERE id = 2")
                    }
                }
                try await session.execute("UPDATE seat SET taken = \(before + 1) WHERE id = 1")
            }
            #expect(runs.withLock { $0 } == 2)
            try await expect([11, 10], takenIn: database)
        }
    }

    @Test func `one that is not repeatable tells of the serialisation failure`() async throws {
        try await withTable { database in
            let error = await #expect(throws: PostgresError.self) {
                try await database.transaction(as: "a", isolation: .repeatableRead) { session in
                    _ = try await session.rows(Query<Int>("SELECT taken FROM seat"))
                    try await database.transaction(as: "b") { try await $0.execute("UPDATE seat SET taken = 7") }
                    try await session.execute("UPDATE seat SET taken = 8")
                }
            }
            #expect(error?.code == .serializationFailure)
            try await expect([7, 7], takenIn: database)
        }
    }

    @Test(arguments: [Repeatability.never, .afterConflict, .always])
    func `a terminated connection repeats what is always repeatable`(repeatable: Repeatability) async throws {
        let isRepeatable = repeatable == .always
        try await withTable { database in
            let runs = Mutex(0)
            let error: PostgresError?
            do {
                try await database.transaction(as: "a", repeatable: repeatable) { session in
                    try await session.execute("UPDATE seat SET taken = taken + 1")
                    let process = try await session.one(Query<Int32>("SELECT pg_backend_pid()"))
                    if runs.withLock({
                        $0 += 1; return $0
                    }) == 1 {
                        _ = try await database.withSession {
                            try await $0.one(Query<Bool>("SELECT pg_terminate_backend(\(process), 5000)"))
                        }
                    }
                    do {
                        try await session.execute("UPDATE seat SET taken = taken + 1")
                    } catch {
                        // What a verb throws instead must not hide the cause.
                        throw isRepeatable ? Refusal() : error
                    }
                }
                error = nil
            } catch let failure as PostgresError {
                error = failure
            }
            #expect(error?.isTransient == (isRepeatable ? nil : true))
            #expect(runs.withLock { $0 } == (isRepeatable ? 2 : 1))
            try await expect((isRepeatable ? [2, 2] : [0, 0]), takenIn: database)
        }
    }

    @Test func `attempts are bounded`() async throws {
        try await withDatabase { database, _ in
            let runs = Mutex(0)
            let few = Database(
                database.conninfo,
                actorSetting: "tandem.actor",
                repeats: Backoff(first: .milliseconds(1), limit: .milliseconds(2), attempts: 3)
            )
            await #expect(throws: PostgresError.self) {
                try await few.transaction(as: "a", repeatable: .always) { session in
                    runs.withLock { $0 += 1 }
                    try await session.execute("DO $$ BEGIN RAISE SQLSTATE '40001'; END $$")
                }
            }
            #expect(runs.withLock { $0 } == 3)
            await few.close()
        }
    }

    @Test func `a session that outlives its transaction is refused`() async throws {
        try await withDatabase { database, _ in
            let session = try await database.transaction(as: "a") { $0 }
            let error = await #expect(throws: PostgresError.self) { try await session.execute("SELECT 1") }
            #expect(error?.code == .noConnection)
        }
    }

    @Test func `a transaction left open in a session is rolled back`() async throws {
        try await withTable(connections: 1) { database in
            try await database.withSession { try await $0.script("BEGIN; UPDATE seat SET taken = 9") }
            try await expect([0, 0], takenIn: database)
        }
    }
}
