public import Postgres

/// A database for the length of a test.
public struct TestDatabase: Sendable {
    /// The database's name.
    public let name: String
    /// As the service's role.
    public let database: Database
    /// As the owner's role.
    public let owner: Database
    fileprivate let schema: TestSchema
}

/// Runs a test with a database of its own: as the service, and as the owner for what the service may not do.
///
/// - Parameters:
///   - schema: What the database holds.
///   - connections: How many connections each of both may make.
///   - body: The test.
/// - Returns: What the body returns.
/// - Throws: What the body throws; `PostgresError` and `ClusterError` where there is no database to be had.
public func withDatabase<Result: Sendable>(
    _ schema: TestSchema = .empty,
    connections: Int = 4,
    _ body: (_ database: Database, _ owner: Database) async throws -> Result
) async throws -> Result {
    let lease = try await TestDatabases.shared.lease(schema, connections: connections)
    do {
        let result = try await body(lease.database, lease.owner)
        await TestDatabases.shared.giveBack(lease)
        return result
    } catch {
        await TestDatabases.shared.giveBack(lease)
        throw error
    }
}

/// The test databases of this process: clones of one migrated template for each schema, emptied and lent again.
public actor TestDatabases {
    /// The databases of this process.
    public static let shared = TestDatabases()

    private struct Template {
        var name: String
        /// The names of all that the template holds: a database that holds anything else is not lent again.
        var relations: [String]
        /// Whether migrations have put rows into tables, which emptying would lose.
        var hasRows: Bool
    }

    private var environment: Task<(TestCluster, Watchdog), any Error>?
    private var templates: [TestSchema: Task<Template, any Error>] = [:]
    private var idle: [TestSchema: [String]] = [:]
    private var count = 0
    /// How many more may be lent at once, and who waits for one: all tests begin together, and connections are few.
    private var free = 6
    private var waiting: [CheckedContinuation<Void, Never>] = []

    /// The cluster that the databases are in.
    ///
    /// - Throws: `ClusterError`.
    public func cluster() async throws -> PrivateCluster {
        try await testCluster().cluster
    }

    /// Ends a connection as an administrator would, and returns when it has ended.
    public func terminate(_ process: Int32) async throws {
        try await asSuperuser(try await testCluster()) { session in
            _ = try await session.one(Query<Bool>("SELECT pg_terminate_backend(\(process), 5000)"))
        }
    }

    /// Lends a database.
    ///
    /// Waits while many are lent. A test that holds one must not ask for another.
    public func lease(_ schema: TestSchema, connections: Int = 4) async throws -> TestDatabase {
        await takePlace()
        do {
            return try await database(schema, connections: connections)
        } catch {
            leavePlace()
            throw error
        }
    }

    private func takePlace() async {
        if free > 0 {
            free -= 1
        } else {
            await withCheckedContinuation { waiting.append($0) }
        }
    }

    /// The place goes to who has waited longest.
    private func leavePlace() {
        if waiting.isEmpty {
            free += 1
        } else {
            waiting.removeFirst().resume()
        }
    }

    private func database(_ schema: TestSchema, connections: Int) async throws -> TestDatabase {
        let environment = try await testCluster()
        let template = try await template(for: schema)
        let name: String
        if let last = idle[schema]?.popLast() {
            name = last
        } else {
            name = newName(environment)
            try await asSuperuser(environment) { session in
                try await session.execute(
                    "CREATE DATABASE \(raw: name) TEMPLATE \(raw: template.name) OWNER \(raw: TestSchema.owner)"
                )
            }
        }
        func connect(_ role: String) -> Database {
            Database(
                environment.cluster.conninfo(user: role, database: name),
                actorSetting: "tandem.actor",
                connections: connections
            )
        }
        return TestDatabase(
            name: name,
            database: connect(TestSchema.service),
            owner: connect(TestSchema.owner),
            schema: schema
        )
    }

    /// Takes a database back: empties it, or drops it where a test has changed more than rows.
    public func giveBack(_ lease: TestDatabase) async {
        defer { leavePlace() }
        await lease.database.close()
        let isClean = await (try? empty(lease)) ?? false
        await lease.owner.close()
        if isClean {
            idle[lease.schema, default: []].append(lease.name)
        } else if let environment = try? await testCluster() {
            try? await asSuperuser(environment) { session in
                try await session.execute("DROP DATABASE IF EXISTS \(raw: lease.name) WITH (FORCE)")
            }
        }
    }

    // MARK: Templates

    private func testCluster() async throws -> TestCluster {
        // Shared by all tests that wait for it, so it cannot be a child of any.
        let task = environment ?? Task { try await TestCluster.open() }
        environment = task
        return try await task.value.0
    }

    private func template(for schema: TestSchema) async throws -> Template {
        if let task = templates[schema] { return try await task.value }
        // As above.
        let task = Task { try await makeTemplate(schema) }
        templates[schema] = task
        return try await task.value
    }

    private func makeTemplate(_ schema: TestSchema) async throws -> Template {
        let environment = try await testCluster()
        let name = newName(environment)
        try await asSuperuser(environment) { session in
            // Roles are the cluster's: processes that make them at once would trip over each other.
            _ = try await session.rows(Statement("SELECT pg_advisory_lock(20151101)"))
            try await session.script(schema.roles)
            _ = try await session.rows(Statement("SELECT pg_advisory_unlock(20151101)"))
            try await session.execute("CREATE DATABASE \(raw: name) OWNER \(raw: TestSchema.owner)")
        }
        let owner = Database(
            environment.cluster.conninfo(user: TestSchema.owner, database: name),
            actorSetting: "tandem.actor",
            connections: 1
        )
        if !schema.migrations.isEmpty {
            try await Migrator(schema.migrations, readableBy: TestSchema.service).migrate(owner)
        }
        let template = try await owner.withSession { session in
            let tables = try await session.rows(Self.tables)
            var hasRows = false
            for table in tables where !hasRows {
                hasRows = try await session.one(Query<Bool>("SELECT EXISTS (SELECT FROM \(raw: table))"))
            }
            return Template(name: name, relations: try await session.rows(Self.relations), hasRows: hasRows)
        }
        await owner.close()
        return template
    }

    /// Empties the tables; false where that does not bring the template's state back.
    private func empty(_ lease: TestDatabase) async throws -> Bool {
        let template = try await template(for: lease.schema)
        guard !template.hasRows else { return false }
        return try await lease.owner.withSession { session in
            guard try await session.rows(Self.relations) == template.relations else { return false }
            let tables = try await session.rows(Self.tables)
            if !tables.isEmpty {
                try await session.script("TRUNCATE \(tables.joined(separator: ", ")) RESTART IDENTITY CASCADE")
            }
            return true
        }
    }

    private func newName(_ environment: TestCluster) -> String {
        count += 1
        return environment.prefix + String(count)
    }

    private func asSuperuser(
        _ environment: TestCluster,
        _ body: @Sendable (Session) async throws -> Void
    ) async throws {
        let database = Database(environment.cluster.conninfo(), actorSetting: "tandem.actor", connections: 1)
        let result: Result<Void, any Error>
        do {
            result = .success(try await database.withSession(body))
        } catch {
            result = .failure(error)
        }
        await database.close()
        try result.get()
    }

    private static let tables = Query<String>(
        """
        SELECT oid::regclass::text FROM pg_class
        WHERE relkind IN ('r', 'p') AND relnamespace::regnamespace::text NOT IN ('pg_catalog', 'information_schema')
            AND relnamespace::regnamespace::text !~ '^pg_(toast|temp)' AND relname <> 'schema_migration'
        """
    )

    private static let relations = Query<String>(
        """
        SELECT kind || ' ' || name || ' ' || coalesce(version, '') FROM (
            SELECT 'relation' AS kind, oid::regclass::text AS name, relkind::text || relnatts || coalesce(relacl::text, '') AS version
                FROM pg_class WHERE relnamespace::regnamespace::text !~ '^(pg_|information_schema)'
            UNION ALL
            SELECT 'function', oid::regprocedure::text, md5(prosrc || coalesce(pg_get_function_sqlbody(oid), '')) || coalesce(proacl::text, '')
                FROM pg_proc WHERE pronamespace::regnamespace::text !~ '^(pg_|information_schema)'
            UNION ALL
            SELECT 'type', oid::regtype::text, typtype::text
                FROM pg_type WHERE typnamespace::regnamespace::text !~ '^(pg_|information_schema)'
            UNION ALL
            SELECT 'policy', polname::text, polrelid::regclass::text FROM pg_policy
            UNION ALL
            SELECT 'constraint', conname::text, pg_get_constraintdef(oid)
                FROM pg_constraint WHERE connamespace::regnamespace::text !~ '^(pg_|information_schema)'
        ) AS catalogue ORDER BY 1
        """
    )
}
