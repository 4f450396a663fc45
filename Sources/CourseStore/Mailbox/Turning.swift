import Postgres

extension Store {
    /// Has new letters go into another slot where the present one is full of dead rows, and empties one that is drained.
    ///
    /// Any mailman may do so at any moment, and several at once. Not in one transaction: while a slot is emptied nothing else
    /// may be held that somebody could wait for.
    func turnLetters() async throws {
        _ = try await post { try await $0.execute(TurningQueries.carryOver) }
        _ = try await post { try await $0.rows(TurningQueries.turn) }
    }
}
