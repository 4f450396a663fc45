import Course
import CourseStore
import CourseTesting
import Postgres
import Testing

/// Letters, prompts and routes that somebody holds, and lets go.
struct HoldingTests {
    @Test func `a held letter is never due until it is retried, and to hold it twice changes nothing`() async throws {
        try await withQueuedLetters { run, owner in
            let store = run.store
            let id = try await owner.letter(of: "bo")
            #expect(try await store.holdMail(.letter(id)) == MailChange(letters: 1, items: 2))
            #expect(try await store.holdMail(.letter(id)) == MailChange(letters: 0, items: 0))
            #expect(try await run.step().count == 4)
            try await run.setClock(to: at("2027-03-04T12:00"))
            #expect(try await run.step().to("bo") == [])
            let held = try #require(try await store.mailLetters(leader: SmallCourse.address("bo")).first)
            #expect(held.state == .held && held.due == nil && held.id == id && held.attempt == 0)

            #expect(try await store.retryMail(.letter(id)) == MailChange(letters: 1, items: 2))
            #expect(try await store.retryMail(.letter(id)) == MailChange(letters: 0, items: 0))
            #expect(try await run.step().to("bo").map(\.items) == [["film-1/link", "workshop-1/invitation"]])
            let trail = try await store.mailTrail(course: run.key)
            #expect(trail.map(\.action) == ["mail.retry", "mail.retry", "mail.hold", "mail.hold"])
            #expect(trail.allSatisfy { $0.doer == "clerk" && $0.subject == "\(id)" && $0.course == run.key })
            #expect(trail.last?.detail == ["letters": 1, "items": 2])
        }
    }

    @Test func `a letter in flight is left alone, and one that is done cannot be held`() async throws {
        try await withQueuedLetters { run, owner in
            let store = run.store
            let letter = try #require(try await store.claim(on: run.route, by: "one", limit: 1).letters.first)
            let before = try await owner.contents(of: "letter")
            for verb in [store.holdMail, store.retryMail, store.cancelMail] {
                let refusal = await #expect(throws: Refusal.self) { _ = try await verb(.letter(letter.id)) }
                #expect(refusal?.description.contains("in flight") == true)
            }
            #expect(try await owner.contents(of: "letter") == before)
            #expect(try await store.mailTrail() == [])
            let sent = Settlement.sent(letter, replyCode: 250, reply: nil)
            #expect(try await store.settle([sent], deferring: [], on: run.route) == 1)
            for verb in [store.holdMail, store.retryMail, store.cancelMail] {
                let refusal = await #expect(throws: Refusal.self) { _ = try await verb(.letter(letter.id)) }
                #expect(refusal?.description == "letter \(letter.id) is done: sent")
            }
        }
    }

    @Test(arguments: [
        MailSelection.letter(4_711), .route("nowhere"),
        .prompt(course: "other", module: "film-1", prompt: "link"),
        .prompt(course: "small", module: "film-9", prompt: "link"),
        .prompt(course: "small", module: "film-1", prompt: "song"),
    ])
    func `what there is not is refused, and nothing is written`(selection: MailSelection) async throws {
        try await withQueuedLetters { run, owner in
            for verb in [run.store.holdMail, run.store.retryMail, run.store.cancelMail] {
                await #expect(throws: Refusal.self) { _ = try await verb(selection) }
            }
            #expect(try await run.store.mailTrail() == [])
            for table in ["mail_route", "stopped_prompt"] {
                let rows = try await owner.contents(of: table)
                #expect(rows == [])
            }
        }
    }

    @Test func `a held prompt is taken back, the rest of its letters leaves, and it follows when it is let go`()
        async throws
    {
        try await withQueuedLetters { run, _ in
            let store = run.store
            let film = MailSelection.prompt(course: run.key, module: "film-1", prompt: "link")
            #expect(try await store.holdMail(film) == MailChange(letters: 5, items: 10))
            #expect(try await store.holdMail(film) == MailChange(letters: 0, items: 0))
            let without = try await run.step()
            #expect(without.count == 5)
            #expect(without.items == ["workshop-1/invitation"])
            let row = try #require(try await store.ledger(of: run.key).row("film-1/link"))
            #expect(row.state == .held)
            #expect(row.count == count(pending: 5))
            let preview = try await store.preview(of: run.key)
            let previewed = preview.recipients.flatMap { preview.preview.letters(for: $0) }.flatMap(\.items)
            #expect(!previewed.isEmpty)
            #expect(!previewed.contains { $0.prompt.scope.reference == "film-1/link" })

            #expect(try await run.run(until: at("2027-03-05T12:00")).items == ["workshop-1/invitation"])
            #expect(try await store.retryMail(film) == MailChange(letters: 0, items: 0))
            let film1 = try await run.step()
            #expect(film1.map(\.items) == Array(repeating: ["film-1/link"], count: 7))
            #expect(
                try await store.mailTrail(course: run.key).map(\.subject) == [
                    "film-1.link", "film-1.link", "film-1.link",
                ]
            )
        }
    }

    @Test func `a prompt in a letter that was attempted counts as told, and what is held to its end is missed`()
        async throws
    {
        try await withQueuedLetters { run, _ in
            let store = run.store
            let letter = try #require(try await store.claim(on: run.route, by: "one", limit: 1).letters.first)
            _ = try await store.settle(
                [],
                deferring: [Deferral(letter, seconds: 3600, replyCode: 450, reply: nil)],
                on: run.route
            )
            let film = MailSelection.prompt(course: run.key, module: "film-1", prompt: "link")
            #expect(try await store.holdMail(film).letters == 4)
            let deliveries = try await run.run(until: at("2027-05-01T00:00"))
            #expect(deliveries.filter { $0.items.contains("film-1/link") }.count == 1)
            let row = try #require(try await store.ledger(of: run.key).row("film-1/link"))
            #expect(row.state == .closed)
            #expect(row.count == count(sent: 1, skipped: [.missed: 4]))
        }
    }

    @Test func `a route is held once, and hears of it when it is let go`() async throws {
        try await withQueuedLetters { run, owner in
            let store = run.store
            #expect(try await store.holdMail(.route(run.route)) == MailChange(letters: 5, items: 10))
            #expect(try await store.holdMail(.route(run.route)) == MailChange(letters: 0, items: 0))
            let standing = try await store.acting(as: .post).mailStanding()
            #expect(standing.routes.first { $0.name == run.route }?.heldAt != nil)
            let letter = try await owner.letter(of: "bo")
            try await store.holdMail(.letter(letter))

            var heard = Listener(store.database.conninfo, channels: ["tandem_mail"]).events().makeAsyncIterator()
            #expect(await heard.next() == .connected)
            // What is held by itself stays so.
            #expect(try await store.retryMail(.route(run.route)) == MailChange(letters: 4, items: 8))
            #expect(await heard.next() == .notification(channel: "tandem_mail", payload: run.route))
            #expect(
                try await store.acting(as: .post).mailStanding().routes.first { $0.name == run.route }?.heldAt == nil
            )
            #expect(try await run.step().count == 4)
            #expect(
                try await store.auditTrail().filter { $0.course == nil }.map(\.action) == [
                    "mail.retry", "mail.hold", "mail.hold",
                ]
            )
        }
    }
}
