import Postgres

extension Store {
    /// Tells this database from every other, as a name that a folder can have.
    ///
    /// The accept journals of a machine are kept by it: a mailman of one database must not settle another's.
    public func databaseIdentity() async throws -> String {
        try await database.withSession { session in try await session.one(DatabaseQueries.identity) }
    }
}
