import Course
import CourseStore
import CourseTesting
import Postgres
import Testing

/// What is tried again because somebody says so.
struct RetryingTests {
    @Test func `what a letter that failed brought comes in a new one at once, and only once`() async throws {
        try await withQueuedLetters { run, owner in
            let store = run.store
            try await run.step(settling: refusing("bo"))
            let failed = try await owner.settledLetter(of: "bo")
            #expect(
                try #require(try await store.ledger(of: run.key).row("film-1/link")).count == count(sent: 4, failed: 1)
            )
            #expect(try await store.retryMail(.letter(failed.id)) == MailChange(letters: 1, items: 2))
            #expect(try await store.retryMail(.letter(failed.id)) == MailChange(letters: 0, items: 0))
            let deliveries = try await run.step()
            #expect(deliveries.map(\.address) == [SmallCourse.address("bo")])
            #expect(deliveries.map(\.items) == [["film-1/link", "workshop-1/invitation"]])
            #expect(try #require(try await store.ledger(of: run.key).row("film-1/link")).count == count(sent: 5))
            #expect(try await store.retryMail(.letter(failed.id)) == MailChange(letters: 0, items: 0))
            #expect(try await run.step() == [])
        }
    }

    @Test func `what is of no use any more is not sent, and stays failed`() async throws {
        try await withQueuedLetters { run, owner in
            let store = run.store
            try await run.step(settling: refusing("bo"))
            let failed = try await owner.settledLetter(of: "bo")
            // The meeting that the film prepares is over, the workshop is not.
            try await run.run(until: at("2027-04-12T12:00"))
            #expect(try await store.retryMail(.letter(failed.id)) == MailChange(letters: 1, items: 1))
            #expect(try await run.step().map(\.items) == [["workshop-1/invitation"]])
            try await run.run(until: at("2027-04-20T12:00"))
            #expect(try await store.retryMail(.letter(failed.id)) == MailChange(letters: 0, items: 0))
            #expect(
                try #require(try await store.ledger(of: run.key).row("film-1/link")).count == count(sent: 4, failed: 1)
            )
        }
    }

    @Test func `a leader whom mail does not reach is refused, with a hint`() async throws {
        try await withQueuedLetters { run, owner in
            try await run.step(settling: refusing("bo", isAddress: true))
            let failed = try await owner.settledLetter(of: "bo")
            let refusal = await #expect(throws: Refusal.self) {
                try await run.store.retryMail(.letter(failed.id))
            }
            #expect(refusal?.description.contains("correct the address first") == true)
            #expect(refusal?.description.contains("@") == false)
            // Nor does a retry of the prompt reach them.
            let film = MailSelection.prompt(course: run.key, module: "film-1", prompt: "link")
            #expect(try await run.store.retryMail(film) == MailChange(letters: 0, items: 0))
            #expect(try await owner.items(of: "bo") == ["film-1/link failed", "workshop-1/invitation failed"])
        }
    }

    @Test(arguments: ["letter", "prompt", "route"])
    func `a letter that waits for another attempt is due at once`(by selection: String) async throws {
        try await withQueuedLetters { run, _ in
            let store = run.store
            let letter = try #require(try await store.claim(on: run.route, by: "one", limit: 1).letters.first)
            let deferral = Deferral(letter, seconds: 7200, replyCode: 451, reply: "later")
            _ = try await store.settle([], deferring: [deferral], on: run.route)
            #expect(try await run.step().count == 4)
            let waiting = try #require(try await store.mailLetters(course: run.key).first)
            #expect(waiting.id == letter.id && waiting.failures == 1 && waiting.replyCode == 451)
            #expect(waiting.due == run.zone.instant(of: at("2027-03-03T10:00")))
            let meant: MailSelection =
                switch selection {
                case "letter": .letter(letter.id)
                case "prompt": .prompt(course: run.key, module: "film-1", prompt: "link")
                default: .route(run.route)
                }
            #expect(try await store.retryMail(meant).letters == 1)
            #expect(try await store.retryMail(meant).letters == 0)
            #expect(try await run.step().map(\.address) == [letter.recipient.email])
        }
    }

    @Test func `a prompt is released again to all for whom it failed, and to nobody else`() async throws {
        try await withQueuedLetters { run, _ in
            let store = run.store
            try await run.step(settling: refusing("bo", "cai"))
            let film = MailSelection.prompt(course: run.key, module: "film-1", prompt: "link")
            #expect(try await store.retryMail(film) == MailChange(letters: 0, items: 2))
            let deliveries = try await run.step()
            #expect(Set(deliveries.map(\.address)) == Set(["bo", "cai"].map(SmallCourse.address)))
            #expect(deliveries.items == ["film-1/link"])
        }
    }

    @Test func `a correction that failed is written again`() async throws {
        try await withStore { store, owner in
            let run = try await SmallCourse.run(in: store)
            try await run.run(until: at("2027-03-05T12:00"))
            _ = try await store.reschedule(
                course: run.key,
                module: "workshop-1",
                session: nil,
                start: at("2027-04-20T09:00"),
                end: nil
            )
            try await run.run(until: at("2027-03-09T00:00"), settling: refusing("bo"))
            let failed = try await owner.settledLetter(of: "bo")
            #expect(try await store.retryMail(.letter(failed.id)).letters == 1)
            let again = try await run.step().to("bo")
            #expect(again.map { $0.corrections.map(\.module) } == [["film-1", "workshop-1"]])
            #expect(try await store.retryMail(.letter(failed.id)).letters == 0)
            #expect(try await run.step() == [])
        }
    }

    @Test func `what is retried on a route that is held names the hold`() async throws {
        try await withQueuedLetters { run, owner in
            let store = run.store
            let queued = try await owner.letter(of: "cai")
            try await store.holdMail(.letter(queued))
            try await store.holdMail(.route(run.route))
            try await store.holdMail(.route("post"))
            #expect(try await store.retryMail(.letter(queued)).heldRoutes == [run.route])
            let film = MailSelection.prompt(course: run.key, module: "film-1", prompt: "link")
            #expect(try await store.retryMail(film).heldRoutes == [run.route])
            #expect(try await store.retryMail(.route(run.route)).heldRoutes == [])
            #expect(try await store.retryMail(.letter(queued)).heldRoutes == [])
        }
    }
}
