import Course
import CourseStore
import CourseTesting
import Postgres
import Testing

/// Whom a reminder went to says who has not seen the film: it can be read off nothing else either.
struct ReminderLeakTests {
    @Test func `a reminder that went only to those who have not seen the film leaves no trace of whom`() async throws {
        let outline = try SmallCourse.outline(keeping: ["film-1", "meeting-1", "workshop-1"])
        try await Watchers.with(outline) { run, owner, cast in
            // Before, at and after the reminder's moment, with its letters queued, and sent.
            try await run.run(until: at("2027-03-24T07:59"))
            try await run.setClock(to: at("2027-03-24T08:00"))
            _ = try await run.store.release(run.id)
            func everybodyAlike() async throws {
                for store in [cast.administrator, cast.here] {
                    let traces = try await store.traces()
                    let kinds = Set(Watchers.names.map { traces[$0.prefix(1).uppercased() + $0.dropFirst()] ?? [] })
                    #expect(kinds.count <= 3, "the groups' chairs, and all others alike")
                    let ordinary = Watchers.names.filter { !["l1", "l21"].contains($0) }
                    #expect(Set(ordinary.map { traces["L" + $0.dropFirst()] ?? [] }).count == 1)
                    #expect(!traces.values.joined().contains { $0.hasPrefix("item film-1 reminder") })
                }
            }
            try await everybodyAlike()
            #expect(try await owner.one("SELECT count(*) FROM letter WHERE discreet") == 11)
            #expect(try await cast.administrator.mailLetters() == [])
            try await run.run(until: at("2027-03-26T12:00"))
            try await everybodyAlike()
            #expect(try await owner.one("SELECT count(*) FROM letter_history WHERE discreet") == 13)

            // The one whom it went to sees it.
            let reminded = try await (cast.leader("l13", owner)).traces()
            #expect(reminded.keys.sorted() == ["L13"])
            #expect(reminded["L13"]?.contains("item film-1 reminder sent") == true)
            #expect(try await (cast.leader("l1", owner)).traces()["L1"]?.contains("seen") == true)
        }
    }

    @Test func `a letter that brings a reminder beside something else is known by that alone`() async throws {
        try await Watchers.with { run, owner, cast in
            try await run.run(until: at("2027-03-24T07:59"))
            // Held until the reminder's moment, the second film comes with it.
            try await owner.transaction(as: "post") {
                try await $0.execute("DELETE FROM letter_item WHERE module = 'film-2' AND prompt = 'link'")
            }
            try await run.setClock(to: at("2027-03-24T08:00"))
            _ = try await run.store.release(run.id)
            #expect(try await owner.one("SELECT count(*) FROM letter WHERE discreet") == 0)
            for store in [cast.administrator, cast.here] {
                let letters = try await store.mailLetters()
                #expect(letters.count == 23)
                for letter in letters.prefix(1) + letters.suffix(1) {
                    #expect(try await store.holdMail(.letter(letter.id)).items == 1)
                    #expect(try await store.retryMail(.letter(letter.id)).items == 1)
                }
                let traces = try await store.traces()
                let ordinary = Watchers.names.filter { !["l1", "l21"].contains($0) }
                #expect(Set(ordinary.map { traces["L" + $0.dropFirst()] ?? [] }).count == 1)
            }
            // Taken back for the sake of the film, nothing is told of what else was taken back with it.
            let change = try await run.store.holdMail(.prompt(course: run.key, module: "film-2", prompt: "link"))
            #expect(change == MailChange(letters: 23, items: 23))
        }
    }

    @Test func `a bounce of such a letter, and the letter itself, are as if they were not`() async throws {
        try await Watchers.with { run, owner, cast in
            try await run.run(until: at("2027-03-26T12:00"))
            let (letter, token) = try await owner.settledLetter(of: "l13")
            #expect(try await run.store.noteBounce(of: token, BounceNote(kind: .hard)) == .noted(marked: true))
            #expect(try await owner.one("SELECT discreet FROM bounce WHERE letter = \(letter)"))
            for store in [cast.administrator, cast.here] {
                #expect(
                    try await store.unreachableLeaders(in: run.key).map { $0.last == nil && $0.since == nil } == [true]
                )
                for number in [letter, 4_711] {
                    let refusal = await #expect(throws: Refusal.self) { _ = try await store.retryMail(.letter(number)) }
                    #expect(refusal?.kind == .unknown && refusal?.description == "there is no letter \(number)")
                }
            }
            #expect(try await cast.there.unreachableLeaders(in: run.key) == [])
        }
    }

    @Test func `what was sent if needed stays so when the programme is edited afterwards`() async throws {
        var edited = try SmallCourse.outline()
        let film = try #require(edited.programme.modules.firstIndex { $0.key == "film-1" })
        let reminder = try #require(edited.programme.modules[film].prompts.firstIndex { $0.key == "reminder" })
        edited.programme.modules[film].prompts[reminder].unless = nil
        let outline = edited
        try await Watchers.with { run, owner, cast in
            try await run.run(until: at("2027-03-24T12:00"))
            _ = try await run.store.importCourse(outline)
            #expect(
                try await owner.one("SELECT count(*) FROM planned_prompt WHERE unless = 'done' AND module = 'film-1'")
                    == 0
            )
            let traces = try await cast.administrator.traces()
            #expect(!traces.values.joined().contains { $0.hasPrefix("item film-1 reminder") })
            let row = try #require(try await cast.administrator.ledger(of: run.key).row("film-1/reminder"))
            #expect(row.row.isDiscreet && row.count == .init() && row.ifNeeded?.sent == 10)
        }
        // Before anybody has got it, an edit makes it a prompt like any other.
        try await Watchers.with { run, _, cast in
            _ = try await run.store.importCourse(outline)
            try await run.run(until: at("2027-03-26T12:00"))
            let row = try #require(try await cast.administrator.ledger(of: run.key).row("film-1/reminder"))
            #expect(!row.row.isDiscreet && row.count.sent == 23)
        }
    }
}
