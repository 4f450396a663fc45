import Course
import CourseStore
import CourseTesting
import Postgres
import Testing

/// A course at a glance, and what is to be done about it.
struct OverviewTests {
    @Test func `what leaves next is told by moment and municipality, to those whom it reaches`() async throws {
        try await withStore { store, owner in
            let run = try await SmallCourse.run(in: store)
            let next = try await store.overview(of: run.key).next
            // To the three chairs, twelve weeks before the workshop, and five working days before the date is to be chosen.
            #expect(next.prefix(4).map(\.municipality) == ["albertslund", "glostrup", "albertslund", "glostrup"])
            #expect(next.prefix(4).map(\.leaders) == [2, 1, 2, 1])
            #expect(
                next.prefix(4).map { run.zone.local($0.at) } == [
                    at("2027-01-20T08:00"), at("2027-01-20T09:30"), at("2027-01-27T08:00"), at("2027-01-27T09:30"),
                ]
            )
            #expect(next.first?.prompts == ["meeting-1/choose-date"])
            #expect(next.count <= 6)

            try await owner.transaction(as: "administrator") {
                try await $0.execute("UPDATE leader SET unreachable_at = now() WHERE name = 'Ann'")
            }
            let overview = try await store.overview(of: run.key)
            #expect(overview.next.first?.leaders == 1)
            #expect(overview.municipalities.map(\.leaders) == [5, 2])
            #expect(overview.municipalities.map(\.refused) == [1, 0])
            #expect(overview.municipalities.map(\.groups) == [2, 1])
        }
    }

    @Test func `a coordinator sees the own municipality only`() async throws {
        try await withStore { store, _ in
            let run = try await SmallCourse.run(in: store)
            let coordinator = try await run.coordinator(of: "glostrup")
            let overview = try await coordinator.overview(of: run.key)
            #expect(overview.municipalities.map(\.municipality) == ["glostrup"])
            #expect(overview.municipalities.map(\.leaders) == [2])
            #expect(Set(overview.next.map(\.municipality)) == ["glostrup"])
            #expect(try await coordinator.courses(run.key).map(\.leaders) == [2])
        }
    }

    @Test func `the courses come with the latest first`() async throws {
        try await withStore { store, _ in
            #expect(try await store.courses() == [])
            let run = try await SmallCourse.run(in: store)
            _ = try await store.makeSuccessor(of: run.key, as: "later", title: "Senere", start: Day(2027, 11, 30))
            let courses = try await store.courses()
            #expect(courses.map(\.key) == ["later", "small"])
            #expect(courses.map(\.state) == [.draft, .live])
            #expect(courses.map(\.leaders) == [0, 7])
            #expect(
                courses.map(\.municipalities)
                    == Array(repeating: ["Albertslund Kommune", "Glostrup Kommune"], count: 2)
            )
            #expect(try await store.courses("small").map(\.key) == ["small"])
        }
    }

    @Test func `a course that is ready and not live lacks the agreements alone`() async throws {
        try await withStore { store, _ in
            let run = try await SmallCourse.run(in: store, goesLive: false)
            #expect(
                try await store.toDo(of: run.key) == [
                    ToDo(.notAgreed, in: "albertslund", count: 1), ToDo(.notAgreed, in: "glostrup", count: 1),
                ]
            )
            let coordinator = try await run.coordinator(of: "glostrup")
            #expect(try await coordinator.toDo(of: run.key) == [ToDo(.notAgreed, in: "glostrup", count: 1)])
            try await coordinator.agree(toLettersOf: run.key, expecting: try await run.version)
            #expect(try await coordinator.toDo(of: run.key) == [])
            _ = try await store.goLive(run.key)
            #expect(try await store.toDo(of: run.key) == [])
        }
    }

    @Test func `an agreement to other days is something to do`() async throws {
        try await withStore { store, _ in
            let run = try await SmallCourse.run(in: store, goesLive: false)
            let coordinator = try await run.coordinator(of: "glostrup")
            try await coordinator.agree(toLettersOf: run.key, expecting: try await run.version)
            _ = try await store.reschedule(
                course: run.key,
                module: "workshop-1",
                session: nil,
                start: at("2027-04-21T09:00"),
                end: nil
            )
            #expect(try await coordinator.toDo(of: run.key) == [ToDo(.agreedToOtherDays, in: "glostrup", count: 1)])
        }
    }

    @Test(
        arguments: [
            ("2027-01-19T12:00", nil), ("2027-01-20T12:00", false), ("2027-02-03T12:00", false),
            ("2027-02-04T12:00", true), ("2027-04-07T12:00", true), ("2027-04-08T12:00", nil),
        ] as [(String, Bool?)]
    )
    func `groups without a date are named from a fortnight before they should have one until their window ends`(
        now: String,
        isPast: Bool?
    ) async throws {
        try await withStore { store, _ in
            let run = try await SmallCourse.run(in: store)
            _ = try await store.setMeeting(
                course: run.key,
                module: "meeting-1",
                municipality: "albertslund",
                group: "Syd",
                start: at("2027-03-30T10:00"),
                end: nil,
                place: nil
            )
            try await run.setClock(to: at(now))
            let matter = isPast.map {
                ToDo.Matter.datelessGroups(module: "meeting-1", chooseBy: Day(2027, 2, 3), isPast: $0)
            }
            #expect(
                try await store.toDo(of: run.key)
                    == (matter.map { [ToDo($0, in: "albertslund", count: 1), ToDo($0, in: "glostrup", count: 1)] } ?? [])
            )
        }
    }

    @Test func `refused addresses, groups without a chair and leaders without a seat are counted`() async throws {
        try await withStore { store, owner in
            let run = try await SmallCourse.run(in: store, outline: try SmallCourse.outline(sessions: 2))
            try await owner.transaction(as: "administrator") {
                try await $0.execute("UPDATE leader SET unreachable_at = now() WHERE name IN ('Bo', 'Dot')")
            }
            try await store.withdrawLeader(SmallCourse.address("ann"), from: run.key)
            try await store.setSeats(
                course: run.key,
                leaders: [SmallCourse.address("gro")],
                module: "workshop-1",
                session: "onsdag"
            )
            #expect(
                try await store.toDo(of: run.key) == [
                    ToDo(.refusedAddresses, in: "albertslund", count: 2),
                    ToDo(.chairlessGroups, in: "albertslund", count: 1),
                    ToDo(.seatless(module: "workshop-1"), in: "albertslund", count: 4),
                    ToDo(.seatless(module: "workshop-1"), in: "glostrup", count: 1),
                ]
            )
        }
    }

    @Test func `a municipality without leaders and a film without a link are named`() async throws {
        try await withStore { store, _ in
            var outline = try SmallCourse.outline()
            outline.programme.modules[1].link = nil
            _ = try await store.importCourse(outline)
            _ = try await store.enrol(SmallCourse.list(of: "glostrup"), in: "small", municipality: "glostrup")
            #expect(
                try await store.toDo(of: "small").filter { $0.matter != .notAgreed } == [
                    ToDo(.nobodyEnrolled, in: "albertslund", count: 1),
                    ToDo(.noLink(module: "film-2"), in: nil, count: 1),
                ]
            )
        }
    }
}
