import Course
import CourseStore
import CourseTesting
import Foundation
import Postgres
import Testing

/// Letters that came back after a server had taken them.
struct BouncingTests {
    private let hard = BounceNote(kind: .hard, status: "5.1.1", diagnostic: "no such\r\nuser\0")

    private func isReachable(_ name: String, _ owner: Database) async throws -> Bool {
        try await owner.one("SELECT unreachable_at IS NULL FROM leader WHERE email = \(SmallCourse.address(name))")
    }

    @Test func `a hard bounce marks the address, and the ledger tells of it`() async throws {
        try await withQueuedLetters { run, owner in
            let store = run.store
            try await run.step()
            let token = try await owner.settledLetter(of: "bo").token
            #expect(try await store.noteBounce(of: token, hard) == .noted(marked: true))
            #expect(try await store.noteBounce(of: token, hard) == .alreadyNoted)
            #expect(try await store.noteBounce(of: UUID(), hard) == .unknownLetter)
            #expect(try await !isReachable("bo", owner))
            #expect(try await owner.items(of: "bo") == ["film-1/link bounced", "workshop-1/invitation bounced"])
            #expect(try await owner.tally("bounced", on: run.route) == 1)
            let words: [String] = try await owner.ask("SELECT status || ' ' || diagnostic FROM bounce")
            #expect(words == ["5.1.1 no suchuser"])
            let row = try #require(try await store.ledger(of: run.key).row("film-1/link"))
            #expect(row.count == count(sent: 4, bounced: 1))
            #expect(row.count.planned == 5)
            // The address gets nothing more.
            #expect(try await run.run(until: at("2027-03-20T12:00")).to("bo") == [])
        }
    }

    @Test func `what waits for a dead address is taken back, and goes to the corrected one`() async throws {
        try await withQueuedLetters { run, owner in
            let store = run.store
            try await run.step()
            let token = try await owner.settledLetter(of: "bo").token
            let film2 = try #require(try await store.ledger(of: run.key).row("film-2/link")).row.sendAt
            try await run.setClock(to: film2)
            _ = try await store.release(run.id)
            #expect(try await store.mailLetters(leader: SmallCourse.address("bo")).count == 1)
            #expect(try await store.noteBounce(of: token, hard) == .noted(marked: true))
            #expect(try await store.mailLetters(leader: SmallCourse.address("bo")) == [])
            #expect(try await run.step().to("bo") == [])
            #expect(
                try await owner.items(of: "bo")
                    == ["film-1/link bounced", "workshop-1/invitation bounced", "film-2/link skipped unreachable"]
            )
            try await store.correctAddress(
                of: SmallCourse.address("bo"),
                to: SmallCourse.address("bob"),
                in: run.key
            )
            let again = try await run.step()
            #expect(again.map(\.address) == [SmallCourse.address("bob")])
            #expect(again.items == ["film-1/link", "film-2/link", "workshop-1/invitation"])
        }
    }

    @Test func `a soft bounce leaves the address, a delay leaves everything`() async throws {
        try await withQueuedLetters { run, owner in
            let store = run.store
            try await run.step()
            let letter = try await owner.settledLetter(of: "bo")
            #expect(try await store.noteBounce(of: letter.token, BounceNote(kind: .delayed)) == .noted(marked: false))
            #expect(try await owner.items(of: "bo") == ["film-1/link sent", "workshop-1/invitation sent"])
            #expect(try await owner.tally("bounced", on: run.route) == 0)
            let soft = BounceNote(kind: .soft, status: "5.2.2")
            #expect(try await store.noteBounce(of: letter.token, soft) == .noted(marked: false))
            #expect(try await store.noteBounce(of: letter.token, soft) == .alreadyNoted)
            #expect(try await owner.items(of: "bo") == ["film-1/link bounced", "workshop-1/invitation bounced"])
            #expect(try await isReachable("bo", owner))
            // The second report of another kind is no second bounce.
            #expect(try await store.noteBounce(of: letter.token, hard) == .noted(marked: true))
            #expect(try await owner.tally("bounced", on: run.route) == 1)
            try await store.returnLeader(SmallCourse.address("bo"), to: run.key)
            #expect(try await run.step().to("bo").map(\.items) == [["film-1/link", "workshop-1/invitation"]])
        }
    }

    @Test func `a letter that bounced softly can be retried`() async throws {
        try await withQueuedLetters { run, owner in
            let store = run.store
            try await run.step()
            let letter = try await owner.settledLetter(of: "bo")
            _ = try await store.noteBounce(of: letter.token, BounceNote(kind: .soft))
            #expect(try await store.retryMail(.letter(letter.id)) == MailChange(letters: 1, items: 2))
            #expect(try await run.step().to("bo").map(\.items) == [["film-1/link", "workshop-1/invitation"]])
        }
    }

    @Test(arguments: BounceNote.Kind.allCases)
    func `a report that comes before its letter is settled is not lost`(kind: BounceNote.Kind) async throws {
        try await withQueuedLetters { run, owner in
            let store = run.store
            let before = try await store.ledger(of: run.key).letters
            let letters = try await store.claim(on: run.route, by: "one", limit: 50).letters
            let letter = try #require(letters.first { $0.recipient.email == SmallCourse.address("bo") })
            #expect(
                try await store.noteBounce(of: letter.token, BounceNote(kind: kind)) == .noted(marked: kind == .hard)
            )
            let settlements = letters.map { Settlement.sent($0, replyCode: 250, reply: nil) }
            let settled = try await store.settle(settlements, deferring: [], on: run.route)
            #expect(settled == (kind == .delayed ? 5 : 4))
            let row = try #require(try await store.ledger(of: run.key).row("film-1/link"))
            #expect(row.count == (kind == .delayed ? count(sent: 5) : count(sent: 4, bounced: 1)))
            #expect(try await store.ledger(of: run.key).letters == before + 5)
            #expect(try await isReachable("bo", owner) == (kind != .hard))
            #expect(try await store.mailLetters() == [])
        }
    }

    @Test func `a letter that nobody has tried to send cannot have come back`() async throws {
        try await withQueuedLetters { run, owner in
            let token: UUID = try await owner.one("SELECT token FROM letter LIMIT 1")
            let before = try await owner.contents(of: "letter")
            #expect(try await run.store.noteBounce(of: token, hard) == .unknownLetter)
            #expect(try await owner.contents(of: "letter") == before)
        }
    }

    @Test func `a report about a letter to the address before says nothing of the present one`() async throws {
        try await withQueuedLetters { run, owner in
            let store = run.store
            try await run.step()
            let first = try await owner.settledLetter(of: "bo").token
            try await run.run(until: at("2027-03-20T12:00"))
            let second = try await owner.settledLetter(of: "bo").token
            #expect(first != second)
            #expect(try await store.noteBounce(of: first, hard) == .noted(marked: true))
            try await store.correctAddress(
                of: SmallCourse.address("bo"),
                to: SmallCourse.address("bob"),
                in: run.key
            )
            #expect(try await store.noteBounce(of: second, hard) == .noted(marked: false))
            #expect(try await isReachable("bob", owner))
            // What both brought goes to the new address; a report about that is one about the address.
            let again = try await run.step()
            #expect(again.map(\.address) == [SmallCourse.address("bob")])
            #expect(again.items == ["film-1/link", "film-2/link", "workshop-1/invitation"])
            let third = try await owner.settledLetter(of: "bob").token
            #expect(try await store.noteBounce(of: third, hard) == .noted(marked: true))
            #expect(try await !isReachable("bob", owner))
        }
    }

    @Test func `a letter in flight while the address is corrected went to the one before`() async throws {
        try await withQueuedLetters { run, owner in
            let store = run.store
            let letters = try await store.claim(on: run.route, by: "one", limit: 50).letters
            try await store.correctAddress(
                of: SmallCourse.address("bo"),
                to: SmallCourse.address("bob"),
                in: run.key
            )
            let settlements = letters.map { Settlement.sent($0, replyCode: 250, reply: nil) }
            _ = try await store.settle(settlements, deferring: [], on: run.route)
            let token = try await owner.settledLetter(of: "bob").token
            #expect(try await store.noteBounce(of: token, hard) == .noted(marked: false))
            #expect(try await isReachable("bob", owner))
            #expect(try await run.step().to("bob").map(\.items) == [["film-1/link", "workshop-1/invitation"]])
        }
    }
}
