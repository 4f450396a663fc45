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
            let query = Query<(name: String, version: String, isSuperuser: Bool, bypasses: Bool, owns: Bool)>(
                """
                SELECT r.rolname::text, current_setting('server_version'), r.rolsuper, r.rolbypassrls,
                       EXISTS (SELECT FROM pg_class c WHERE c.relowner = r.oid AND c.relnamespace = 'public'::regnamespace)
                FROM pg_roles r WHERE r.rolname = current_user
                """
            ) { row in (try row.next(), try row.next(), try row.next(), try row.next(), try row.next()) }
            let role = try await session.one(query)
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
