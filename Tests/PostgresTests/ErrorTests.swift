import CourseTesting
import Postgres
import Testing

struct ErrorTests {
    private static let tables = """
        CREATE TABLE municipality (id bigint CONSTRAINT municipality_key PRIMARY KEY);
        CREATE TABLE leader (
            mail text NOT NULL CONSTRAINT leader_mail_key UNIQUE CONSTRAINT leader_mail_check CHECK (mail <> 'bad-secret'),
            municipality bigint CONSTRAINT leader_municipality_fkey REFERENCES municipality
        );
        INSERT INTO leader VALUES ('secret@example.org');
        """

    private func fault(_ sql: SQL) async throws -> PostgresError {
        try await withDatabase { _, owner in
            try await owner.withSession { try await $0.script(Self.tables) }
            return try #require(
                await #expect(throws: PostgresError.self) {
                    try await owner.withSession { try await $0.execute(sql) }
                }
            )
        }
    }

    @Test(
        arguments: [
            ("INSERT INTO leader VALUES (\("secret@example.org"))", "23505", "leader_mail_key"),
            ("INSERT INTO leader VALUES (\("bad-secret"))", "23514", "leader_mail_check"),
            ("INSERT INTO leader VALUES (\("other-secret"), \(4711))", "23503", "leader_municipality_fkey"),
        ] as [(SQL, PostgresError.Code, String)]
    )
    func `a violated constraint is named and the value is not`(
        sql: SQL,
        code: PostgresError.Code,
        constraint: String
    ) async throws {
        let error = try await fault(sql)
        #expect(error.code == code)
        #expect(error.constraint == constraint)
        #expect(error.table == "leader")
        #expect(error.message?.contains(constraint) == true)
        #expect(!"\(error) \(String(reflecting: error))".contains("secret"))
        #expect(!"\(error)".contains("4711"))
    }

    @Test(
        arguments: [
            ("SELECT \("secret")::text::bigint", "22P02"),
            ("SELECT \("secret")::text::regclass", "42P01"),
            ("SELECT \("SECRET")::text::regclass", "42P01"),
            ("SELECT \(["secret"])::text[]::regclass[]", "42P01"),
            ("SELECT \("{secret")::text::jsonb", "22P02"),
            ("SELECT set_config('work_mem', \("secret"), true)", "22023"),
        ] as [(SQL, PostgresError.Code)]
    )
    func `a message that could hold a value is left out`(sql: SQL, code: PostgresError.Code) async throws {
        let error = try await fault(sql)
        #expect(error.code == code)
        #expect(error.message == nil)
        #expect(!"\(error)".lowercased().contains("secret"))
    }

    @Test func `a function's own message is left out and its constraint is kept`() async throws {
        let error = try await fault(
            "DO $$ BEGIN RAISE EXCEPTION 'secret' USING ERRCODE = 'check_violation', CONSTRAINT = 'seats_suffice'; END $$"
        )
        #expect(error.constraint == "seats_suffice")
        let plain = try await fault("DO $$ BEGIN RAISE EXCEPTION 'secret'; END $$")
        #expect(plain.code == "P0001")
        #expect(plain.message == nil)
    }

    @Test func `a message about the schema is kept`() async throws {
        let error = try await fault("SELECT nobody FROM leader WHERE mail = \("secret")")
        #expect(error.message == "column \"nobody\" does not exist")
        #expect(error.position == 8)
    }

    @Test func `an error names the caller's file and line`() async throws {
        try await withDatabase { database, _ in
            let line: UInt = #line + 2
            let error = await postgresError {
                try await database.withSession { try await $0.execute("SELECT 1 / \(0)") }
            }
            #expect(error?.file == "PostgresTests/ErrorTests.swift")
            #expect(error?.line == line)
            #expect(error?.description == "PostgreSQL 22012 (PostgresTests/ErrorTests.swift:\(line))")

            let decoding: UInt = #line + 2
            let mismatch = await postgresError {
                _ = try await database.withSession { try await $0.rows(Query<Int>("SELECT 'a'")) }
            }
            #expect(mismatch?.line == decoding)
        }
    }

    @Test func `one row is exactly one`() async throws {
        try await withDatabase { database, _ in
            for text in ["SELECT 1 WHERE false", "SELECT generate_series(1, 2)"] {
                let error = await #expect(throws: PostgresError.self) {
                    try await database.withSession { try await $0.one(Query<Int>("\(raw: text)")) }
                }
                #expect(error?.code == .cardinality)
            }
            let none = try await database.withSession { try await $0.first(Query<Int>("SELECT 1 WHERE false")) }
            #expect(none == nil)
        }
    }

    @Test func `a server that is not there is an error of its own`() async throws {
        let database = Database("host=/nowhere port=1 user=x", actorSetting: "tandem.actor")
        let error = await #expect(throws: PostgresError.self) { try await database.withSession { _ in } }
        #expect(error?.code == .cannotConnect)
        #expect(error?.message?.contains("/nowhere") == true)
        await database.close()
    }
}

/// The error that a body throws; `#expect(throws:)` would have `#line` mean its own.
func postgresError<Value>(_ body: () async throws -> Value) async -> PostgresError? {
    do {
        _ = try await body()
        return nil
    } catch {
        return error as? PostgresError
    }
}
