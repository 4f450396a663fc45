import Course
import CourseStore
import CourseTesting
import Foundation
import Postgres
import Testing

/// Planned = sent + pending + skipped + failed + bounced, to the last item.
struct LedgerTests {
    /// Every leader × prompt that there is or has been, asked without the ledger's own statements.
    private func everything(_ store: Store) async throws -> Int {
        try await store.database.one(
            """
            SELECT count(*) FROM (
                SELECT leader, module, prompt FROM letter_item
                UNION
                SELECT a.leader, p.module, p.prompt FROM audience a JOIN planned_prompt p ON p.id = a.planned
                WHERE a.enrolled_at < p.useful_until) AS shares
            """
        )
    }

    @Test func `each leader and prompt is counted once at every step of a course in which much changes`() async throws {
        let outline = try SmallCourse.outline(sessions: 2)
        try await withStore { store, owner in
            let run = try await SmallCourse.run(in: store, outline: outline)
            let refuse: @Sendable (ClaimedLetter, Instant) -> Settlement = { letter, now in
                letter.recipient.email == SmallCourse.address("han")
                    ? .failed(letter, replyCode: 550, reply: "5.1.1 No such user", isAddress: true)
                    : CourseRun.accept(letter, now)
            }
            func balances() async throws {
                let ledger = try await store.acting(as: .post).ledger(of: run.key)
                let states: [String: Int] = [
                    "sent": ledger.totals.sent, "failed": ledger.totals.failed, "bounced": ledger.totals.bounced,
                ]
                for (state, number) in states {
                    #expect(try await owner.one("SELECT count(*) FROM letter_item WHERE state = \(state)") == number)
                }
                #expect(ledger.totals.planned == (try await everything(store)))
                #expect(
                    ledger.letters
                        == (try await owner.one("SELECT count(*) FROM letter_history WHERE outcome = 'sent'"))
                )
            }
            func go(until end: String) async throws {
                try await run.run(until: at(end), settling: refuse, afterEach: balances)
            }
            try await balances()
            try await go(until: "2027-03-02T12:00")
            _ = try await store.setMeeting(
                course: run.key,
                module: "meeting-1",
                municipality: "albertslund",
                group: "Nord",
                start: at("2027-03-18T10:00"),
                end: nil,
                place: nil
            )
            try await balances()
            try await go(until: "2027-03-05T12:00")
            try await store.withdrawLeader(SmallCourse.address("dot"), from: run.key)
            try await store.setSeats(
                course: run.key,
                leaders: ["ann", "bo", "gro"].map(SmallCourse.address),
                module: "workshop-1",
                session: "torsdag"
            )
            try await store.markReflectionDone(
                course: run.key,
                module: "meeting-1",
                municipality: "albertslund",
                group: "Nord"
            )
            let bounced: [UUID] = try await owner.ask(
                """
                SELECT DISTINCT ON (l.email) h.token FROM letter_history h JOIN leader l ON l.id = h.leader
                WHERE h.outcome = 'sent' AND l.name IN ('Cai', 'Eve', 'Gro') ORDER BY l.email, h.released_at
                """
            )
            for (token, kind) in zip(bounced, BounceNote.Kind.allCases) {
                _ = try await store.noteBounce(of: token, BounceNote(kind: kind))
                try await balances()
            }
            try await store.cancelMail(.prompt(course: run.key, module: "film-2", prompt: "reminder"))
            try await store.holdMail(.prompt(course: run.key, module: "film-2", prompt: "link"))
            try await balances()
            try await go(until: "2027-03-20T12:00")
            try await store.retryMail(.prompt(course: run.key, module: "film-2", prompt: "link"))
            try await balances()
            _ = try await store.enrol(
                SmallCourse.list([SmallCourse.leader("late", group: "Syd"), SmallCourse.leader("bo", group: "Syd")]),
                in: run.key,
                municipality: "albertslund"
            )
            try await balances()
            // An outage.
            try await run.setClock(to: at("2027-04-02T12:00"))
            try await go(until: "2027-04-06T12:00")
            try await store.returnLeader(SmallCourse.address("dot"), to: run.key)
            #expect(try await store.acting(as: .post).ledger(of: run.key).totals.failed > 0)
            try await store.correctAddress(
                of: SmallCourse.address("han"),
                to: SmallCourse.address("hans"),
                in: run.key
            )
            try await balances()
            _ = try await store.reschedule(
                course: run.key,
                module: "workshop-1",
                session: "torsdag",
                start: at("2027-04-22T09:00"),
                end: nil
            )
            try await balances()
            try await go(until: "2027-05-20T00:00")
            let ledger = try await store.acting(as: .post).ledger(of: run.key)
            #expect(ledger.totals.pending == 0)
            #expect(ledger.totals.bounced > 0)
            #expect(
                Set(ledger.totals.skipped.keys).isSuperset(of: [.missed, .noSeat, .done, .unreachable, .cancelled])
            )
            #expect(ledger.prompts.allSatisfy { [.closed, .missed, .withdrawn, .cancelled].contains($0.state) })
        }
    }

    @Test func `the real course is delivered to the last item, and then rests`() async throws {
        try await withStore { store, _ in
            let run = try await DemoCourse.run(in: store)
            #expect(try await store.goLive(run.key) == 0)
            await #expect(throws: Refusal.self) { _ = try await store.goLive(run.key) }
            let deliveries = try await run.run(until: at("2027-10-05T00:00"))
            let ledger = try await store.acting(as: .post).ledger(of: run.key)
            #expect(ledger.letters == deliveries.count)
            #expect(ledger.totals.sent == deliveries.map(\.items.count).reduce(0, +))
            #expect(ledger.totals.pending == 0)
            #expect(ledger.totals.failed == 0)
            // Nobody has a seat, and no group has set its meeting's date, so that chairs are not asked for notes.
            #expect(Set(ledger.totals.skipped.keys) == [.noSeat, .noDate])
            #expect(ledger.totals.planned == (try await everything(store)))
            #expect(try await store.nextReleaseMoment(of: run.id) == nil)
        }
    }
}
