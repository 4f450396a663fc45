import Course
import CourseStore
import CourseTesting
import Postgres
import Testing

/// What stands between a leader and a prompt, for good or for now.
struct SkipTests {
    @Test func `whoever has seen the film is not reminded of it, and nobody is told who`() async throws {
        try await withStore { store, _ in
            let run = try await SmallCourse.run(in: store)
            try await run.run(until: at("2027-03-10T12:00"))
            try await store.markFilmDone(course: run.key, module: "film-1", leader: SmallCourse.address("bo"))
            let deliveries = try await run.run(until: at("2027-03-25T12:00"))
            #expect(deliveries.when("bo", "film-1/reminder", in: run.zone) == [])
            #expect(deliveries.when("ann", "film-1/reminder", in: run.zone) == [at("2027-03-24T08:00")])
            let row = try #require(try await store.acting(as: .post).ledger(of: run.key).row("film-1/reminder"))
            #expect(row.count == count(sent: 4, skipped: [.done: 1]))
            for actor in ["administrator", "coordinator", "leader", ""] {
                #expect(try await store.database.one("SELECT count(*) FROM film_done", as: actor) == 0)
            }
            #expect(try await store.database.one("SELECT count(*) FROM film_done", as: "post") == 1)
        }
    }

    @Test func `a chair who has chosen the date is not asked for it, one who has not is asked and reminded`()
        async throws
    {
        try await withStore { store, _ in
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
            let deliveries = try await run.run(until: at("2027-02-04T00:00"))
            #expect(deliveries.to("ann") == [])
            #expect(
                deliveries.to("cai").map(\.items) == [["meeting-1/choose-date"], ["meeting-1/choose-date-reminder"]]
            )
            #expect(deliveries.to("bo") == [])
        }
    }

    @Test func `whoever has booked is not reminded to, and is reminded of the slot`() async throws {
        let outline = try SmallCourse.outline(keeping: ["workshop-1", "workshop-2", "service-check"])
        try await withStore { store, _ in
            let run = try await SmallCourse.run(in: store, outline: outline)
            try await run.run(until: at("2027-05-11T12:00"))
            try await store.database.transaction(as: "post") { transaction in
                try await transaction.execute(
                    """
                    INSERT INTO booking (leader, module, starts, ends)
                    SELECT id, 'service-check', '2027-05-25 10:00', '2027-05-25 10:30' FROM leader
                    WHERE email = \(SmallCourse.address("bo"))
                    """
                )
            }
            // What plans again takes the booking in.
            _ = try await store.importCourse(outline)
            let deliveries = try await run.run(until: at("2027-06-01T00:00"))
            #expect(deliveries.when("bo", "service-check/booking-reminder", in: run.zone) == [])
            #expect(deliveries.when("bo", "service-check/reminder", in: run.zone) == [at("2027-05-24T08:00")])
            #expect(deliveries.when("dot", "service-check/booking-reminder", in: run.zone).count == 1)
            #expect(deliveries.when("dot", "service-check/reminder", in: run.zone) == [])
        }
    }

    @Test func `a table waits for the seat, and comes when it is given`() async throws {
        let outline = try SmallCourse.outline(sessions: 2)
        try await withStore { store, _ in
            let run = try await SmallCourse.run(in: store, outline: outline)
            try await store.setSeats(
                course: run.key,
                leaders: [SmallCourse.address("ann")],
                module: "workshop-1",
                session: "onsdag"
            )
            let early = try await run.run(until: at("2027-04-08T12:00"))
            #expect(early.when("ann", "workshop-1/your-table", in: run.zone) == [at("2027-04-07T08:00")])
            #expect(early.when("bo", "workshop-1/your-table", in: run.zone) == [])
            let unseated = try #require(try await store.ledger(of: run.key).row("workshop-1/your-table"))
            #expect(unseated.row.session == nil)
            #expect(unseated.count == count(skipped: [.noSeat: 4]))
            try await store.setSeats(
                course: run.key,
                leaders: [SmallCourse.address("bo")],
                module: "workshop-1",
                session: "torsdag"
            )
            let deliveries = try await run.run(until: at("2027-04-16T00:00"))
            #expect(deliveries.when("bo", "workshop-1/your-table", in: run.zone) == [at("2027-04-09T08:00")])
            #expect(deliveries.when("bo", "workshop-1/reminder", in: run.zone) == [at("2027-04-14T08:00")])
            #expect(deliveries.when("ann", "workshop-1/reminder", in: run.zone) == [at("2027-04-13T08:00")])
            #expect(deliveries.flatMap(\.corrections) == [])
        }
    }

    @Test func `a reminder is left out of the letter that brings the thing itself`() async throws {
        try await withStore { store, _ in
            let run = try await SmallCourse.run(in: store)
            try await run.run(until: at("2027-03-02T12:00"))
            try await run.setClock(to: at("2027-03-24T12:00"))
            let letter = try #require(try await run.step().to("bo").first)
            #expect(letter.items == ["film-1/link", "film-2/link", "workshop-1/invitation"])
            let row = try #require(try await store.acting(as: .post).ledger(of: run.key).row("film-1/reminder"))
            #expect(row.count == count(skipped: [.superseded: 5]))
        }
    }

    @Test func `a refused address gets nothing more until somebody has it tried again`() async throws {
        try await withStore { store, _ in
            let run = try await SmallCourse.run(in: store)
            let refuse: @Sendable (ClaimedLetter, Instant) -> Settlement = { letter, now in
                letter.recipient.email == SmallCourse.address("bo")
                    ? .failed(letter, replyCode: 550, reply: "5.1.1 No such user", isAddress: true)
                    : CourseRun.accept(letter, now)
            }
            try await run.run(until: at("2027-03-10T12:00"), settling: refuse)
            let deliveries = try await run.run(until: at("2027-03-20T12:00"))
            #expect(deliveries.to("bo") == [])
            let ledger = try await store.ledger(of: run.key)
            #expect(try #require(ledger.row("film-1/link")).count == count(sent: 4, failed: 1))
            #expect(try #require(ledger.row("film-2/link")).count == count(sent: 4, skipped: [.unreachable: 1]))

            try await store.returnLeader(SmallCourse.address("bo"), to: run.key)
            let again = try await run.run(until: at("2027-03-23T00:00")).to("bo")
            #expect(again.map(\.items) == [["film-1/link", "workshop-1/invitation", "film-2/link"]])
            #expect(again.map { run.zone.local($0.at) } == [at("2027-03-20T12:00")])
            await #expect(throws: Refusal.self) {
                try await store.returnLeader(SmallCourse.address("bo"), to: run.key)
            }
        }
    }
}
