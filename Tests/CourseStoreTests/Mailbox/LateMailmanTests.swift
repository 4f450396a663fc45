import Course
import CourseStore
import CourseTesting
import Postgres
import Testing

/// Letters of a mailman whose lease has ended: nobody waits for it, and it changes nothing when it comes back.
struct LateMailmanTests {
    private func withLateLetters(
        _ body: (QueuedLetters, _ letters: [ClaimedLetter]) async throws -> Void
    ) async throws {
        try await QueuedLetters.with { queued in
            try await queued.queue(4)
            let letters = try await queued.claim()
            #expect(try await queued.store.mailLetters().map(\.state) == Array(repeating: .inFlight, count: 4))
            try await queued.change("UPDATE letter SET next_at = route_now(route) - interval '1 second'")
            #expect(try await queued.store.mailLetters().map(\.state) == Array(repeating: .queued, count: 4))
            try await body(queued, letters)
        }
    }

    /// Whatever a mailman can do with its letters, too late.
    private func comeBack(_ queued: QueuedLetters, with letters: [ClaimedLetter]) async throws {
        let (store, route) = (queued.store, queued.run.route)
        #expect(try await store.renew(letters, on: route) == [])
        try await store.handBack(letters, on: route)
        try await store.handBackAll(of: "one")
        let settled = try await store.settle(
            [.sent(letters[0], replyCode: 250, reply: nil)],
            deferring: letters.dropFirst().map { Deferral($0, seconds: 5, replyCode: 451, reply: nil) },
            on: route
        )
        #expect(settled == 0)
    }

    @Test func `they can be held, and stay so whatever it does`() async throws {
        try await withLateLetters { queued, letters in
            for letter in letters {
                #expect(try await queued.store.holdMail(.letter(letter.id)).letters == 1)
            }
            let held = try await queued.owner.contents(of: "letter")
            try await comeBack(queued, with: letters)
            #expect(try await queued.owner.contents(of: "letter") == held)
            #expect(try await queued.store.mailLetters().map(\.state) == Array(repeating: .held, count: 4))
            // Let go, each is another claim's.
            try await queued.store.retryMail(.letter(letters[0].id))
            let again = try await queued.claim(by: "two")
            #expect(again.map(\.id) == [letters[0].id])
            #expect(again.map(\.attempt) == [3])
        }
    }

    @Test(arguments: [true, false])
    func `they can be cancelled, by their number or their route`(isRoute: Bool) async throws {
        try await withLateLetters { queued, letters in
            let store = queued.store
            if isRoute {
                #expect(try await store.cancelMail(.route(queued.run.route)).letters == 4)
            } else {
                for letter in letters {
                    #expect(try await store.cancelMail(.letter(letter.id)).letters == 1)
                }
            }
            try await comeBack(queued, with: letters)
            #expect(try await store.mailLetters() == [])
            #expect(try await queued.owner.ask("SELECT DISTINCT outcome FROM letter_history") == ["cancelled"])
        }
    }

    @Test func `they can be retried, and count among what a held route keeps`() async throws {
        try await withLateLetters { queued, letters in
            let due = try await queued.store.retryMail(.letter(letters[0].id))
            #expect(due == MailChange(letters: 0, items: 0))
            #expect(try await queued.store.holdMail(.route(queued.run.route)).letters == 4)
        }
    }
}
