import Synchronization

/// Letters made before, by what they tell; at most twice `capacity` of them, those used longest ago forgotten first.
final class LetterMemory: Sendable {
    private struct Generations {
        var young: [LetterFacts: ComposedLetter] = [:]
        var old: [LetterFacts: ComposedLetter] = [:]
    }

    private let capacity: Int
    private let generations = Mutex(Generations())

    init(capacity: Int) {
        self.capacity = capacity
    }

    /// The letter for `facts`, made by `compose` when it is not remembered.
    ///
    /// Two callers at once may both make it: they make the same.
    func letter(for facts: LetterFacts, compose: () -> ComposedLetter) -> ComposedLetter {
        if let known = generations.withLock({ recall(facts, in: &$0) }) { return known }
        let letter = compose()
        generations.withLock { keep(letter, for: facts, in: &$0) }
        return letter
    }

    private func recall(_ facts: LetterFacts, in generations: inout Generations) -> ComposedLetter? {
        if let letter = generations.young[facts] { return letter }
        guard let letter = generations.old[facts] else { return nil }
        keep(letter, for: facts, in: &generations)
        return letter
    }

    private func keep(_ letter: ComposedLetter, for facts: LetterFacts, in generations: inout Generations) {
        if generations.young.count >= capacity {
            generations.old = generations.young
            generations.young = [:]
        }
        generations.young[facts] = letter
    }
}
