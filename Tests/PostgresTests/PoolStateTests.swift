import CourseTesting
import Testing

@testable import Postgres

/// The pool's decisions, without a connection: members are numbers.
struct PoolStateTests {
    private typealias State = PoolState<Int>

    /// One step: who asks, gives back, gives up or goes, and what the pool answers.
    enum Step: Sendable {
        case ask(Int, String)
        case giveBack(Int, String)
        case giveUp(String)
        case cancel(Int, Bool)
    }

    private static func name(_ grant: State.Grant) -> String {
        switch grant {
        case .slot: "slot"
        case .member(let member): "member \(member)"
        }
    }

    private static func name(_ asked: State.Asked) -> String {
        switch asked {
        case .granted(let grant): name(grant)
        case .queued: "queued"
        case .refused: "refused"
        }
    }

    private static func name(_ returned: State.Returned) -> String {
        switch returned {
        case .granted(let grant, let waiter): "\(name(grant)) to \(waiter)"
        case .kept: "kept"
        case .dismissed: "dismissed"
        }
    }

    // `#expect` cannot call what changes a value.
    private func expect<Value: Equatable>(
        _ value: Value,
        _ expected: Value,
        at place: SourceLocation = #_sourceLocation
    ) {
        #expect(value == expected, sourceLocation: place)
    }

    @Test(
        arguments: [
            // It makes as many as it may, then they wait in line.
            [
                .ask(1, "slot"), .ask(2, "slot"), .ask(3, "queued"), .ask(4, "queued"),
                .giveBack(10, "member 10 to 3"), .giveBack(11, "member 11 to 4"), .giveBack(10, "kept"),
            ],
            // The connection used last is lent first.
            [
                .ask(1, "slot"), .ask(2, "slot"), .giveBack(10, "kept"), .giveBack(11, "kept"), .ask(3, "member 11"),
                .ask(4, "member 10"),
            ],
            // A broken connection's slot goes to who waits, or becomes free.
            [
                .ask(1, "slot"), .ask(2, "slot"), .ask(3, "queued"), .giveUp("slot to 3"), .giveUp("kept"),
                .ask(4, "slot"),
                .ask(5, "queued"),
            ],
            // Who goes is skipped, and gone only once.
            [
                .ask(1, "slot"), .ask(2, "slot"), .ask(3, "queued"), .ask(4, "queued"), .cancel(3, true),
                .cancel(3, false),
                .giveBack(10, "member 10 to 4"), .cancel(4, false),
            ],
        ] as [[Step]]
    )
    func `the pool of two answers`(steps: [Step]) {
        var state = State(size: 2)
        for step in steps {
            switch step {
            case .ask(let waiter, let answer): expect(Self.name(state.ask(as: waiter)), answer)
            case .giveBack(let member, let answer): expect(Self.name(state.giveBack(member)), answer)
            case .giveUp(let answer): expect(Self.name(state.giveUpSlot()), answer)
            case .cancel(let waiter, let answer): expect(state.cancel(waiter), answer)
            }
        }
    }

    @Test func `a closed pool refuses everybody and takes everything back`() {
        var state = State(size: 2)
        for waiter in 1...2 { _ = state.ask(as: waiter) }
        _ = state.giveBack(10)
        _ = state.ask(as: 3)
        _ = state.giveBack(10)
        let closing = state.close()
        #expect(closing.members == [10])
        #expect(!state.isDrained)
        expect(Self.name(state.ask(as: 4)), "refused")
        expect(Self.name(state.giveBack(11)), "dismissed")
        #expect(state.isDrained)
    }

    @Test func `closing returns those who wait`() {
        var state = State(size: 1)
        for waiter in 1...3 { _ = state.ask(as: waiter) }
        expect(state.close().waiters, [2, 3])
        expect(Self.name(state.giveUpSlot()), "kept")
        #expect(state.isDrained)
    }

    @Test(arguments: 0..<20 as Range<UInt64>)
    func `whatever happens, nobody waits while a connection is free`(seed: UInt64) {
        var generator = SplitMix64(seed: seed)
        let size = Int.random(in: 1...4, using: &generator)
        var state = State(size: size)
        var lent: [Int] = [], waiting: [Int] = [], made = 0
        func take(_ grant: State.Grant) {
            switch grant {
            case .member(let member): lent.append(member)
            case .slot:
                made += 1
                lent.append(made)
            }
        }
        for waiter in 0..<500 {
            switch Int.random(in: 0..<4, using: &generator) {
            case 0, 1:
                switch state.ask(as: waiter) {
                case .granted(let grant): take(grant)
                case .queued: waiting.append(waiter)
                case .refused: Issue.record("refused")
                }
            case 2 where !lent.isEmpty:
                let member = lent.remove(at: Int.random(in: lent.indices, using: &generator))
                let returned = Bool.random(using: &generator) ? state.giveBack(member) : state.giveUpSlot()
                if case .granted(let grant, let next) = returned {
                    #expect(waiting.first == next)
                    waiting.removeFirst()
                    take(grant)
                }
            case 3 where !waiting.isEmpty:
                let gone = waiting.remove(at: Int.random(in: waiting.indices, using: &generator))
                expect(state.cancel(gone), true)
            default: break
            }
            #expect(lent.count <= size)
            #expect(Set(lent).count == lent.count)
            #expect(waiting.isEmpty || lent.count == size)
            #expect(state.waiting == waiting.count)
        }
    }
}
