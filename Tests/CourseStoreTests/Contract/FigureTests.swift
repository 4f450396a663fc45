import Course
import CourseStore
import CourseTesting
import Postgres
import Testing

/// What may be counted of rows that nobody may see.
struct FigureTests {
    @Test func `of what is sent if needed round figures are told, and none that leave fewer than five`() async throws {
        try await Watchers.with { run, _, cast in
            let early = try #require(try await cast.administrator.ledger(of: run.key).row("film-1/reminder"))
            #expect(early.ifNeeded?.reached == 0 && early.ifNeeded?.sent == 0)
            try await run.run(until: at("2027-03-26T12:00"))
            for (store, municipalities) in [(cast.administrator, 2), (cast.here, 1)] {
                let ledger = try await store.ledger(of: run.key)
                #expect(Set(ledger.prompts.map(\.row.municipality)).count == municipalities)
                let row = try #require(ledger.row("film-1/reminder"))
                #expect(row.row.isDiscreet && row.row.unless == .done && row.count == .init())
                #expect(row.ifNeeded?.reached == 20 && row.ifNeeded?.sent == 10)
                #expect(ledger.row("film-1/link")?.ifNeeded == nil)
            }
            let small = try await cast.there.ledger(of: run.key).prompts.first { $0.row.prompt == "reminder" }
            #expect(small?.ifNeeded?.reached == 0 && small?.ifNeeded.map { $0.sent == nil } == true)

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
        try await Watchers.with { run, owner, cast in
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
                        SELECT (SELECT count(*) FROM progress_counts(\(run.id), 'film'))
                             + (SELECT count(*) FROM progress_counts(\(run.id), 'reflection'))
                             + (SELECT count(*) FROM progress_counts(\(run.id), 'service-check'))
                             + (SELECT count(*) FROM joint_leaders(\(run.id)))
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
        try await Watchers.with { run, owner, cast in
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

    /// The discreet figures of the first film's reminder in Albertslund, as they are told: reached and sent.
    private func told(_ store: Store, _ run: CourseRun) async throws -> [Int?] {
        let figures = try await store.ledgerFigures(of: run.key, waiting: nil)
        let line = try #require(
            figures.lines.first { $0.municipality == "albertslund" && $0.module == "film-1" && $0.prompt == "reminder" }
        )
        let row = try #require(try await store.ledger(of: run.key).row("film-1/reminder"))
        let needed = try #require(line.ifNeeded)
        #expect(
            needed.reached == row.ifNeeded?.reached && needed.sent == row.ifNeeded?.sent,
            "the page says what the list says"
        )
        return [needed.reached, needed.sent]
    }

    @Test func `letters taken back leave no figure behind that tells how many had seen the film`() async throws {
        let outline = try SmallCourse.outline(keeping: ["film-1", "meeting-1", "workshop-1"])
        try await Watchers.with(outline) { run, owner, cast in
            #expect(try await told(cast.administrator, run) == [0, 0])
            try await run.run(until: at("2027-03-24T07:59"))
            try await run.setClock(to: at("2027-03-24T08:00"))
            _ = try await run.store.release(run.id)
            for store in [cast.administrator, cast.here] { #expect(try await told(store, run) == [20, 10]) }

            // Taken back before anybody has tried them: only those stay who were left out, for they had seen it: twelve.
            let change = try await run.store.holdMail(.prompt(course: run.key, module: "film-1", prompt: "reminder"))
            #expect(change.letters == 0 && change.items == 0)
            #expect(
                try await owner.one(
                    "SELECT count(*) FROM letter_item WHERE module = 'film-1' AND prompt = 'reminder' AND discreet"
                )
                    == 12,
                "Glostrup's moment comes later in the morning"
            )
            for store in [cast.administrator, cast.here] { #expect(try await told(store, run) == [10, nil]) }
            // What would leave at once were the course paused and let go again is not told either.
            _ = try await run.store.retryMail(.prompt(course: run.key, module: "film-1", prompt: "reminder"))
            try await run.store.pause(run.key)
            #expect(try await run.store.goLive(run.key, dryRun: true) == 0)
        }
    }

    @Test
    func `where nobody had seen the film and all is taken back, it is told of none that they are fewer than five`()
        async throws
    {
        let outline = try SmallCourse.outline(keeping: ["film-1", "meeting-1", "workshop-1"])
        try await Watchers.with(outline, seeing: ["l1", "l2"]) { run, owner, cast in
            try await run.run(until: at("2027-03-24T07:59"))
            try await run.setClock(to: at("2027-03-24T08:00"))
            _ = try await run.store.release(run.id)
            #expect(try await told(cast.administrator, run) == [20, nil])
            _ = try await run.store.holdMail(.prompt(course: run.key, module: "film-1", prompt: "reminder"))
            // Two were left out; had it been nobody, the same would be told.
            #expect(try await told(cast.administrator, run) == [0, nil])
            try await owner.transaction(as: "post") {
                try await $0.execute("DELETE FROM letter_item WHERE module = 'film-1' AND prompt = 'reminder'")
            }
            #expect(try await told(cast.administrator, run) == [0, nil])
        }
    }

    @Test func `whoever is taken out and in again changes no figure, whatever that one has done`() async throws {
        try await Watchers.with(seeing: Array(Watchers.names.prefix(10))) { run, owner, cast in
            func figures() async throws -> [String] {
                try await cast.administrator.filmCounts(in: run.key).filter { $0.module == "film-1" }
                    .map { "\($0.municipality) \($0.done.map(String.init) ?? "-") of \($0.of)" }.sorted()
            }
            let before = try await figures()
            #expect(before == ["albertslund 10 of 23", "glostrup - of 3"])
            // Ten are at the edge of a step: one fewer would be five.
            for name in ["l1", "l23"] {
                try await cast.here.withdrawLeader(SmallCourse.address(name), from: run.key)
                #expect(try await figures() == before, "\(name)")
                try await cast.here.returnLeader(SmallCourse.address(name), to: run.key)
                #expect(try await figures() == before, "\(name)")
            }
        }
    }

    @Test func `every figure told of a course run to its end differs from every other by five or more`() async throws {
        let outline = try SmallCourse.outline(keeping: ["film-1", "meeting-1", "workshop-1"])
        try await Watchers.with(outline) { run, owner, cast in
            var told: Set<Int> = []
            for (step, moment) in ["2027-03-03T12:00", "2027-03-24T12:00", "2027-03-26T12:00", "2027-04-10T12:00"]
                .enumerated()
            {
                try await run.run(until: at(moment))
                try await run.store.markFilmDone(
                    course: run.key,
                    module: "film-1",
                    leader: SmallCourse.address("l\(13 + step)")
                )
                for store in [cast.administrator, cast.here, cast.there] {
                    for count in try await store.filmCounts(in: run.key) + store.notesCounts(in: run.key) {
                        if let done = count.done { told.insert(done) }
                    }
                    for line in try await store.ledgerFigures(of: run.key, waiting: nil).lines {
                        if let needed = line.ifNeeded {
                            told.formUnion([needed.reached, needed.sent].compactMap(\.self))
                        }
                    }
                }
            }
            #expect(told.isSuperset(of: [0, 10, 15, 20]) && told.allSatisfy { $0.isMultiple(of: 5) })
        }
    }

    @Test func `how many letters a route has carried is for whoever watches over the machine`() async throws {
        try await Watchers.with { run, _, cast in
            try await run.run(until: at("2027-03-26T12:00"))
            let route = CourseClock.route(of: run.id)
            func sent(_ store: Store) async throws -> Int? {
                try await store.mailStanding().routes.first { $0.name == route }?.sent
            }
            #expect(try await (sent(run.store.acting(as: .post)) ?? 0) > 23)
            #expect(try await (sent(cast.administrator) ?? 0) == 0)
        }
    }
}
