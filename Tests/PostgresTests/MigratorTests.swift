import CourseTesting
import Postgres
import Testing

struct MigratorTests {
    private static let people = Migration(
        name: "0001_people.sql",
        text: "CREATE TABLE leader (name text);\nGRANT SELECT ON leader TO tandem_service;\n"
    )
    private static let films = Migration(name: "0002_films.sql", text: "CREATE TABLE film (name text);")
    private static let late = Migration(name: "0003_late.sql", text: "CREATE TABLE late (name text);")

    private func migrator(_ migrations: Migration...) throws -> Migrator {
        try Migrator(migrations, readableBy: TestSchema.service)
    }

    private func exists(_ table: String, _ database: Database) async throws -> Bool {
        try await database.withSession { try await $0.one(Query("SELECT to_regclass(\(table)) IS NOT NULL")) }
    }

    @Test func `a migrator applies what is pending, once, and the service can ask`() async throws {
        try await withDatabase { database, owner in
            let first = try migrator(Self.people)
            #expect(try await first.pending(database) == ["0001_people.sql"])
            #expect(try await first.migrate(owner) == ["0001_people.sql"])
            let both = try migrator(Self.people, Self.films)
            #expect(try await both.pending(database) == ["0002_films.sql"])
            #expect(try await both.migrate(owner) == ["0002_films.sql"])
            #expect(try await both.migrate(owner) == [])
            #expect(try await both.pending(database) == [])
            let film = try await exists("film", owner)
            #expect(film)
        }
    }

    @Test func `asking what is pending changes nothing`() async throws {
        try await withDatabase { database, _ in
            #expect(try await migrator(Self.people).pending(database) == ["0001_people.sql"])
            let table = try await exists("schema_migration", database)
            #expect(!table)
        }
    }

    @Test func `a changed, an unknown and a belated file are named`() async throws {
        try await withDatabase { database, owner in
            try await migrator(Self.people, Self.late).migrate(owner)
            let changed = Migration(name: Self.people.name, text: Self.people.text + " ")
            func refusal(_ migrations: Migration...) async -> MigrationError? {
                let error = await #expect(throws: MigrationError.self) {
                    try await Migrator(migrations).migrate(owner)
                }
                let same = await #expect(throws: MigrationError.self) {
                    try await Migrator(migrations).pending(database)
                }
                #expect(error == same)
                return error
            }
            #expect(await refusal(changed, Self.late) == .changed("0001_people.sql"))
            #expect(await refusal(Self.people) == .unknown("0003_late.sql"))
            #expect(
                await refusal(Self.people, Self.films, Self.late)
                    == .outOfOrder("0002_films.sql", before: "0003_late.sql")
            )
        }
    }

    @Test func `a file that fails leaves nothing, names its line and keeps those before it`() async throws {
        let broken = Migration(name: "0002_broken.sql", text: "CREATE TABLE half (id bigint);\n\nSELECT nobody;\n")
        try await withDatabase { database, owner in
            let error = await #expect(throws: MigrationError.self) {
                try await migrator(Self.people, broken).migrate(owner)
            }
            guard case .failed("0002_broken.sql", line: 3, let cause) = error else {
                Issue.record("not the failure of line 3")
                return
            }
            #expect(cause.code == "42703")
            let half = try await exists("half", owner)
            #expect(!half)
            #expect(try await migrator(Self.people, broken).pending(database) == ["0002_broken.sql"])
        }
    }

    @Test func `a file that ends its own transaction is refused`() async throws {
        let sneaky = Migration(name: "0001_sneaky.sql", text: "COMMIT; SELECT 1;")
        try await withDatabase { _, owner in
            _ = await #expect(throws: MigrationError.self) { try await migrator(sneaky).migrate(owner) }
        }
    }

    @Test func `migrators that run at once apply each file once`() async throws {
        try await withDatabase { _, owner in
            let all = try migrator(Self.people, Self.films, Self.late)
            let applied = try await withThrowingTaskGroup(of: [String].self) { group in
                for _ in 0..<4 { group.addTask { try await all.migrate(owner) } }
                return try await group.reduce(into: []) { $0 += [$1] }
            }
            #expect(applied.filter { $0.count == 3 }.count == 1)
            #expect(applied.filter(\.isEmpty).count == 3)
        }
    }

    @Test func `the lock is free afterwards, also after a failure`() async throws {
        try await withDatabase(connections: 1) { _, owner in
            let broken = Migration(name: "0001_broken.sql", text: "nonsense")
            await #expect(throws: MigrationError.self) { try await migrator(broken).migrate(owner) }
            let locks = try await owner.withSession {
                try await $0.one(
                    Query<Int>(
                        "SELECT count(*) FROM pg_locks JOIN pg_database AS d ON d.oid = database AND datname = current_database() WHERE locktype = 'advisory'"
                    )
                )
            }
            #expect(locks == 0)
        }
    }

    @Test(arguments: [
        ["1_people.sql"], ["0001.sql"], ["people.sql"], ["0001_a.txt"], ["0001_.sql"], ["0002_a.sql", "0001_b.sql"],
        ["0001_a.sql", "0001_b.sql"],
    ])
    func `a name that gives no order is refused`(names: [String]) throws {
        #expect(throws: MigrationError.misnamed(try #require(names.last))) {
            try Migrator(names.map { Migration(name: $0, text: "") })
        }
    }

    @Test func `the checksum is the SHA-256 of the text`() {
        #expect(
            Migration(name: "0001_a.sql", text: "abc").checksum
                == "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad"
        )
    }
}
