import Postgres

/// The role that the service is connected as, and what is wrong with it.
public struct RoleStanding: Sendable {
    /// Its name.
    public let name: String
    /// The server's version.
    public let serverVersion: String
    /// What keeps row-level security from binding it, a sentence each.
    public let faults: [String]
}

extension Store {
    /// Who the service is to the database, and whether row-level security binds it.
    public func roleStanding() async throws -> RoleStanding {
        try await database.withSession { session in
            let role = try await session.one(DatabaseQueries.role)
            var faults: [String] = []
            if role.isSuperuser {
                faults.append("the role \(role.name) is a superuser: row-level security does not bind it")
            }
            if role.bypasses { faults.append("the role \(role.name) bypasses row-level security") }
            if role.owns { faults.append("the role \(role.name) owns tables: their policies do not bind it") }
            return RoleStanding(name: role.name, serverVersion: role.version, faults: faults)
        }
    }
}
