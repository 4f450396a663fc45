import Synchronization
import Testing

@testable import CourseStore

@Suite struct TogetherTests {
    /// Asks that wait until they are let go on, each with the keys that it was for.
    private actor Gate {
        private(set) var asks: [[Int]] = []
        private var waiting: [CheckedContinuation<Void, any Error>] = []
        private var watching: [(count: Int, CheckedContinuation<Void, Never>)] = []

        func ask(_ keys: [Int]) async throws -> [Int: String] {
            asks.append(keys.sorted())
            let reached = watching.filter { $0.count <= asks.count }
            watching.removeAll { $0.count <= asks.count }
            for (_, watcher) in reached { watcher.resume() }
            try await withCheckedThrowingContinuation { waiting.append($0) }
            return Dictionary(uniqueKeysWithValues: keys.filter { $0 > 0 }.map { ($0, "answer \($0)") })
        }

        /// Returns when so many asks have begun.
        func begun(_ count: Int) async {
            if asks.count < count { await withCheckedContinuation { watching.append((count, $0)) } }
        }

        func letGo(failing error: (any Error)? = nil) {
            let next = waiting.removeFirst()
            if let error { next.resume(throwing: error) } else { next.resume() }
        }
    }

    private struct Broken: Error {}

    /// Waits until so many keys wait for their turn.
    private func waiting(_ count: Int, in together: Together<Int, String>) async {
        while await together.count != count { await Task.yield() }
    }

    @Test func `keys that come while a statement is under way go together with the next one`() async throws {
        let gate = Gate()
        let together = Together<Int, String> { try await gate.ask($0) }
        async let first = together.answer(to: 1)
        await gate.begun(1)
        async let second = together.answer(to: 2)
        async let third = together.answer(to: 3)
        async let again = together.answer(to: 2)
        async let nothing = together.answer(to: -1)
        await waiting(4, in: together)
        await gate.letGo()
        #expect(try await first == "answer 1")
        await gate.begun(2)
        await gate.letGo()
        #expect(try await [second, third, again] == ["answer 2", "answer 3", "answer 2"])
        #expect(try await nothing == nil)
        #expect(await gate.asks == [[1], [-1, 2, 3]])
    }

    @Test func `no answer is of a statement that had begun before its key came`() async throws {
        let gate = Gate()
        let together = Together<Int, String> { try await gate.ask($0) }
        async let first = together.answer(to: 1)
        await gate.begun(1)
        async let same = together.answer(to: 1)
        await waiting(1, in: together)
        await gate.letGo()
        _ = try await first
        await gate.begun(2)
        await gate.letGo()
        #expect(try await same == "answer 1")
        #expect(await gate.asks == [[1], [1]])
    }

    @Test func `a failure is all of theirs who asked together, and nobody else's`() async throws {
        let gate = Gate()
        let together = Together<Int, String> { try await gate.ask($0) }
        /// What came of asking, as words.
        @Sendable func asking(_ key: Int) async -> String {
            do {
                return try await together.answer(to: key) ?? "nothing"
            } catch {
                return "\(type(of: error))"
            }
        }
        async let first = asking(1)
        await gate.begun(1)
        async let second = asking(2)
        async let third = asking(3)
        await waiting(2, in: together)
        await gate.letGo(failing: Broken())
        #expect(await first == "Broken")
        await gate.begun(2)
        await gate.letGo(failing: Broken())
        #expect(await [second, third] == ["Broken", "Broken"])
        async let later = asking(4)
        await gate.begun(3)
        await gate.letGo()
        #expect(await later == "answer 4")
    }

    @Test func `who goes away while asking for all takes nobody along`() async throws {
        let gate = Gate()
        let together = Together<Int, String> { try await gate.ask($0) }
        async let first = together.answer(to: 1)
        await gate.begun(1)
        // Its own task, so that it can be cancelled by itself.
        let gone = Task { try await together.answer(to: 2) }
        await waiting(1, in: together)
        async let other = together.answer(to: 3)
        await waiting(2, in: together)
        await gate.letGo()
        _ = try await first
        await gate.begun(2)
        #expect(await gate.asks.last == [2, 3])
        gone.cancel()
        await gate.letGo(failing: CancellationError())
        await #expect(throws: CancellationError.self) { try await gone.value }
        await gate.begun(3)
        await gate.letGo()
        #expect(try await other == "answer 3")
        #expect(await gate.asks == [[1], [2, 3], [3]])
    }

    @Test func `no statement is for more keys than may go with one`() async throws {
        let gate = Gate()
        let together = Together<Int, String>(most: 2) { try await gate.ask($0) }
        async let first = together.answer(to: 1)
        await gate.begun(1)
        async let others = withThrowingTaskGroup(of: String?.self) { group in
            for key in 2...4 { group.addTask { try await together.answer(to: key) } }
            return try await group.reduce(into: Set<String?>()) { $0.insert($1) }
        }
        await waiting(3, in: together)
        for ask in 1...3 {
            await gate.begun(ask)
            await gate.letGo()
        }
        _ = try await first
        #expect(try await others == ["answer 2", "answer 3", "answer 4"])
        #expect(await gate.asks.map(\.count) == [1, 2, 1])
    }
}
