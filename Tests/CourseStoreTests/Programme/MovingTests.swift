import Course
import CourseStore
import CourseTesting
import Postgres
import Testing

/// What moving a date changes, and for whom.
struct MovingTests {
    private func move(_ run: CourseRun, to start: String, dryRun: Bool = false) async throws -> PlanChange {
        try await run.store.reschedule(
            course: run.key,
            module: "workshop-1",
            session: nil,
            start: at(start),
            end: nil,
            dryRun: dryRun
        )
    }

    private func workshop(from: String, to: String) -> CourseRun.Correction {
        CourseRun.Correction(module: "workshop-1", was: at(from), now: at(to))
    }

    /// The plan as it stands, but for keys and for what corrections wait for.
    private func plan(_ database: Database) async throws -> [String] {
        try await database.contents(
            of: "planned_prompt",
            without: ["id", "retell_at"],
            where: "withdrawn_at IS NULL"
        )
    }

    @Test func `a workshop moved twice before the next hour of sending brings one correction`() async throws {
        try await withStore { store, _ in
            let run = try await SmallCourse.run(in: store)
            try await run.run(until: at("2027-03-08T12:00"))
            let first = try await move(run, to: "2027-04-21T09:00")
            #expect(first.told > 0)
            _ = try await move(run, to: "2027-04-28T10:00")
            let deliveries = try await run.run(until: at("2027-03-12T00:00"))
            for name in ["ann", "bo", "cai", "dot", "eve", "gro", "han"] {
                let corrected = deliveries.to(name).filter { !$0.corrections.isEmpty }
                #expect(corrected.count == 1)
                #expect(
                    corrected.first?.corrections.contains(workshop(from: "2027-04-14T09:00", to: "2027-04-28T10:00"))
                        == true
                )
                let hour = name == "gro" || name == "han" ? at("2027-03-09T09:30") : at("2027-03-09T08:00")
                #expect(corrected.map { run.zone.local($0.at) } == [hour])
            }
            let ledger = try await store.ledger(of: run.key)
            #expect(ledger.corrections.map(\.count) == [count(sent: 5), count(sent: 2)])
        }
    }

    @Test func `a workshop moved and moved back brings none, and every row is as it was`() async throws {
        try await withStore { store, owner in
            let run = try await SmallCourse.run(in: store)
            _ = try await store.setMeeting(
                course: run.key,
                module: "meeting-1",
                municipality: "albertslund",
                group: "Nord",
                start: at("2027-03-30T10:00"),
                end: nil,
                place: nil
            )
            try await run.run(until: at("2027-03-08T12:00"))
            let before = try await plan(owner)
            let there = try await move(run, to: "2027-05-19T09:00")
            #expect(!there.difference.moved.isEmpty)
            #expect(try await plan(owner) != before)
            let back = try await move(run, to: "2027-04-14T09:00")
            #expect(back.difference.moved.count == there.difference.moved.count)
            #expect(try await plan(owner) == before)
            let deliveries = try await run.run(until: at("2027-04-15T00:00"))
            #expect(deliveries.flatMap(\.corrections) == [])
            #expect(try await store.ledger(of: run.key).corrections.isEmpty)
        }
    }

    @Test(arguments: [
        ("2027-04-13T12:00", "2027-04-20T09:00", "2027-04-13T12:00"),  // the old day is tomorrow
        ("2027-04-12T12:00", "2027-04-28T09:00", "2027-04-13T08:00"),  // two working days off
        ("2027-04-12T12:00", "2027-04-13T09:00", "2027-04-12T12:00"),  // the new day is tomorrow
    ])
    func `a correction leaves at once when the old or the new day is near`(
        now: String,
        to start: String,
        leaves: String
    ) async throws {
        try await withStore { store, _ in
            let run = try await SmallCourse.run(in: store)
            try await run.run(until: at(now))
            _ = try await move(run, to: start)
            let corrected = try await run.run(until: at("2027-04-14T00:00")).to("bo").filter { !$0.corrections.isEmpty }
            #expect(corrected.map { run.zone.local($0.at) } == [at(leaves)])
            #expect(corrected.first?.corrections.contains(workshop(from: "2027-04-14T09:00", to: start)) == true)
        }
    }

    @Test func `letters queued and not attempted are taken back, and what is in them is free`() async throws {
        try await withStore { store, owner in
            let run = try await SmallCourse.run(in: store)
            try await run.run(until: at("2027-03-03T07:00"))
            try await run.setClock(to: at("2027-03-03T08:00"))
            let released = try #require(try await store.release(run.id))
            #expect(released.letters == 5)
            let change = try await move(run, to: "2027-04-21T09:00")
            #expect(change.cancelled == 5)
            let queued: Int = try await owner.one("SELECT count(*) FROM letter")
            let items: Int = try await owner.one("SELECT count(*) FROM letter_item WHERE module = 'workshop-1'")
            #expect((queued, items) == (0, 0))
            let cancelled: Int = try await owner.one("SELECT count(*) FROM letter_history WHERE outcome = 'cancelled'")
            #expect(cancelled == 5)
            let deliveries = try await run.run(until: at("2027-03-12T00:00"))
            #expect(deliveries.flatMap(\.corrections) == [])
            #expect(deliveries.when("bo", "workshop-1/invitation", in: run.zone) == [at("2027-03-10T08:00")])
            #expect(deliveries.when("bo", "film-1/link", in: run.zone) == [at("2027-03-10T08:00")])
        }
    }

    @Test func `whose letter is claimed counts as told`() async throws {
        try await withStore { store, _ in
            let run = try await SmallCourse.run(in: store)
            try await run.run(until: at("2027-03-03T07:00"))
            try await run.setClock(to: at("2027-03-03T08:00"))
            _ = try await store.release(run.id)
            let claim = try await store.claim(on: run.route, by: "one", limit: 1)
            let claimed = try #require(claim.letters.first)
            let change = try await move(run, to: "2027-04-21T09:00")
            #expect(change.cancelled == 4)
            #expect(
                try await store.settle([.sent(claimed, replyCode: 250, reply: nil)], deferring: [], on: run.route) == 1
            )
            let deliveries = try await run.run(until: at("2027-03-12T00:00"))
            let corrected = deliveries.filter { !$0.corrections.isEmpty }
            #expect(corrected.map(\.address) == [claimed.recipient.email])
            #expect(
                corrected.first?.corrections.contains(workshop(from: "2027-04-14T09:00", to: "2027-04-21T09:00"))
                    == true
            )
            let invited = deliveries.filter { $0.items.contains("workshop-1/invitation") }.map(\.address)
            #expect(Set(invited).count == 6)
            #expect(!invited.contains(claimed.recipient.email))
        }
    }

    @Test func `what is delivered never changes`() async throws {
        try await withStore { store, owner in
            let run = try await SmallCourse.run(in: store)
            try await run.run(until: at("2027-03-18T12:00"))
            let items = try await owner.contents(of: "letter_item", where: "state = 'sent'")
            let letters = try await owner.contents(of: "letter_history")
            #expect(!items.isEmpty && !letters.isEmpty)
            _ = try await move(run, to: "2027-05-19T09:00")
            _ = try await store.setMeeting(
                course: run.key,
                module: "meeting-1",
                municipality: "albertslund",
                group: "Nord",
                start: at("2027-05-04T10:00"),
                end: nil,
                place: nil
            )
            let deliveries = try await run.run(until: at("2027-05-20T00:00"))
            #expect(Set(try await owner.contents(of: "letter_item", where: "state = 'sent'")).isSuperset(of: items))
            #expect(Set(try await owner.contents(of: "letter_history")).isSuperset(of: letters))
            #expect(deliveries.when("bo", "film-1/link", in: run.zone) == [])
        }
    }

    /// Moved any way and back again, in any course: the plan is a function, and what is out stays out.
    @Test(arguments: 1...10 as ClosedRange<UInt64>)
    func `moved and moved back, a random course is as it was, and what is delivered never changes`(
        seed: UInt64
    ) async throws {
        var course = try RandomCourse(seed: seed)
        guard course.hasPlan else { return }
        let outline = course.outline
        var random = SplitMix64(seed: seed)
        try await withStore { store, owner in
            let run = try await CourseRun(store, importing: outline, at: LocalDateTime(outline.starts, .midnight))
            for (municipality, leaders) in course.leaders {
                _ = try await store.enrol(SmallCourse.list(leaders), in: run.key, municipality: municipality)
            }
            try await course.decide(in: run)
            _ = try await store.goLive(run.key)
            try await run.run(until: course.late)
            guard let session = outline.sessions.filter({ $0.start > course.late }).randomElement(using: &random)
            else { return }
            let columns = ["id", "retell_at", "closed_at"]
            let undelivered = "withdrawn_at IS NULL"
            let before = try await owner.contents(of: "planned_prompt", without: columns, where: undelivered)
            let sent = try await owner.contents(of: "letter_item", where: "state = 'sent'")
            let history = try await owner.contents(of: "letter_history", where: "outcome = 'sent'")

            func move(to start: LocalDateTime) async throws {
                _ = try await store.reschedule(
                    course: run.key,
                    module: session.module,
                    session: session.key,
                    start: start,
                    end: nil
                )
            }
            let days = Int.random(in: 1...28, using: &random)
            do {
                try await move(to: LocalDateTime(session.start.day.adding(days: days), session.start.time))
            } catch is PlanFaults {
                // Refused whole: nothing has moved.
            }
            try await move(to: session.start)
            #expect(try await owner.contents(of: "planned_prompt", without: columns, where: undelivered) == before)

            let deliveries = try await run.run(until: LocalDateTime(outline.ends.adding(days: 60), .midnight))
            #expect(deliveries.flatMap(\.corrections) == [])
            #expect(Set(try await owner.contents(of: "letter_item", where: "state = 'sent'")).isSuperset(of: sent))
            #expect(
                Set(try await owner.contents(of: "letter_history", where: "outcome = 'sent'")).isSuperset(of: history)
            )
        }
    }

    @Test func `a dry run tells the same and changes nothing`() async throws {
        try await withStore { store, owner in
            let run = try await SmallCourse.run(in: store)
            try await run.run(until: at("2027-03-08T12:00"))
            let before = try await plan(owner)
            let trial = try await move(run, to: "2027-04-28T09:00", dryRun: true)
            #expect(try await plan(owner) == before)
            let real = try await move(run, to: "2027-04-28T09:00")
            #expect(trial.difference == real.difference)
            #expect(trial.told == real.told)
        }
    }

    @Test func `a leader who changes group is told of the other group's date`() async throws {
        try await withStore { store, _ in
            let run = try await SmallCourse.run(in: store)
            for (group, start) in [("Nord", "2027-03-30T10:00"), ("Syd", "2027-04-06T13:00")] {
                _ = try await store.setMeeting(
                    course: run.key,
                    module: "meeting-1",
                    municipality: "albertslund",
                    group: group,
                    start: at(start),
                    end: nil,
                    place: nil
                )
            }
            let told = try await run.run(until: at("2027-03-19T12:00"))
            #expect(told.when("bo", "meeting-1/questions", in: run.zone) == [at("2027-03-18T08:00")])
            let moved = SmallCourse.list([SmallCourse.leader("bo", group: "Syd")])
            #expect(try await store.enrol(moved, in: run.key, municipality: "albertslund").count(.changed) == 1)
            let deliveries = try await run.run(until: at("2027-03-23T00:00"))
            let corrected = deliveries.filter { !$0.corrections.isEmpty }
            #expect(corrected.map(\.address) == [SmallCourse.address("bo")])
            #expect(
                corrected.first?.corrections.contains(
                    CourseRun.Correction(
                        module: "meeting-1",
                        was: at("2027-03-30T10:00"),
                        now: at("2027-04-06T13:00")
                    )
                ) == true
            )
            #expect(corrected.map { run.zone.local($0.at) } == [at("2027-03-22T08:00")])
        }
    }

    @Test func `a leader moved to another session is told, one given a first seat is not`() async throws {
        let outline = try SmallCourse.outline(sessions: 2)
        try await withStore { store, _ in
            let run = try await SmallCourse.run(in: store, outline: outline)
            func seat(_ name: String, _ session: String) async throws {
                try await store.setSeats(
                    course: run.key,
                    leaders: [SmallCourse.address(name)],
                    module: "workshop-1",
                    session: session
                )
            }
            try await seat("ann", "onsdag")
            try await run.run(until: at("2027-03-08T12:00"))
            try await seat("ann", "torsdag")
            try await seat("bo", "torsdag")
            let deliveries = try await run.run(until: at("2027-03-12T00:00"))
            let corrected = deliveries.filter { !$0.corrections.isEmpty }
            #expect(corrected.map(\.address) == [SmallCourse.address("ann")])
            #expect(corrected.first?.corrections == [workshop(from: "2027-04-14T09:00", to: "2027-04-15T09:00")])
        }
    }

    @Test func `moving a workshop writes with the programme and the dates set, not with the leaders`() async throws {
        try await withStore { store, owner in
            let outline = try SmallCourse.outline()
            let run = try await SmallCourse.run(in: store, outline: outline, goesLive: false)
            let many = SmallCourse.list((0..<2_000).map { SmallCourse.leader("n\($0)", group: "G\($0 / 10)") })
            _ = try await store.enrol(many, in: run.key, municipality: "albertslund")
            for group in 0..<10 {
                _ = try await store.setMeeting(
                    course: run.key,
                    module: "meeting-1",
                    municipality: "albertslund",
                    group: "G\(group)",
                    start: at("2027-03-30T10:00"),
                    end: nil,
                    place: nil
                )
            }
            _ = try await store.goLive(run.key)
            try await run.run(until: at("2027-03-08T12:00"))
            let before: Int = try await owner.one("SELECT txid_current()")
            _ = try await move(run, to: "2027-04-21T09:00")
            var written = 0
            for table in [
                "planned_prompt", "letter_item", "letter", "letter_history", "leader", "municipality", "session",
                "course", "correction",
            ] {
                written += try await owner.one(
                    "SELECT count(*) FROM \(raw: table) WHERE xmin::text::bigint > \(before)",
                    of: Int.self
                )
            }
            #expect(written > 10)
            #expect(written < 300)
        }
    }
}
