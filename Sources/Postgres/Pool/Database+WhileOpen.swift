extension Database {
    /// Opens a database for as long as a body runs, and closes it whatever comes of that.
    ///
    /// - Throws: What the body throws.
    public static func whileOpen<Result: Sendable>(
        _ conninfo: String,
        actorSetting: String,
        connections: Int = 8,
        _ body: @Sendable (Database) async throws -> Result
    ) async throws -> Result {
        let database = Database(conninfo, actorSetting: actorSetting, connections: connections)
        let outcome: Swift.Result<Result, any Error>
        do {
            outcome = .success(try await body(database))
        } catch {
            outcome = .failure(error)
        }
        await database.close()
        return try outcome.get()
    }
}
