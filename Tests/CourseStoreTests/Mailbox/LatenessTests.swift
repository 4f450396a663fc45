import Course
import CourseStore
import CourseTesting
import Postgres
import Testing

/// What becomes of prompts whose moment is past for a leader, whatever the cause.
struct LatenessTests {
    @Test func `a meeting set so late that its films' moments are past still has both films before it`() async throws {
        try await withStore { store, _ in
            let run = try await SmallCourse.run(in: store)
            try await run.run(until: at("2027-03-01T12:00"))
            _ = try await store.setMeeting(
                course: run.key,
                module: "meeting-1",
                municipality: "albertslund",
                group: "Nord",
                start: at("2027-03-18T10:00"),
                end: nil,
                place: nil
            )
            let deliveries = try await run.run(until: at("2027-03-18T10:00"))
            for name in ["ann", "bo"] {
                #expect(deliveries.when(name, "film-1/link", in: run.zone) == [at("2027-03-02T08:00")])
                #expect(deliveries.when(name, "film-2/link", in: run.zone) == [at("2027-03-02T08:00")])
                #expect(deliveries.when(name, "meeting-1/questions", in: run.zone) == [at("2027-03-11T08:00")])
            }
            // Syd has no date: the window's last day counts on.
            #expect(deliveries.when("dot", "film-1/link", in: run.zone) == [at("2027-03-03T08:00")])
            #expect(deliveries.when("dot", "film-2/link", in: run.zone) == [at("2027-03-17T08:00")])
        }
    }

    @Test func `a leader enrolled in March gets what is open in one letter, with a welcome`() async throws {
        try await withStore { store, _ in
            let run = try await SmallCourse.run(in: store)
            try await run.run(until: at("2027-03-20T12:00"))
            let late = SmallCourse.list([SmallCourse.leader("late", group: "Nord")])
            _ = try await store.enrol(late, in: run.key, municipality: "albertslund")
            let deliveries = try await run.run(until: at("2027-04-15T00:00")).to("late")
            let first = try #require(deliveries.first)
            #expect(run.zone.local(first.at) == at("2027-03-22T08:00"))
            #expect(first.items == ["film-1/link", "film-2/link", "workshop-1/invitation"])
            #expect(deliveries.map(\.isWelcome) == [true] + deliveries.dropFirst().map { _ in false })
            let reminder = deliveries.when("late", "film-1/reminder", in: run.zone)
            #expect(reminder == [at("2027-03-24T08:00")])
            #expect(deliveries.to("late").filter { $0.items.contains("film-1/link") }.count == 1)
        }
    }

    @Test func `after an outage of three days all of it comes at once, on the working day`() async throws {
        try await withStore { store, _ in
            let run = try await SmallCourse.run(in: store)
            try await run.run(until: at("2027-03-02T12:00"))
            try await run.setClock(to: at("2027-03-05T12:00"))
            let deliveries = try await run.step()
            #expect(deliveries.count == 7)
            #expect(deliveries.allSatisfy { $0.items == ["film-1/link", "workshop-1/invitation"] })
        }
    }

    @Test func `an outage that ends at the weekend is made up for on Monday at the hour of sending`() async throws {
        try await withStore { store, _ in
            let run = try await SmallCourse.run(in: store)
            try await run.run(until: at("2027-03-02T12:00"))
            try await run.setClock(to: at("2027-03-06T12:00"))
            #expect(try await run.step() == [])
            let deliveries = try await run.run(until: at("2027-03-09T00:00"))
            #expect(deliveries.when("bo", "film-1/link", in: run.zone) == [at("2027-03-08T08:00")])
            #expect(deliveries.when("han", "film-1/link", in: run.zone) == [at("2027-03-08T09:30")])
        }
    }

    @Test func `after an outage of three weeks what is of use comes at once, and the ledger has the rest as missed`()
        async throws
    {
        try await withStore { store, _ in
            let run = try await SmallCourse.run(in: store)
            try await run.run(until: at("2027-03-23T12:00"))
            try await run.setClock(to: at("2027-04-13T12:00"))
            let deliveries = try await run.step()
            #expect(deliveries.count == 7)
            // The invitation came before; a table needs no seat where there is one session.
            #expect(deliveries.allSatisfy { $0.items == ["workshop-1/your-table", "workshop-1/reminder"] })
            let ledger = try await store.acting(as: .post).ledger(of: run.key)
            for prompt: Prompt.Reference in ["film-1/reminder", "film-2/reminder"] {
                let row = try #require(ledger.row(prompt))
                #expect(row.state == .missed)
                #expect(row.count.skipped == [.missed: 5])
            }
            let questions = try #require(ledger.row("meeting-1/questions"))
            #expect(questions.state == .missed)
            #expect(questions.count.skipped == [.missed: 5])
            let rest = try await run.run(until: at("2027-09-30T00:00"))
            #expect(rest == [])
        }
    }

    @Test func `a leader who comes back gets what is still open, also what was withheld at the last moment`()
        async throws
    {
        try await withStore { store, _ in
            let run = try await SmallCourse.run(in: store)
            try await run.run(until: at("2027-03-03T07:59"))
            try await run.setClock(to: at("2027-03-03T08:00"))
            _ = try await store.release(run.id)
            try await store.withdrawLeader(SmallCourse.address("bo"), from: run.key)
            #expect(try await run.step().to("bo") == [])
            let film = try #require(try await store.ledger(of: run.key).row("film-1/link"))
            #expect(film.count == count(sent: 4, skipped: [.withdrawn: 1]))
            #expect(try await run.run(until: at("2027-03-24T12:00")).to("bo") == [])

            try await store.returnLeader(SmallCourse.address("bo"), to: run.key)
            // Easter lies between: the next working day is the 30th.
            let deliveries = try await run.run(until: at("2027-03-31T00:00")).to("bo")
            #expect(deliveries.map { run.zone.local($0.at) } == [at("2027-03-30T08:00")])
            #expect(deliveries.items == ["film-1/link", "film-2/link", "workshop-1/invitation"])
        }
    }

    @Test func `a closed municipality makes up for nothing before it opens again`() async throws {
        var outline = try SmallCourse.outline()
        outline.municipalities[0].closed.append(
            ClosedPeriod(from: Day(2027, 3, 8), to: Day(2027, 3, 19))
        )
        let closed = outline
        try await withStore { store, _ in
            let run = try await SmallCourse.run(in: store, outline: closed)
            let early = try await run.run(until: at("2027-03-08T12:00"))
            // 17 March is closed: the film comes earlier, not nearer to what it prepares.
            #expect(early.when("bo", "film-2/link", in: run.zone) == [at("2027-03-05T08:00")])
            #expect(early.when("han", "film-2/link", in: run.zone) == [])
            let late = SmallCourse.list([SmallCourse.leader("late", group: "Nord")])
            _ = try await store.enrol(late, in: run.key, municipality: "albertslund")
            let deliveries = try await run.run(until: at("2027-03-23T00:00"))
            #expect(deliveries.to("late").map { run.zone.local($0.at) } == [at("2027-03-22T08:00")])
            #expect(deliveries.when("han", "film-2/link", in: run.zone) == [at("2027-03-17T09:30")])
        }
    }

    @Test func `letters leave by the clock on the wall on both sides of both changes`() async throws {
        try await withStore { store, _ in
            let run = try await SmallCourse.run(in: store)
            let spring = try await run.run(until: at("2027-04-01T12:00"))
            func sent(_ prompt: Prompt.Reference, _ deliveries: [CourseRun.Delivery]) -> [String] {
                deliveries.to("bo").filter { $0.items.contains(prompt) }.map { run.zone.iso8601($0.at) }
            }
            #expect(sent("film-1/reminder", spring) == ["2027-03-24T08:00:00+01:00"])
            #expect(sent("meeting-1/questions", spring) == ["2027-03-31T08:00:00+02:00"])
            _ = try await store.reschedule(
                course: run.key,
                module: "workshop-1",
                session: nil,
                start: at("2027-11-10T09:00"),
                end: nil
            )
            let autumn = try await run.run(until: at("2027-11-11T00:00"))
            #expect(sent("workshop-1/reminder", autumn) == ["2027-11-09T08:00:00+01:00"])
            let moved = try #require(
                try await store.ledger(of: run.key).row("meeting-1/notes")
            )
            #expect(run.zone.iso8601(moved.row.sendAt) == "2027-11-04T08:00:00+01:00")
        }
    }
}

func count(
    sent: Int = 0,
    pending: Int = 0,
    failed: Int = 0,
    bounced: Int = 0,
    skipped: [Skip: Int] = [:]
) -> PromptStanding.Count {
    var count = PromptStanding.Count()
    (count.sent, count.pending, count.failed, count.skipped) = (sent, pending, failed, skipped)
    count.bounced = bounced
    return count
}
