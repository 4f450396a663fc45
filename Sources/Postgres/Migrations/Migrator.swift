/// Brings a database's schema forward, one transaction a file.
///
/// What has been applied stands in the table `schema_migration` of the migrating role's own schema, and must always be the beginning of
/// the list of files that is known.
public struct Migrator: Sendable {
    private let migrations: [Migration]
    private let reader: String?

    /// Makes a migrator.
    ///
    /// - Parameters:
    ///   - migrations: The files, in order.
    ///   - reader: The role that may read what has been applied: the service's, so that it can call `pending`.
    /// - Throws: `MigrationError.misnamed`.
    public init(_ migrations: [Migration], readableBy reader: String? = nil) throws(MigrationError) {
        var last = -1
        for migration in migrations {
            guard let number = migration.number, number > last else { throw .misnamed(migration.name) }
            last = number
        }
        self.migrations = migrations
        self.reader = reader
    }

    /// Applies what is pending, and returns the names of what it has applied.
    ///
    /// A lock around the run makes a second migrator wait, and then find nothing left to do.
    ///
    /// - Throws: `MigrationError`; `PostgresError`.
    @discardableResult
    public func migrate(_ database: Database) async throws -> [String] {
        try await database.withSession { session in
            _ = try await session.rows(Statement("SELECT pg_advisory_lock(\(Self.lock))"))
            let result: Result<[String], any Error>
            do {
                result = .success(try await migrate(session))
            } catch {
                result = .failure(error)
            }
            // Where this fails the connection is broken, and the lock gone with it.
            _ = try? await session.rows(Statement("SELECT pg_advisory_unlock(\(Self.lock))"))
            return try result.get()
        }
    }

    /// The names of the files that have not been applied; it only reads.
    ///
    /// - Throws: `MigrationError` where what has been applied is not the beginning of what is known; `PostgresError`.
    public func pending(_ database: Database) async throws -> [String] {
        try await database.withSession { try await pending($0).map(\.name) }
    }

    private static let lock: Int64 = 0x5C4E_4D41_4D49_4752

    private func migrate(_ session: Session) async throws -> [String] {
        try await prepareTable(session)
        let pending = try await pending(session)
        for migration in pending { try await apply(migration, session) }
        return pending.map(\.name)
    }

    private func prepareTable(_ session: Session) async throws {
        try await session.transaction(opening: [Statement("BEGIN")], at: Caller(file: #fileID, line: #line)) {
            session in
            guard try await session.one(Self.table) == nil else { return }
            try await session.execute(
                """
                CREATE TABLE schema_migration (
                    name text CONSTRAINT schema_migration_key PRIMARY KEY,
                    checksum text NOT NULL,
                    applied_at timestamptz NOT NULL DEFAULT now()
                )
                """
            )
        }
        guard let reader else { return }
        try await session.transaction(opening: [Statement("BEGIN")], at: Caller(file: #fileID, line: #line)) {
            session in
            let grant = Query<String>("SELECT format('GRANT SELECT ON schema_migration TO %I', \(reader))")
            try await session.script(try await session.one(grant))
        }
    }

    private func pending(_ session: Session) async throws -> [Migration] {
        guard try await session.one(Self.table) != nil else { return migrations }
        let applied = try await session.rows(
            Query("SELECT name, checksum FROM schema_migration ORDER BY name COLLATE \"C\"") { row in
                (name: try row.next(String.self), checksum: try row.next(String.self))
            }
        )
        let known = Set(migrations.map(\.name))
        if let stranger = applied.first(where: { !known.contains($0.name) }) {
            throw MigrationError.unknown(stranger.name)
        }
        for (migration, row) in zip(migrations, applied) {
            guard migration.name == row.name else { throw MigrationError.outOfOrder(migration.name, before: row.name) }
            guard migration.checksum == row.checksum else { throw MigrationError.changed(migration.name) }
        }
        return Array(migrations.dropFirst(applied.count))
    }

    private func apply(_ migration: Migration, _ session: Session) async throws {
        do {
            try await session.transaction(opening: [Statement("BEGIN")], at: Caller(file: #fileID, line: #line)) {
                session in
                try await session.script(migration.text)
                try await session.execute(
                    "INSERT INTO schema_migration (name, checksum) VALUES (\(migration.name), \(migration.checksum))"
                )
            }
        } catch let error as PostgresError {
            throw MigrationError.failed(migration.name, line: error.position.map(migration.line), error)
        }
    }

    private static let table = Query<String?>("SELECT to_regclass('schema_migration')::text")
}
