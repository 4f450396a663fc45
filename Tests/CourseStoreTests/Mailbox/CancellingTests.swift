import Course
import CourseStore
import CourseTesting
import Postgres
import Testing

/// Letters, prompts and routes that somebody takes back for good.
struct CancellingTests {
    @Test func `a cancelled letter goes to the history, and what was in it is never sent`() async throws {
        try await withQueuedLetters { run, owner in
            let store = run.store
            let id = try await owner.letter(of: "bo")
            #expect(try await store.cancelMail(.letter(id)) == MailChange(letters: 1, items: 2))
            #expect(try await store.cancelMail(.letter(id)) == MailChange(letters: 0, items: 0))
            let outcome: String = try await owner.one("SELECT outcome FROM letter_history WHERE id = \(id)")
            #expect(outcome == "cancelled")
            #expect(try await owner.tally("cancelled", on: run.route) == 1)
            #expect(
                try await owner.items(of: "bo")
                    == ["film-1/link skipped cancelled", "workshop-1/invitation skipped cancelled"]
            )
            let deliveries = try await run.run(until: at("2027-05-01T00:00"))
            #expect(deliveries.to("bo").items.isDisjoint(with: ["film-1/link", "workshop-1/invitation"]))
            #expect(deliveries.to("ann").items.isSuperset(of: ["film-1/link", "workshop-1/invitation"]))
            let row = try #require(try await store.ledger(of: run.key).row("film-1/link"))
            #expect(row.count == count(sent: 4, skipped: [.cancelled: 1]))
            #expect(row.state == .closed)
            let refusal = await #expect(throws: Refusal.self) { try await store.retryMail(.letter(id)) }
            #expect(refusal?.description == "letter \(id) is done: cancelled")
        }
    }

    @Test func `of a route all that nobody has in hand is cancelled, held or not`() async throws {
        try await withQueuedLetters { run, owner in
            let store = run.store
            let claimed = try #require(try await store.claim(on: run.route, by: "one", limit: 1).letters.first)
            let held = try await store.mailLetters(route: run.route).first { $0.state == .queued }
            try await store.holdMail(.letter(try #require(held).id))
            #expect(try await store.cancelMail(.route(run.route)) == MailChange(letters: 4, items: 8))
            #expect(try await store.cancelMail(.route(run.route)) == MailChange(letters: 0, items: 0))
            #expect(try await store.mailLetters().map(\.id) == [claimed.id])
            #expect(try await owner.tally("cancelled", on: run.route) == 4)
            let row = try #require(try await store.ledger(of: run.key).row("film-1/link"))
            #expect(row.count == count(pending: 1, skipped: [.cancelled: 4]))
        }
    }

    @Test func `a cancelled prompt is taken back, nobody gets it, and the ledger says so from then on`() async throws {
        try await withQueuedLetters { run, _ in
            let store = run.store
            let film = MailSelection.prompt(course: run.key, module: "film-1", prompt: "link")
            #expect(try await store.cancelMail(film) == MailChange(letters: 5, items: 10))
            #expect(try await store.cancelMail(film) == MailChange(letters: 0, items: 0))
            let atOnce = try #require(try await store.ledger(of: run.key).row("film-1/link"))
            #expect(atOnce.state == .cancelled)
            #expect(atOnce.count == count(skipped: [.cancelled: 5]))
            #expect(try await run.step().items == ["workshop-1/invitation"])
            _ = try await store.enrol(
                SmallCourse.list([SmallCourse.leader("late")]),
                in: run.key,
                municipality: "albertslund"
            )
            let deliveries = try await run.run(until: at("2027-05-01T00:00"))
            #expect(!deliveries.items.contains("film-1/link"))
            #expect(deliveries.to("late").items.contains("film-2/link"))
            let row = try #require(try await store.ledger(of: run.key).row("film-1/link"))
            #expect(row.state == .cancelled)
            #expect(row.count == count(skipped: [.cancelled: 6]))
            for verb in [store.holdMail, store.retryMail] {
                let refusal = await #expect(throws: Refusal.self) { _ = try await verb(film) }
                #expect(refusal?.description.contains("is cancelled") == true)
            }
        }
    }

    @Test func `a prompt cancelled before its day and throughout an outage is cancelled, not missed`() async throws {
        try await withStore { store, _ in
            let run = try await SmallCourse.run(in: store)
            try await run.run(until: at("2027-03-02T12:00"))
            for prompt in ["link", "reminder"] {
                let film = MailSelection.prompt(course: run.key, module: "film-1", prompt: prompt)
                #expect(try await store.cancelMail(film) == MailChange(letters: 0, items: 0))
            }
            #expect(
                try await store.cancelMail(.prompt(course: run.key, module: "film-2", prompt: "link"))
                    == MailChange(letters: 0, items: 0)
            )
            try await run.setClock(to: at("2027-04-12T12:00"))
            let deliveries = try await run.step()
            #expect(deliveries.items.isDisjoint(with: ["film-1/link", "film-1/reminder", "film-2/link"]))
            let ledger = try await store.acting(as: .post).ledger(of: run.key)
            for prompt in ["film-1/link", "film-1/reminder", "film-2/link"] as [Prompt.Reference] {
                #expect(try #require(ledger.row(prompt)).count == count(skipped: [.cancelled: 5]))
            }
            #expect(try #require(ledger.row("film-2/reminder")).count == count(skipped: [.missed: 5]))
        }
    }
}
