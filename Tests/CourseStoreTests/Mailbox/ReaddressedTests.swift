import Course
import CourseStore
import CourseTesting
import Postgres
import Testing

/// Letters in flight while their leader's address is corrected: what is said of one address says nothing of the other.
struct ReaddressedTests {
    private let bob = SmallCourse.address("bob")

    private func correct(_ run: CourseRun) async throws {
        try await run.store.correctAddress(of: SmallCourse.address("bo"), to: bob, in: run.key)
    }

    /// The letter of one leader, claimed with all others.
    private func claim(_ address: String, of run: CourseRun) async throws -> ClaimedLetter {
        let letters = try await run.store.claim(on: run.route, by: "one", limit: 50).letters
        return try #require(letters.first { $0.recipient.email == address })
    }

    /// As if the address had been corrected an hour ago.
    private func passAnHour(_ owner: Database) async throws {
        _ = try await owner.withSession {
            try await $0.execute("UPDATE leader SET addressed_at = addressed_at - interval '1 hour'")
        }
    }

    private func isReachable(_ owner: Database) async throws -> Bool {
        try await owner.one("SELECT unreachable_at IS NULL FROM leader WHERE email = \(bob)")
    }

    @Test(arguments: [false, true])
    func `claimed again, a letter is written anew, even where its mailman stored its bytes late`(
        isLate: Bool
    ) async throws {
        try await withQueuedLetters { run, owner in
            let store = run.store
            let claim = try await store.claim(on: run.route, by: "one", limit: 50)
            let letter = try #require(claim.letters.first { $0.recipient.email == SmallCourse.address("bo") })
            let bytes = [(letter.id, Array("To: bo".utf8))]
            if !isLate { try await store.keep(bytes, now: claim.now) }
            try await correct(run)
            if isLate { try await store.keep(bytes, now: claim.now) }
            try await store.handBackAll(of: "one")
            let again = try await self.claim(bob, of: run)
            #expect(again.id == letter.id && again.message == nil)
            #expect(
                try await store.settle([.sent(again, replyCode: 250, reply: nil)], deferring: [], on: run.route) == 1
            )
        }
    }

    @Test func `a refusal of the address before, however late, is not held against the present one`() async throws {
        try await withQueuedLetters { run, owner in
            let letter = try await claim(SmallCourse.address("bo"), of: run)
            try await correct(run)
            try await passAnHour(owner)
            let refused = Settlement.failed(letter, replyCode: 550, reply: "no", isAddress: true)
            #expect(try await run.store.settle([refused], deferring: [], on: run.route) == 1)
            #expect(try await isReachable(owner))
        }
    }

    @Test func `a refusal of the new address counts, however soon`() async throws {
        try await withQueuedLetters { run, owner in
            _ = try await claim(SmallCourse.address("bo"), of: run)
            try await correct(run)
            try await run.store.handBackAll(of: "one")
            let again = try await claim(bob, of: run)
            let refused = Settlement.failed(again, replyCode: 550, reply: "no", isAddress: true)
            #expect(try await run.store.settle([refused], deferring: [], on: run.route) == 1)
            #expect(try await !isReachable(owner))
        }
    }

    @Test func `a bounce of what went to the address before, however late, is not held against the present one`()
        async throws
    {
        try await withQueuedLetters { run, owner in
            let letter = try await claim(SmallCourse.address("bo"), of: run)
            try await correct(run)
            try await passAnHour(owner)
            try await run.store.settle([.sent(letter, replyCode: 250, reply: nil)], deferring: [], on: run.route)
            #expect(
                try await run.store.noteBounce(of: letter.token, BounceNote(kind: .hard)) == .noted(marked: false)
            )
            #expect(try await isReachable(owner))
        }
    }

    @Test func `a bounce from the new address counts, however soon`() async throws {
        try await withQueuedLetters { run, owner in
            _ = try await claim(SmallCourse.address("bo"), of: run)
            try await correct(run)
            try await run.store.handBackAll(of: "one")
            let again = try await claim(bob, of: run)
            try await run.store.settle([.sent(again, replyCode: 250, reply: nil)], deferring: [], on: run.route)
            #expect(try await run.store.noteBounce(of: again.token, BounceNote(kind: .hard)) == .noted(marked: true))
            #expect(try await !isReachable(owner))
        }
    }

    // Were it to wait, it would wait for ever. (The limit counts from when the test asks for a database, among many others.)
    @Test(.timeLimit(.minutes(45)))
    func `a delivery waits for no course that somebody is busy with, and marks the address all the same`() async throws
    {
        try await withQueuedLetters { run, owner in
            let letter = try await claim(SmallCourse.address("bo"), of: run)
            try await owner.transaction(as: "administrator") { busy in
                try await busy.execute("SELECT FROM course FOR UPDATE")
                let refused = Settlement.failed(letter, replyCode: 550, reply: "no", isAddress: true)
                #expect(try await run.store.settle([refused], deferring: [], on: run.route) == 1)
            }
            let isMarked: Bool = try await owner.one(
                "SELECT unreachable_at IS NOT NULL FROM leader WHERE email = \(SmallCourse.address("bo"))"
            )
            #expect(isMarked)
        }
    }
}
