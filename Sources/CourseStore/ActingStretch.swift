import Postgres

extension Transaction {
    /// Runs a stretch of a verb in another part, for what its doer may set off but not see: the plan, other people's letters.
    ///
    /// Afterwards the one acts who did before, also when the body throws and the transaction goes on; one that has failed goes
    /// on for nobody.
    @discardableResult
    func acting<Result>(as role: Acting.Role, _ body: () async throws -> Result) async throws -> Result {
        let before = try await one(ActingQueries.act(as: role.setting))
        guard before != role.setting else { return try await body() }
        let result: Result
        do {
            result = try await body()
        } catch {
            // Refused where the transaction has failed, which ends the setting with it.
            _ = try? await one(ActingQueries.act(as: before))
            throw error
        }
        _ = try await one(ActingQueries.act(as: before))
        return result
    }
}
