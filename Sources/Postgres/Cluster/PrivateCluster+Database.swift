extension PrivateCluster {
    /// Makes a database with an owner where there is none of that name; the cluster must be running.
    ///
    /// - Throws: `PostgresError`.
    public func makeDatabase(_ name: String, owner: String) async throws {
        try await administer { session in
            let known = try await session.first(Query<Bool>("SELECT true FROM pg_database WHERE datname = \(name)"))
            guard known == nil else { return }
            let quoted = [name, owner].map { "\"" + $0.replacing("\"", with: "\"\"") + "\"" }
            try await session.script("CREATE DATABASE \(quoted[0]) OWNER \(quoted[1]) TEMPLATE template0")
        }
    }

    /// Runs a script as the superuser in the first database.
    ///
    /// - Throws: `PostgresError`.
    public func administer(script: String) async throws {
        try await administer { try await $0.script(script) }
    }

    private func administer(_ body: @Sendable (Session) async throws -> Void) async throws {
        try await Database.whileOpen(conninfo(), actorSetting: "postgres.actor", connections: 1) { server in
            try await server.withSession(body)
        }
    }
}
