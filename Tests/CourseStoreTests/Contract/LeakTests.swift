import Course
import CourseStore
import CourseTesting
import Foundation
import Postgres
import Testing

/// Where who has seen a film, or booked a check, could be read off something else.
struct LeakTests {
    /// Twenty-three leaders in Albertslund, in groups of five and three and without one, and three in Glostrup; the first
    /// twelve of Albertslund have seen the first film, and one of Glostrup.
    private func withWatchers(
        _ outline: CourseOutline? = nil,
        seeing seen: [String] = Cast.seen,
        _ body: (CourseRun, _ owner: Database, Cast) async throws -> Void
    ) async throws {
        let outline = try outline ?? SmallCourse.outline()
        try await withStore { store, owner in
            let run = try await CourseRun(store, importing: outline, at: LocalDateTime(outline.starts, .midnight))
            _ = try await store.enrol(SmallCourse.list(Cast.leaders), in: run.key, municipality: "albertslund")
            _ = try await store.enrol(SmallCourse.list(Cast.others), in: run.key, municipality: "glostrup")
            _ = try await store.goLive(run.key)
            for name in seen {
                try await store.markFilmDone(course: run.key, module: "film-1", leader: SmallCourse.address(name))
            }
            try await body(run, owner, try await Cast(run))
        }
    }

    private struct Cast {
        static let names = (1...23).map { "l\($0)" }
        static let leaders = names.enumerated().map { index, name in
            switch index {
            case 0..<5: SmallCourse.leader(name, group: "Nord", isChair: index == 0)
            case 20..<23: SmallCourse.leader(name, group: "Syd", isChair: index == 20)
            default: SmallCourse.leader(name)
            }
        }
        static let others = (1...3).map { SmallCourse.leader("g\($0)", group: "Øst", isChair: $0 == 1) }
        static let seen = Array(names.prefix(12)) + ["g2"]

        let administrator: Store
        let here: Store
        let there: Store
        let course: StoredCourse
        let run: CourseRun

        init(_ run: CourseRun) async throws {
            course = try await run.store.course(run.key)
            administrator = run.store
            here = run.store.acting(
                as: Acting(.coordinator(try #require(course.municipalities["albertslund"])), doer: Doer("h"))
            )
            there = run.store.acting(
                as: Acting(.coordinator(try #require(course.municipalities["glostrup"])), doer: Doer("t"))
            )
            self.run = run
        }

        func leader(_ name: String, _ owner: Database) async throws -> Store {
            let id: Int64 = try await owner.one("SELECT id FROM leader WHERE email = \(SmallCourse.address(name))")
            return run.store.acting(as: Acting(.leader(Leader.ID(rawValue: id)), doer: Doer(name)))
        }
    }

    /// All that somebody sees of each leader's mail, without what names the leader.
    private func traces(of store: Store) async throws -> [String: Set<String>] {
        let actor = try actor(of: store)
        let rows: [String] = try await store.database.ask(
            """
            SELECT l.name || ' ' || t.trace FROM leader l CROSS JOIN LATERAL (
                SELECT concat_ws(' ', 'item', i.module, i.prompt, i.state, i.skip) AS trace FROM letter_item i WHERE i.leader = l.id
                UNION ALL
                SELECT concat_ws(' ', 'letter', h.outcome, h.course_time) FROM letter_history h WHERE h.leader = l.id
                UNION ALL SELECT 'queued' FROM letter q WHERE q.leader = l.id
                UNION ALL SELECT 'bytes' FROM letter_message m JOIN letter_history h ON h.id = m.letter WHERE h.leader = l.id
                UNION ALL SELECT 'correction' FROM correction k WHERE k.leader = l.id
                UNION ALL SELECT 'bounce' FROM bounce b WHERE b.leader = l.id
                UNION ALL SELECT 'planned' FROM planned_prompt p WHERE p.leader = l.id
                UNION ALL SELECT 'seen' FROM film_done d WHERE d.leader = l.id
                UNION ALL SELECT 'booked' FROM booking b WHERE b.leader = l.id) AS t ORDER BY 1
            """,
            as: actor
        )
        var traces: [String: Set<String>] = [:]
        for row in rows {
            let parts = row.split(separator: " ", maxSplits: 1).map(String.init)
            traces[parts[0], default: []].insert(parts[1])
        }
        return traces
    }

    private func actor(of store: Store) throws -> String {
        switch store.acting.role {
        case .administrator: "administrator"
        case .coordinator(let id): "coordinator:\(id)"
        case .leader(let id): "leader:\(id)"
        default: ""
        }
    }

    @Test func `a reminder that went only to those who have not seen the film leaves no trace of whom`() async throws {
        let outline = try SmallCourse.outline(keeping: ["film-1", "meeting-1", "workshop-1"])
        try await withWatchers(outline) { run, owner, cast in
            // Before, at and after the reminder's moment, with its letters queued, and sent.
            try await run.run(until: at("2027-03-24T07:59"))
            try await run.setClock(to: at("2027-03-24T08:00"))
            _ = try await run.store.release(run.id)
            func everybodyAlike() async throws {
                for store in [cast.administrator, cast.here] {
                    let traces = try await traces(of: store)
                    let kinds = Set(Cast.names.map { traces[$0.prefix(1).uppercased() + $0.dropFirst()] ?? [] })
                    #expect(kinds.count <= 3, "the groups' chairs, and all others alike")
                    let ordinary = Cast.names.filter { !["l1", "l21"].contains($0) }
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
            let reminded = try await traces(of: try await cast.leader("l13", owner))
            #expect(reminded.keys.sorted() == ["L13"])
            #expect(reminded["L13"]?.contains("item film-1 reminder sent") == true)
            #expect(try await traces(of: try await cast.leader("l1", owner))["L1"]?.contains("seen") == true)
        }
    }

    @Test func `of what is sent if needed round figures are told, and none that leave fewer than five`() async throws {
        try await withWatchers { run, _, cast in
            let early = try #require(try await cast.administrator.ledger(of: run.key).row("film-1/reminder"))
            #expect(early.ifNeeded?.reached == 0 && early.ifNeeded?.sent == 0)
            try await run.run(until: at("2027-03-26T12:00"))
            for (store, municipalities) in [(cast.administrator, 2), (cast.here, 1)] {
                let ledger = try await store.ledger(of: run.key)
                #expect(Set(ledger.prompts.map(\.row.municipality)).count == municipalities)
                let row = try #require(ledger.row("film-1/reminder"))
                #expect(row.row.isDiscreet && row.row.unless == .done && row.count == .init())
                #expect(row.ifNeeded?.reached == 23 && row.ifNeeded?.sent == 10)
                #expect(ledger.row("film-1/link")?.ifNeeded == nil)
            }
            let small = try await cast.there.ledger(of: run.key).prompts.first { $0.row.prompt == "reminder" }
            #expect(small?.ifNeeded?.reached == 3 && small?.ifNeeded.map { $0.sent == nil } == true)

            func films(_ store: Store) async throws -> [String] {
                try await store.filmCounts(in: run.key).filter { $0.module == "film-1" }
                    .map { "\($0.municipality) \($0.done.map(String.init) ?? "-") of \($0.of)" }
            }
            #expect(Set(try await films(cast.administrator)) == ["albertslund 10 of 23", "glostrup - of 3"])
            #expect(try await films(cast.here) == ["albertslund 10 of 23"])
            #expect(try await films(cast.there) == ["glostrup - of 3"])
        }
    }

    @Test func `a figure is told as a multiple of five, with five or more on either side, or not at all`() async throws
    {
        try await withStore { store, _ in
            let rows: [String] = try await store.database.ask(
                "SELECT concat_ws(' ', f, n, shown(f, n)) FROM generate_series(0::bigint, 40) AS n, generate_series(0, n) AS f"
            )
            #expect(rows.count == 861)
            for row in rows {
                let numbers = row.split(separator: " ").compactMap { Int($0) }
                let (figure, all) = (numbers[0], numbers[1])
                let hidden = all > 0 && (figure < 5 || all - figure < 5)
                #expect(numbers.dropFirst(2).first == (hidden ? nil : figure / 5 * 5), "\(figure) of \(all)")
            }
        }
    }

    @Test func `whoever counts for others counts nothing`() async throws {
        try await withWatchers { run, owner, cast in
            let leader = try await cast.leader("l1", owner)
            #expect(try await leader.filmCounts(in: run.key) == [])
            #expect(try await leader.notesCounts(in: run.key) == [])
            #expect(try await leader.bookingCounts(in: run.key) == [])
            #expect(try await leader.jointLeaders(in: run.key) == [])
            #expect(try await leader.ledger(of: run.key).prompts.allSatisfy { ($0.ifNeeded?.reached ?? 0) == 0 })
            let nobody = try await run.store.database.transaction(as: "") { session in
                try await session.one(
                    Query<Int>(
                        """
                        SELECT (SELECT count(*) FROM film_counts(\(run.id))) + (SELECT count(*) FROM notes_counts(\(run.id)))
                             + (SELECT count(*) FROM booking_counts(\(run.id))) + (SELECT count(*) FROM joint_leaders(\(run.id)))
                             + (SELECT count(*) FROM discreet_counts(\(run.id))) + (SELECT count(*) FROM group_of_chair())
                             + (SELECT count(*) FROM film_shares_of_chair()) + (SELECT count(*) FROM booked_with_helper())
                        """
                    )
                )
            }
            #expect(nobody == 0)
        }
    }

    @Test func `a chair hears of the own group by name, and how many have seen a film in words from five on`()
        async throws
    {
        try await withWatchers { run, owner, cast in
            let five = try await cast.leader("l1", owner)
            #expect(Set(try await five.groupOfChair().map(\.name)) == ["L1", "L2", "L3", "L4", "L5"])
            let shares = try await five.filmSharesOfChair()
            #expect(shares.map { "\($0.module) \($0.share)" } == ["film-1 almostAll", "film-2 few"])
            let three = try await cast.leader("l21", owner)
            #expect(try await three.groupOfChair().count == 3)
            #expect(try await three.filmSharesOfChair() == [])
            let member = try await cast.leader("l2", owner)
            #expect(try await member.groupOfChair() == [])
            #expect(try await member.filmSharesOfChair() == [])
            #expect(try await cast.administrator.groupOfChair() == [])
        }
    }

    @Test func `coordinators know each other's leaders at sessions, by name, area and session`() async throws {
        try await withWatchers { run, owner, cast in
            let known = try await cast.there.jointLeaders(in: run.key)
            #expect(known.count == 26 && Set(known.map(\.session)) == ["onsdag"])
            #expect(try await cast.administrator.jointLeaders(in: run.key).count == 26)
            try await run.store.withdrawLeader(SmallCourse.address("l3"), from: run.key)
            #expect(try await cast.there.jointLeaders(in: run.key).count == 25)
        }
    }

    @Test func `a bounce of such a letter, and the letter itself, are as if they were not`() async throws {
        try await withWatchers { run, owner, cast in
            try await run.run(until: at("2027-03-26T12:00"))
            let (letter, token) = try await owner.settledLetter(of: "l13")
            #expect(try await run.store.noteBounce(of: token, BounceNote(kind: .hard)) == .noted(marked: true))
            #expect(try await owner.one("SELECT discreet FROM bounce WHERE letter = \(letter)"))
            for store in [cast.administrator, cast.here] {
                #expect(try await store.unreachableLeaders(in: run.key).map { $0.last == nil } == [true])
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
        try await withWatchers { run, owner, cast in
            try await run.run(until: at("2027-03-24T12:00"))
            _ = try await run.store.importCourse(outline)
            #expect(
                try await owner.one("SELECT count(*) FROM planned_prompt WHERE unless = 'done' AND module = 'film-1'")
                    == 0
            )
            let traces = try await traces(of: cast.administrator)
            #expect(!traces.values.joined().contains { $0.hasPrefix("item film-1 reminder") })
            let row = try #require(try await cast.administrator.ledger(of: run.key).row("film-1/reminder"))
            #expect(row.row.isDiscreet && row.count == .init() && row.ifNeeded?.sent == 10)
        }
        // Before anybody has got it, an edit makes it a prompt like any other.
        try await withWatchers { run, _, cast in
            _ = try await run.store.importCourse(outline)
            try await run.run(until: at("2027-03-26T12:00"))
            let row = try #require(try await cast.administrator.ledger(of: run.key).row("film-1/reminder"))
            #expect(!row.row.isDiscreet && row.count.sent == 23)
        }
    }

    @Test func `a letter that brings a reminder beside something else is known by that alone`() async throws {
        try await withWatchers { run, owner, cast in
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
                let traces = try await traces(of: store)
                let ordinary = Cast.names.filter { !["l1", "l21"].contains($0) }
                #expect(Set(ordinary.map { traces["L" + $0.dropFirst()] ?? [] }).count == 1)
            }
            // Taken back for the sake of the film, nothing is told of what else was taken back with it.
            let change = try await run.store.holdMail(.prompt(course: run.key, module: "film-2", prompt: "link"))
            #expect(change == MailChange(letters: 23, items: 23))
        }
    }

    @Test func `a preview takes bookings as none, but the leader's own`() async throws {
        let outline = try SmallCourse.outline(keeping: ["workshop-1", "workshop-2", "service-check"])
        try await withWatchers(outline, seeing: []) { run, owner, cast in
            let booker = try await cast.leader("l7", owner)
            try await owner.transaction(as: "post") {
                try await $0.execute(
                    """
                    INSERT INTO booking (leader, module, starts, ends)
                    SELECT id, 'service-check', '2027-05-25 10:00', '2027-05-25 10:30' FROM leader WHERE name = 'L7'
                    """
                )
            }
            let change = try await run.store.importCourse(outline).plan
            #expect(change.difference.added.isEmpty)
            #expect(try await owner.one("SELECT count(*) FROM planned_prompt WHERE leader IS NOT NULL") > 0)
            func letters(_ store: Store, of name: String) async throws -> [[String]] {
                let preview = try await store.preview(of: run.key, leader: SmallCourse.address(name))
                let recipient = try #require(preview.recipients.first)
                return preview.preview.letters(for: recipient).map { letter in
                    letter.items.map { "\($0.prompt.scope.module).\($0.prompt.scope.prompt)" }
                }
            }
            for store in [cast.administrator, cast.here] {
                #expect(try await letters(store, of: "l7") == letters(store, of: "l8"))
                #expect(try await store.ledger(of: run.key).prompts.allSatisfy { $0.row.leader == nil })
            }
            #expect(try await letters(booker, of: "l7").joined().contains("service-check.reminder"))
            await #expect(throws: Refusal.self) { _ = try await letters(booker, of: "l8") }
        }
    }
}
