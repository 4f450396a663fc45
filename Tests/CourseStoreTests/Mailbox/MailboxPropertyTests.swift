import Course
import CourseStore
import CourseTesting
import Postgres
import Synchronization
import Testing

/// Whatever mailmen do at the same time, a letter is held by one of them at most, and ends once.
struct MailboxPropertyTests {
    /// Which letters are held, and by whom.
    private final class Hands: Sendable {
        private let holders = Mutex<[Int64: Int]>([:])
        private let doubles = Mutex<[Int64]>([])

        var doublyHeld: [Int64] { doubles.withLock { $0 } }

        func take(_ letters: [ClaimedLetter], by mailman: Int) {
            let double = holders.withLock { holders in
                letters.map(\.id).filter { holders.updateValue(mailman, forKey: $0) != nil }
            }
            doubles.withLock { $0 += double }
        }

        /// Before the database is told: from then on another may have them.
        func leave(_ letters: [ClaimedLetter]) {
            holders.withLock { holders in for letter in letters { holders[letter.id] = nil } }
        }
    }

    /// What a mailman does with letters that it holds.
    private func end(
        _ letters: [ClaimedLetter],
        in queued: QueuedLetters,
        _ hands: Hands,
        _ generator: inout SplitMix64
    ) async throws -> Int {
        let (store, route) = (queued.store, queued.run.route)
        if Int.random(in: 0..<4, using: &generator) == 0 {
            guard try await store.renew(letters, on: route).count == letters.count else { throw Lost() }
        }
        hands.leave(letters)
        switch Int.random(in: 0..<10, using: &generator) {
        case 0:
            try await store.handBack(letters, on: route)
            return 0
        case 1:
            return try await store.settleAccepted(letters.map { ($0.token, 250) }, on: route)
        default:
            var (settlements, deferrals): ([Settlement], [Deferral]) = ([], [])
            for letter in letters {
                switch Int.random(in: 0..<10, using: &generator) {
                case 0...5: settlements.append(.sent(letter, replyCode: 250, reply: nil))
                case 6: settlements.append(.failed(letter, replyCode: 554, reply: nil, isAddress: false))
                default:
                    let seconds = [0, 0, 30, 3600].randomElement(using: &generator) ?? 0
                    deferrals.append(Deferral(letter, seconds: Double(seconds), replyCode: 451, reply: nil))
                }
            }
            let settled = try await store.settle(settlements, deferring: deferrals, on: route)
            guard settled == settlements.count else { throw Lost() }
            return settled
        }
    }

    /// A letter that this claim held was not to be found.
    private struct Lost: Error {}

    private func work(_ mailman: Int, seed: UInt64, in queued: QueuedLetters, _ hands: Hands) async throws -> Int {
        var generator = SplitMix64(seed: seed &* 31 &+ UInt64(mailman))
        var (held, ended): ([[ClaimedLetter]], Int) = ([], 0)
        for _ in 0..<20 {
            switch Int.random(in: 0..<8, using: &generator) {
            case 0: try await queued.store.tidyMailbox()
            case 1:
                // Somebody holds a few that nobody has, and lets others go.
                let part = Int32.random(in: 0..<10, using: &generator)
                try await queued.changeAgain(
                    "UPDATE letter SET next_at = 'infinity' WHERE claimed_by IS NULL AND id % 10 = \(part)"
                )
                try await queued.changeAgain(
                    "UPDATE letter SET next_at = \(queued.now) WHERE next_at = 'infinity' AND claimed_by IS NULL AND id % 10 <> \(part)"
                )
            case 2...4:
                let letters = try await queued.claim(
                    Int.random(in: 1...9, using: &generator),
                    by: "m\(mailman)",
                    lettersAMinute: Bool.random(using: &generator) ? 6_000 : nil
                )
                hands.take(letters, by: mailman)
                if !letters.isEmpty { held.append(letters) }
            default:
                guard let letters = held.popLast() else { continue }
                ended += try await end(letters, in: queued, hands, &generator)
            }
        }
        // It dies: another finds its name and hands back what it held.
        for letters in held { hands.leave(letters) }
        try await queued.store.handBackAll(of: "m\(mailman)")
        return ended
    }

    @Test(arguments: [1, 2] as [UInt64])
    func `claims, settlements, retries, holds and turning slots lose no letter and double none`(
        seed: UInt64
    ) async throws {
        try await QueuedLetters.with { queued in
            try await queued.turnHastily()
            let hands = Hands()
            var ended = 0
            for round in 0..<2 {
                try await queued.queue(60)
                ended += try await withThrowingTaskGroup(of: Int.self) { group in
                    for mailman in 0..<4 {
                        group.addTask { try await work(mailman, seed: seed &* 7 &+ UInt64(round), in: queued, hands) }
                    }
                    return try await group.reduce(0, +)
                }
            }
            // What is left: everything is let go, and its time comes.
            try await queued.change("UPDATE letter SET next_at = \(queued.now)")
            while case let letters = try await queued.claim(), !letters.isEmpty {
                hands.take(letters, by: 9)
                hands.leave(letters)
                ended += try await queued.store.settle(
                    letters.map { .sent($0, replyCode: 250, reply: nil) },
                    deferring: [],
                    on: queued.run.route
                )
            }
            #expect(hands.doublyHeld.isEmpty)
            #expect(ended == 120)
            let (left, ends, letters): (Int, Int, Int) = (
                try await queued.owner.one("SELECT count(*) FROM letter"),
                try await queued.owner.one("SELECT count(*) FROM letter_history"),
                try await queued.owner.one("SELECT count(DISTINCT token) FROM letter_history")
            )
            #expect((left, ends, letters) == (0, 120, 120))
            #expect(
                try await queued.owner.one("SELECT sum(count)::bigint FROM mail_tally WHERE event <> 'deferred'") == 120
            )
        }
    }
}

extension QueuedLetters {
    /// Changes rows beside mailmen at work, as a verb of the service does: again where they meet.
    fileprivate func changeAgain(_ sql: SQL) async throws {
        _ = try await owner.transaction(as: "post", repeatable: .always) { try await $0.execute(sql) }
    }
}
