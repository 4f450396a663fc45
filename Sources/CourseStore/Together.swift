/// Asks for many at once: keys that come while a statement is under way go together with the next one.
///
/// Every answer is of a statement that began after its key came. Whoever finds the way free asks for all that wait, and hands the
/// way on to one of those who have come since.
actor Together<Key: Hashable & Sendable, Answer: Sendable> {
    private enum Turn {
        /// It has been asked for.
        case answered(Answer?)
        /// To ask now, for all that wait.
        case mine
    }

    private struct Waiting {
        let key: Key
        let turn: CheckedContinuation<Turn, any Error>
    }

    private let most: Int
    private let ask: @Sendable ([Key]) async throws -> [Key: Answer]
    private var isTaken = false
    private var waiting: [Waiting] = []

    /// How many keys wait for the next statement.
    var count: Int { waiting.count }

    /// - Parameters:
    ///   - most: How many keys at most go with one.
    ///   - ask: Gives what there is for each of some keys.
    init(most: Int = 256, ask: @escaping @Sendable ([Key]) async throws -> [Key: Answer]) {
        (self.most, self.ask) = (most, ask)
    }

    /// What there is for a key; `nil` where there is nothing.
    ///
    /// - Throws: what asking throws.
    func answer(to key: Key) async throws -> Answer? {
        if isTaken {
            let turn = try await withCheckedThrowingContinuation { waiting.append(Waiting(key: key, turn: $0)) }
            if case .answered(let answer) = turn { return answer }
        } else {
            isTaken = true
        }
        return try await askForAll(with: key)
    }

    /// Asks for a key and all that wait; the way is this caller's.
    private func askForAll(with key: Key) async throws -> Answer? {
        let company = Array(waiting.prefix(most - 1))
        waiting.removeFirst(company.count)
        do {
            let answers = try await ask(Array(Set(company.map(\.key) + [key])))
            for other in company { other.turn.resume(returning: .answered(answers[other.key])) }
            handOn()
            return answers[key]
        } catch {
            if Task.isCancelled {
                // Nobody else has gone away: they are asked for again.
                waiting = company + waiting
            } else {
                for other in company { other.turn.resume(throwing: error) }
            }
            handOn()
            throw error
        }
    }

    private func handOn() {
        if waiting.isEmpty {
            isTaken = false
        } else {
            // The way stays taken: the next one has it now, and asks for itself among all that wait.
            waiting.removeFirst().turn.resume(returning: .mine)
        }
    }
}
