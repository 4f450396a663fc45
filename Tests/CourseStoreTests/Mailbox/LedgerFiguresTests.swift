import Course
import CourseStore
import CourseTesting
import Foundation
import Postgres
import Testing

/// The figures that are kept as they are written, against the ledger that counts every row.
struct LedgerFiguresTests {
    /// What became of each prompt that is not sent if needed, as somebody counts it who reads every row.
    private func counted(_ store: Store, _ key: String) async throws -> [PlannedPrompt.ID: PromptStanding.Count] {
        let ledger = try await store.acting(as: .post).ledger(of: key)
        return Dictionary(uniqueKeysWithValues: ledger.prompts.map { ($0.row.id, $0.count) })
    }

    private func agrees(_ store: Store, _ owner: Database, _ run: CourseRun) async throws {
        let all = try await counted(store, run.key)
        let waiting = try await store.ledgerWaiting(of: run.key)
        let figures = try await store.ledgerFigures(of: run.key, waiting: waiting)
        #expect(!figures.isCounting)
        #expect(figures.lines.count > 10)
        for line in figures.lines where !line.isDiscreet {
            #expect(line.count == all[line.id], "\(line.municipality) \(line.module).\(line.prompt)")
        }
        for line in figures.lines where line.isDiscreet {
            #expect(line.count.planned == 0 && line.ifNeeded != nil)
        }
        let differing: Int = try await owner.one(
            """
            SELECT count(*) FROM (
                SELECT planned, state, skip, count(*) AS leaders FROM letter_item GROUP BY planned, state, skip) AS i
            FULL JOIN (SELECT planned, state, skip, sum(leaders) AS leaders FROM item_tally
                       GROUP BY planned, state, skip HAVING sum(leaders) <> 0) AS t
              ON t.planned = i.planned AND t.state = i.state AND t.skip IS NOT DISTINCT FROM i.skip
            WHERE i.leaders IS DISTINCT FROM t.leaders
            """
        )
        #expect(differing == 0)
    }

    @Test func `the figures are the rows counted, at every step of a course in which much changes`() async throws {
        try await withStore { store, owner in
            let run = try await SmallCourse.run(in: store, outline: try SmallCourse.outline(sessions: 2))
            let refuse = refusing("han", isAddress: true)
            func go(until end: String) async throws {
                try await run.run(until: at(end), settling: refuse) { try await agrees(store, owner, run) }
            }
            try await agrees(store, owner, run)
            try await go(until: "2027-03-04T12:00")
            _ = try await store.setMeeting(
                course: run.key,
                module: "meeting-1",
                municipality: "albertslund",
                group: "Nord",
                start: at("2027-03-18T10:00"),
                end: nil,
                place: nil
            )
            try await agrees(store, owner, run)
            try await store.withdrawLeader(SmallCourse.address("dot"), from: run.key)
            try await store.setSeats(
                course: run.key,
                leaders: ["ann", "bo"].map(SmallCourse.address),
                module: "workshop-1",
                session: "torsdag"
            )
            try await agrees(store, owner, run)
            try await store.holdMail(.prompt(course: run.key, module: "film-2", prompt: "link"))
            try await store.cancelMail(.prompt(course: run.key, module: "film-1", prompt: "reminder"))
            try await go(until: "2027-03-20T12:00")
            try await store.retryMail(.prompt(course: run.key, module: "film-2", prompt: "link"))
            _ = try await store.enrol(
                SmallCourse.list([SmallCourse.leader("late", group: "Syd"), SmallCourse.leader("bo", group: "Syd")]),
                in: run.key,
                municipality: "albertslund"
            )
            try await agrees(store, owner, run)
            try await go(until: "2027-04-01T12:00")
            try await store.tidyMailbox()
            try await agrees(store, owner, run)
            try await go(until: "2027-05-20T00:00")
        }
    }

    @Test func `a count of those who wait holds while letters leave, and no longer when people change`() async throws {
        try await withQueuedLetters { run, _ in
            let store = run.store
            let waiting = try await store.ledgerWaiting(of: run.key)
            try await run.step()
            let after = try await store.ledgerFigures(of: run.key, waiting: waiting)
            #expect(!after.isCounting)
            #expect(after.lines.contains { $0.count.sent == 5 })
            try await store.withdrawLeader(SmallCourse.address("bo"), from: run.key)
            #expect(try await store.ledgerFigures(of: run.key, waiting: waiting).isCounting)
        }
    }

    @Test func `counts of a kind are added up into one`() async throws {
        try await withQueuedLetters { run, owner in
            for _ in 0..<15 {
                try await owner.withSession { session in
                    try await session.execute("UPDATE letter_item SET state = 'sent' WHERE state = 'pending'")
                    try await session.execute("UPDATE letter_item SET state = 'pending' WHERE state = 'sent'")
                }
            }
            let before: Int = try await owner.one("SELECT count(*) FROM item_tally")
            try await run.store.tidyMailbox()
            let after: Int = try await owner.one("SELECT count(*) FROM item_tally")
            #expect(before > 60 && after < 10)
            try await agrees(run.store, owner, run)
        }
    }

    @Test func `nobody can write the counts but who writes the items`() async throws {
        try await withStore { store, _ in
            for actor in ["administrator", "post"] {
                await #expect(throws: PostgresError.self) {
                    try await store.database.transaction(as: actor) {
                        try await $0.execute("UPDATE item_tally SET leaders = 1")
                    }
                }
            }
        }
    }

    @Test func `one prompt's leaders stand by name, page after page, each with what became of it`() async throws {
        try await withQueuedLetters { run, owner in
            let store = run.store
            try await run.step(settling: refusing("cai", isAddress: true))
            let figures = try await store.ledgerFigures(of: run.key, municipality: "albertslund", waiting: nil)
            let line = try #require(figures.lines.first { $0.module == "film-1" && $0.prompt == "link" })
            var names: [String] = []
            var states: [String: PromptLedger.State] = [:]
            var place: LetterList.Place?
            repeat {
                let page = try #require(
                    try await store.promptLedger(line.id, of: run.key, .init(after: place, limit: 2))
                )
                #expect(page.line.count.planned == 5)
                names += page.letters.shares.map(\.name)
                for share in page.letters.shares { states[share.name] = share.state }
                place = page.letters.next
            } while place != nil
            #expect(names == ["Ann", "Bo", "Cai", "Dot", "Eve"])
            #expect(states == ["Ann": .sent, "Bo": .sent, "Cai": .failed, "Dot": .sent, "Eve": .sent])
            let failed = try #require(try await store.promptLedger(line.id, of: run.key, .init(state: .failed)))
            #expect(failed.letters.shares.map(\.name) == ["Cai"])
            let standing = try await store.ledger(of: run.key).prompts.first { $0.row.id == line.id }
            #expect(failed.reasons.map { $0.sentence(in: .english) } == standing?.row.reasons)
            #expect(!failed.reasons.isEmpty)
            let share = try #require(failed.letters.shares.first)
            #expect(share.replyCode == 550 && share.at == failed.course.now && share.municipality == "albertslund")
            let letter = try #require(share.letter)
            let record = try #require(try await store.letterRecord(letter, of: run.key))
            #expect(record.row.state == .failed && record.row.replyCode == 550 && record.row.reply == "no")
            #expect(record.items.map(\.module).contains("film-1"))
            _ = owner
        }
    }

    @Test func `of a prompt that is sent if needed no leader is named, and its letter is not there`() async throws {
        try await withStore { store, owner in
            let run = try await SmallCourse.run(in: store)
            try await run.run(until: at("2027-05-20T00:00"))
            let figures = try await store.ledgerFigures(of: run.key, waiting: nil)
            let discreet = figures.lines.filter(\.isDiscreet)
            #expect(!discreet.isEmpty)
            for line in discreet {
                let ledger = try #require(try await store.promptLedger(line.id, of: run.key))
                #expect(ledger.letters.shares.isEmpty && ledger.line.count.planned == 0)
            }
            let only: [Int64] = try await owner.ask(
                """
                SELECT i.letter FROM letter_item i JOIN planned_prompt p ON p.id = i.planned
                WHERE i.letter IS NOT NULL GROUP BY i.letter HAVING bool_and(p.discreet)
                """
            )
            #expect(!only.isEmpty)
            for letter in only { #expect(try await store.letterRecord(letter, of: run.key) == nil) }
        }
    }
}
