import Course
import CourseStore
import CourseTesting
import Postgres
import Testing

/// Letters that somebody holds: their `next_at` is infinity.
struct HeldLetterTests {
    private func hold(_ queued: QueuedLetters) async throws {
        try await queued.change("UPDATE letter SET next_at = 'infinity'")
    }

    private func held(_ queued: QueuedLetters) async throws -> Int {
        try await queued.owner.one("SELECT count(*) FROM letter WHERE next_at = 'infinity'")
    }

    @Test func `a held letter is never due, and hides none that is`() async throws {
        try await QueuedLetters.with { queued in
            try await queued.queue(2)
            try await hold(queued)
            #expect(try await queued.store.nextDue(on: queued.run.route).due == nil)
            #expect(try await queued.claim().isEmpty)
            try await queued.queue(1, lane: 1, dueSecondsAgo: -60)
            try await queued.change("UPDATE letter SET lane = 0 WHERE next_at = 'infinity'")
            #expect(try await queued.store.nextDue(on: queued.run.route).due == queued.now.adding(seconds: 60))
        }
    }

    @Test func `a held letter comes due when it is of use no more`() async throws {
        try await QueuedLetters.with { queued in
            try await queued.queue(3)
            try await hold(queued)
            try await queued.change(
                "UPDATE letter SET useful_until = \(queued.now) WHERE id = (SELECT min(id) FROM letter)"
            )
            try await queued.store.tidyMailbox()
            #expect(try await held(queued) == 2)
            let letters = try await queued.claim()
            #expect(letters.map(\.usefulUntil) == [queued.now])
        }
    }

    @Test(arguments: [true, false])
    func `from a held letter a stopped prompt is taken, and the rest stays held with it`(isHeld: Bool) async throws {
        try await withQueuedLetters { run, owner in
            let store = run.store
            let verb = isHeld ? store.holdMail : store.cancelMail
            let id = try await owner.letter(of: "bo")
            try await store.holdMail(.letter(id))
            let film = MailSelection.prompt(course: run.key, module: "film-1", prompt: "link")
            let taken = try await verb(film)
            #expect(taken == MailChange(letters: 4, items: 9))
            #expect(try await run.step().to("bo") == [])
            let letter = try #require(try await store.mailLetters(leader: SmallCourse.address("bo")).first)
            #expect(letter.id == id && letter.state == .held)
            let pending = try await owner.items(of: "bo").filter { $0.hasSuffix("pending") }
            #expect(pending == ["workshop-1/invitation pending"])
            // Without anything in it there is nothing to hold.
            let workshop = MailSelection.prompt(course: run.key, module: "workshop-1", prompt: "invitation")
            let rest = try await verb(workshop)
            #expect(rest == MailChange(letters: 1, items: 1))
            #expect(try await store.mailLetters(leader: SmallCourse.address("bo")) == [])
            #expect(try await run.step().to("bo") == [])
        }
    }

    @Test func `a date that moves leaves a held letter held`() async throws {
        try await withQueuedLetters { run, owner in
            let store = run.store
            let id = try await owner.letter(of: "bo")
            try await store.holdMail(.letter(id))
            let change = try await store.reschedule(
                course: run.key,
                module: "workshop-1",
                session: nil,
                start: at("2027-04-21T09:00"),
                end: nil
            )
            #expect(change.cancelled == 4)
            #expect(try await run.step().to("bo").items == [])
            let letters = try await store.mailLetters(leader: SmallCourse.address("bo"))
            #expect(letters.filter { $0.state == .held }.map(\.id) == [id])
            try await store.retryMail(.letter(id))
            #expect(try await run.step().to("bo").items == ["film-1/link", "workshop-1/invitation"])
            // What it told is corrected in a letter of its own.
            let told = try await run.run(until: at("2027-03-05T12:00")).to("bo").flatMap(\.corrections)
            let moved = CourseRun.Correction(
                module: "workshop-1",
                was: at("2027-04-14T09:00"),
                now: at("2027-04-21T09:00")
            )
            #expect(told.contains(moved))
        }
    }
}
