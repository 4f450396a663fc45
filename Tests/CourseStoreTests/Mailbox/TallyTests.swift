import Course
import CourseStore
import CourseTesting
import Postgres
import Testing

/// The counts of what became of letters.
struct TallyTests {
    /// Event, bucket and count of a route, added up.
    private func tally(_ queued: QueuedLetters, on route: String? = nil) async throws -> [String] {
        let route = route ?? queued.run.route
        return try await queued.owner.ask(
            """
            SELECT concat_ws(' ', event, bucket, sum(count)) FROM mail_tally WHERE route = \(route)
            GROUP BY event, bucket ORDER BY event, bucket
            """
        )
    }

    @Test func `a sent letter counts in the bucket of its lateness by the course's clock`() async throws {
        try await QueuedLetters.with { queued in
            // On a bound is within it, as Prometheus has it.
            for seconds in [0, 0.05, 0.051, 0.1, 300, 301, 86_400, 86_401] {
                try await queued.queue(1, releasedSecondsAgo: seconds)
            }
            let letters = try await queued.claim()
            try await queued.store.settle(
                letters.map { .sent($0, replyCode: 250, reply: nil) },
                deferring: [],
                on: queued.run.route
            )
            #expect(
                try await tally(queued) == [
                    "sent 0 2", "sent 1 2", "sent 7 1", "sent 8 1", "sent 11 1", "sent 12 1",
                ]
            )
            let sum: Double = try await queued.owner.one("SELECT sum(seconds) FROM mail_tally")
            #expect(abs(sum - (0.05 + 0.051 + 0.1 + 300 + 301 + 86_400 + 86_401)) < 0.001)
            // A row a bucket, not a letter.
            #expect(try await queued.owner.one("SELECT count(*) FROM mail_tally") == 6)
        }
    }

    @Test func `every end of a claim is counted once, and a late one not at all`() async throws {
        try await QueuedLetters.with { queued in
            try await queued.queue(6)
            let route = queued.run.route
            let letters = try await queued.claim()
            let settlements: [Settlement] = [
                .sent(letters[0], replyCode: 250, reply: nil),
                .failed(letters[1], replyCode: 554, reply: nil, isAddress: false),
                .skipped(letters[2], because: .withdrawn),
            ]
            let deferrals = [letters[3], letters[4]].map { Deferral($0, seconds: 9, replyCode: 451, reply: nil) }
            for _ in 0..<2 { try await queued.store.settle(settlements, deferring: deferrals, on: route) }
            #expect(try await queued.store.settleAccepted([(letters[5].token, 250)], on: route) == 1)
            #expect(try await queued.store.settleAccepted([(letters[5].token, 250)], on: route) == 0)
            #expect(try await tally(queued) == ["deferred 0 2", "failed 0 1", "sent 0 2", "skipped 0 1"])
        }
    }

    @Test func `what a journal says is counted by the clock of the letter's own route`() async throws {
        try await QueuedLetters.with { queued in
            try await queued.queue(1, releasedSecondsAgo: 10)
            let letter = try #require(try await queued.claim().first)
            try await queued.store.settleAccepted([(letter.token, 250)], on: CourseClock.ordinaryRoute)
            #expect(try await tally(queued) == ["sent 5 1"])
            #expect(try await queued.owner.one("SELECT course_time FROM letter_history") == queued.now)
        }
    }

    @Test func `counts are added up, whoever does so at once, and none is counted twice or lost`() async throws {
        try await QueuedLetters.with { queued in
            let route = queued.run.route
            try await queued.queue(240, releasedSecondsAgo: 2)
            try await withThrowingTaskGroup(of: Void.self) { group in
                for number in 0..<4 {
                    group.addTask {
                        for _ in 0..<20 {
                            let letters = try await queued.claim(3, by: "m\(number)")
                            try await queued.store.settle(
                                letters.map { .sent($0, replyCode: 250, reply: nil) },
                                deferring: [],
                                on: route
                            )
                        }
                    }
                    group.addTask { for _ in 0..<8 { try await queued.store.tidyMailbox() } }
                }
                try await group.waitForAll()
            }
            #expect(try await tally(queued) == ["sent 4 240"])
            try await queued.store.tidyMailbox()
            #expect(try await tally(queued) == ["sent 4 240"])
            #expect(try await queued.owner.one("SELECT count(*) FROM mail_tally") == 1)
            let seconds: Double = try await queued.owner.one("SELECT sum(seconds) FROM mail_tally")
            #expect(seconds == 480)
            let last: Int64 = try await queued.owner.one("SELECT id FROM mail_tally")
            try await queued.store.tidyMailbox()
            // Nothing to add up, nothing written.
            #expect(try await queued.owner.one("SELECT id FROM mail_tally") == last)
        }
    }

    @Test func `who adds counts up does not wait for another who is at it`() async throws {
        try await QueuedLetters.with { queued in
            try await queued.change(
                "INSERT INTO mail_tally (route, event, count) VALUES ('a', 'sent', 1), ('a', 'sent', 2), ('b', 'sent', 4), ('b', 'sent', 8)"
            )
            try await queued.owner.transaction(as: "post") { transaction in
                _ = try await transaction.rows(Statement("SELECT FROM mail_tally WHERE route = 'a' FOR UPDATE"))
                try await queued.store.tidyMailbox()
            }
            #expect(
                try await queued.owner.ask("SELECT concat_ws(' ', route, count) FROM mail_tally ORDER BY 1")
                    == ["a 1", "a 2", "b 12"]
            )
        }
    }

    @Test(arguments: ["state = 'bounced'", "state = 'skipped', skip = 'cancelled'"])
    func `an item that came back or was cancelled meanwhile stays so when its letter is settled late`(
        change: String
    ) async throws {
        try await withStore { store, owner in
            let run = try await SmallCourse.run(in: store)
            try await run.run(until: at("2027-03-03T07:00"))
            try await run.setClock(to: at("2027-03-03T08:00"))
            _ = try await store.release(run.id)
            let letters = try await store.claim(on: run.route, by: "one", limit: 50).letters
            let letter = try #require(letters.first { $0.items.count == 2 })
            _ = try await owner.withSession {
                try await $0.execute(
                    "UPDATE letter_item SET \(raw: change) WHERE letter = \(letter.id) AND module = 'film-1'"
                )
            }
            let before = try await owner.contents(of: "letter_item", where: "module = 'film-1' AND state <> 'pending'")
            try await store.settle([.sent(letter, replyCode: 250, reply: nil)], deferring: [], on: run.route)
            #expect(
                try await owner.contents(of: "letter_item", where: "letter = \(letter.id) AND module = 'film-1'")
                    .allSatisfy(before.contains)
            )
            #expect(
                try await owner.ask("SELECT state FROM letter_item WHERE letter = \(letter.id) ORDER BY module")
                    == [change.contains("bounced") ? "bounced" : "skipped", "sent"]
            )
        }
    }
}
