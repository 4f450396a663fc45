import Postgres

extension Store {
    /// Tells this database from every other, as a name that a folder can have.
    ///
    /// The accept journals of a machine are kept by it: a mailman of one database must not settle another's.
    public func databaseIdentity() async throws -> String {
        try await database.withSession { session in
            try await session.one(
                Query(
                    """
                    SELECT c.system_identifier::text || '-' || d.oid::text
                    FROM pg_control_system() c, pg_database d WHERE d.datname = current_database()
                    """
                )
            )
        }
    }
}
