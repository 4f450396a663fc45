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
    /// Who the service is to the database, and whether row-level security binds it: by what the role is, and by trying.
    public func roleStanding() async throws -> RoleStanding {
        let nobody = ""
        return try await database.transaction(as: nobody, isolation: .repeatableRead, repeatable: .always) {
            transaction in
            let role = try await transaction.one(DatabaseQueries.role)
            var faults = role.faults
            for table in try await transaction.rows(DatabaseQueries.tables) {
                if !table.isGuarded {
                    faults.append("no policy stands before the rows of \(table.name)")
                } else if table.isReadable, try await transaction.one(DatabaseQueries.seesRows(of: table.name)) {
                    faults.append("rows of \(table.name) are seen though nobody acts")
                }
            }
            return RoleStanding(name: role.name, serverVersion: role.version, faults: faults)
        }
    }
}

extension DatabaseQueries.Role {
    /// What it is that it should not be.
    fileprivate var faults: [String] {
        var faults: [String] = []
        if isSuperuser { faults.append("the role \(name) is a superuser: row-level security does not bind it") }
        if bypasses { faults.append("the role \(name) bypasses row-level security") }
        if owns { faults.append("the role \(name) owns tables: their policies do not bind it") }
        if !isSuperuser, isOfOwner {
            faults.append("the role \(name) is a member of the tables' owner, and may become it")
        }
        if !isSuperuser, isOfMighty {
            faults.append("the role \(name) may become one that row-level security does not bind")
        }
        return faults
    }
}
