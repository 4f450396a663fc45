import Course
import CourseTesting
import Foundation
import Postgres
import Testing

@testable import CourseStore

/// Letters that bring no prompt.
struct DirectLetterTests {
    private let bytes = Array("Subject: 042 917\r\n\r\nhttps://kursus.example/sign-in/link/secret\r\n".utf8)

    private func letter(token: UUID = UUID()) -> DirectLetter {
        DirectLetter(
            token: token,
            sender: "course@small.example",
            recipient: "ann@small.example",
            message: bytes,
            usefulSeconds: 900
        )
    }

    /// Queues one on the ordinary route and claims it.
    private func claimed(_ queued: QueuedLetters, token: UUID = UUID()) async throws -> ClaimedLetter {
        try await queued.store.queue(letter(token: token))
        let claim = try await queued.claim(on: CourseClock.ordinaryRoute)
        return try #require(claim.first)
    }

    /// What is kept of it anywhere.
    private func traces(_ queued: QueuedLetters) async throws -> Int {
        try await queued.owner.one(
            """
            SELECT (SELECT count(*) FROM direct_letter)
                 + (SELECT count(*) FROM letter_message WHERE message = \(bytes))
                 + (SELECT count(*) FROM letter_history h WHERE to_jsonb(h)::text LIKE '%ann@%')
            """
        )
    }

    @Test func `it is claimed with its bytes, before letters of courses that were due earlier`() async throws {
        try await QueuedLetters.with { queued in
            try await queued.queue(3, on: CourseClock.ordinaryRoute, dueSecondsAgo: 60)
            try await queued.store.queue(letter())
            let all = try await queued.claim(on: CourseClock.ordinaryRoute)
            #expect(all.count == 4)
            let first = try #require(all.first)
            #expect(first.attempt == 1 && first.message == bytes && first.sender == "course@small.example")
            #expect(first.recipient.email == "ann@small.example" && first.items.isEmpty)
            #expect(first.usefulUntil.seconds - first.releasedAt.seconds == 900)
            #expect(all.dropFirst().allSatisfy { $0.sender == nil && $0.recipient.id != .ofNobody })
        }
    }

    @Test(arguments: ["sent", "failed", "skipped", "journal"])
    func `once it is settled, nothing of what it said and of whom it was for is kept`(_ end: String) async throws {
        try await QueuedLetters.with { queued in
            let letter = try await claimed(queued)
            #expect(try await traces(queued) == 1)
            if end == "journal" {
                let settled = try await queued.store.settleAccepted(
                    [(letter.token, 250)],
                    on: CourseClock.ordinaryRoute
                )
                #expect(settled == 1)
            } else {
                let settlement: Settlement =
                    switch end {
                    case "sent": .sent(letter, replyCode: 250, reply: nil)
                    case "failed": .failed(letter, replyCode: 550, reply: nil, isAddress: true)
                    default: .skipped(letter, because: .missed)
                    }
                let settled = try await queued.store.settle(
                    [settlement],
                    deferring: [],
                    on: CourseClock.ordinaryRoute
                )
                #expect(settled == 1)
            }
            #expect(try await traces(queued) == 0)
            let history: [String] = try await queued.owner.ask(
                "SELECT outcome || ' ' || course || leader FROM letter_history"
            )
            #expect(history == ["\(end == "journal" ? "sent" : end) 00"])
            // A leader who has that address is not blamed for it.
            #expect(try await queued.owner.one("SELECT count(*) FROM leader WHERE unreachable_at IS NOT NULL") == 0)
        }
    }

    @Test func `it is tried again with the same bytes`() async throws {
        try await QueuedLetters.with { queued in
            let letter = try await claimed(queued)
            try await queued.store.settle(
                [],
                deferring: [Deferral(letter, seconds: 0, replyCode: 450, reply: nil)],
                on: CourseClock.ordinaryRoute
            )
            let again = try #require(try await queued.claim(on: CourseClock.ordinaryRoute).first)
            #expect(again.attempt == 2 && again.failures == 1 && again.message == bytes && again.token == letter.token)
        }
    }

    @Test func `that it came back is written down once, and marks nobody`() async throws {
        try await QueuedLetters.with { queued in
            let token = UUID()
            _ = try await claimed(queued, token: token)
            let note = BounceNote(kind: .hard, status: "5.1.1", diagnostic: nil)
            // Before its mailman has settled it: that it came back proves that it was taken.
            #expect(try await queued.store.noteBounce(of: token, note) == .noted(marked: false))
            #expect(try await queued.store.noteBounce(of: token, note) == .alreadyNoted)
            #expect(try await traces(queued) == 0)
            #expect(try await queued.owner.one("SELECT count(*) FROM letter_history WHERE outcome = 'sent'") == 1)
            #expect(
                try await queued.owner.one("SELECT sum(count)::bigint FROM mail_tally WHERE event = 'bounced'") == 1
            )
            #expect(try await queued.owner.one("SELECT count(*) FROM leader WHERE unreachable_at IS NOT NULL") == 0)
        }
    }

    @Test(arguments: [true, false])
    func `somebody can hold, let go and cancel it without reading it`(byRoute: Bool) async throws {
        try await QueuedLetters.with { queued in
            try await queued.store.queue(letter())
            let number: Int64 = try await queued.owner.one("SELECT id FROM letter WHERE leader = 0")
            let selection: MailSelection = byRoute ? .route(CourseClock.ordinaryRoute) : .letter(number)
            #expect(try await queued.store.holdMail(selection).letters == 1)
            #expect(try await queued.claim(on: CourseClock.ordinaryRoute).isEmpty)
            #expect(try await queued.store.retryMail(selection).letters == 1)
            #expect(try await queued.store.cancelMail(selection).letters == 1)
            #expect(try await traces(queued) == 0)
            await #expect(throws: Refusal.self) { try await queued.store.retryMail(.letter(number)) }
        }
    }

    @Test func `it takes the route of its municipality, and a clock's only where somebody serves it`() async throws {
        try await QueuedLetters.with { queued in
            let course = try await queued.store.course(queued.run.key)
            let here = try #require(course.municipalities["albertslund"])
            let routes = LetterRoutes(own: ["albertslund"], ordinary: "post")
            func route(of municipality: Municipality.ID?) async throws -> String {
                try await queued.store.queue(letter(), of: municipality, by: routes)
                return try await queued.owner.one("SELECT route FROM letter ORDER BY id DESC LIMIT 1")
            }
            #expect(try await route(of: nil) == "post")
            #expect(try await route(of: here) == "albertslund")
            #expect(try await route(of: course.municipalities["glostrup"]) == "post")
            try await queued.store.note(MailmanNote(name: "one", route: queued.run.route, pause: nil))
            #expect(try await route(of: here) == queued.run.route)
            // By that clock it is of use for as long as by the real one.
            let seconds: Double = try await queued.owner.one(
                """
                SELECT extract(epoch FROM useful_until - route_now(route))::float8 FROM letter WHERE route = \(queued.run.route)
                """
            )
            #expect((899...900).contains(seconds))
        }
    }

    @Test func `who carries letters reads it, and nobody else; who runs courses may have one sent`() async throws {
        try await QueuedLetters.with { queued in
            for role in [Acting.Role.administrator, .door] {
                try await queued.store.acting(as: Acting(role, doer: Doer("x"))).queue(letter())
            }
            for role in [
                Acting.Role.coordinator(Municipality.ID(rawValue: 1)), .leader(Leader.ID(rawValue: 1)),
                .helper(Helper.ID(rawValue: 1)), .post,
            ] {
                await #expect(throws: (any Error).self) {
                    try await queued.store.acting(as: Acting(role, doer: Doer("x"))).queue(letter())
                }
            }
            for actor in ["administrator", "coordinator:1", "door", "leader:1", "helper:1", ""] {
                #expect(try await queued.store.database.one("SELECT count(*) FROM direct_letter", as: actor) == 0)
            }
            #expect(try await queued.store.database.one("SELECT count(*) FROM direct_letter", as: "post") == 2)
        }
    }
}
