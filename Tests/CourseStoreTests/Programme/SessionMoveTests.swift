import Course
import CourseTesting
import Postgres
import Testing

@testable import CourseStore

/// Moving a session as the pages do it: whole, by version, with place and capacity.
struct SessionMoveTests {
    private func session(of run: CourseRun) async throws -> (Course::Session, StoredCourse) {
        let course = try await run.store.course(run.key)
        return (try #require(course.outline.sessions.first { $0.module == "workshop-1" }), course)
    }

    @Test func `trying a move writes nothing, making it writes all and an entry of who did it`() async throws {
        try await withStore { store, _ in
            let run = try await SmallCourse.run(in: store)
            let (old, course) = try await session(of: run)
            var new = old
            new.start.day = Day(2027, 4, 21)
            new.end.day = Day(2027, 4, 21)
            (new.place, new.capacity) = ("Et andet sted", 12)
            let trial = try await store.reschedule(course: run.key, to: new, since: course.version, dryRun: true)
            #expect(try await session(of: run).0 == old)
            #expect(try await store.course(run.key).version == course.version)
            #expect(try await store.auditTrail(course: run.key).allSatisfy { $0.action != "session.move" })

            let move = try await store.reschedule(course: run.key, to: new, since: course.version)
            #expect(move.change.difference == trial.change.difference && !move.change.difference.moved.isEmpty)
            #expect((move.old, move.new) == (old, new))
            #expect(try await session(of: run).0 == new)
            let entry = try #require(
                try await store.auditTrail(course: run.key).first { $0.action == "session.move" }
            )
            #expect(entry.subject == "workshop-1.\(old.key)" && entry.doer == "clerk")
            #expect(entry.detail["moved"] == move.change.difference.moved.count)

            // Back again, and the plan is what it was.
            let back = try await store.reschedule(course: run.key, to: old, since: nil)
            #expect(
                Set(back.change.difference.moved.map(\.new.day)) == Set(move.change.difference.moved.map(\.old.day))
            )
            #expect(try await session(of: run).0 == old)
        }
    }

    @Test func `a course that somebody changed since is not moved`() async throws {
        try await withStore { store, _ in
            let run = try await SmallCourse.run(in: store)
            let (old, course) = try await session(of: run)
            var (mine, theirs) = (old, old)
            mine.place = "Mit sted"
            theirs.place = "Deres sted"
            _ = try await store.reschedule(course: run.key, to: theirs, since: course.version)
            let refusal = await #expect(throws: Refusal.self) {
                try await store.reschedule(course: run.key, to: mine, since: course.version)
            }
            #expect(refusal?.kind == .changed)
            #expect(try await session(of: run).0 == theirs)
        }
    }

    @Test func `only what is new is told as a warning`() async throws {
        try await withStore { store, _ in
            let run = try await SmallCourse.run(in: store)
            var (sunday, _) = try await session(of: run)
            sunday.start.day = Day(2027, 4, 18)
            sunday.end.day = Day(2027, 4, 18)
            let move = try await store.reschedule(course: run.key, to: sunday, since: nil)
            #expect(
                move.newWarnings.contains {
                    if case .sessionOnClosedDay(_, _, _, .weekend, nil) = $0.kind { true } else { false }
                }
            )
            sunday.place = "Samme dag, et andet sted"
            #expect(try await store.reschedule(course: run.key, to: sunday, since: nil).newWarnings == [])
        }
    }

    @Test func `as many leaders are said to get a correction as get one`() async throws {
        try await withStore { store, _ in
            let run = try await SmallCourse.run(in: store)
            try await run.run(until: LocalDateTime(Day(2027, 4, 1), LocalTime(12, 0)))
            var (moved, _) = try await session(of: run)
            moved.start.day = Day(2027, 4, 28)
            moved.end.day = Day(2027, 4, 28)
            let shown = try await store.reschedule(course: run.key, to: moved, since: nil, dryRun: true).change
            let coordinator = try await run.coordinator(of: "glostrup")
            let done = try await store.reschedule(course: run.key, to: moved, since: nil).change
            #expect(done.corrections == nil)
            let deliveries = try await run.run(until: LocalDateTime(Day(2027, 4, 3), LocalTime(12, 0)))
            let corrected = Set(deliveries.filter { !$0.corrections.isEmpty }.map(\.address))
            #expect(corrected.count == 7)
            #expect(shown.corrections == ["albertslund": 5, "glostrup": 2])
            // A coordinator is told of the own municipality; two moves that cancel each other correct nobody.
            let closed = try #require(try await store.course(run.key).outline.municipality("glostrup")).closed
            let own = try await coordinator.setClosedPeriods(closed, of: "glostrup", in: run.key, dryRun: true)
            #expect(own.corrections == [:])
        }
    }

    @Test func `each leader told counts once for a prompt, and nobody for a discreet one`() async throws {
        try await withStore { store, _ in
            let run = try await SmallCourse.run(in: store)
            try await run.run(until: LocalDateTime(Day(2027, 4, 1), LocalTime(12, 0)))
            var (moved, _) = try await session(of: run)
            moved.start.day = Day(2027, 4, 28)
            moved.end.day = Day(2027, 4, 28)
            let change = try await store.reschedule(course: run.key, to: moved, since: nil, dryRun: true).change
            let invitation = change.toldOf.filter { $0.key.module == "workshop-1" && $0.key.prompt == "invitation" }
            #expect(invitation.values.sorted() == [2, 5])
            #expect(change.toldOf.keys.allSatisfy { !($0.prompt == "reminder" && $0.module.hasPrefix("film")) })
            #expect(change.difference.moved.contains { $0.old.unless == .done })
        }
    }
}

/// The plan as boards and pages read it.
struct BoardPlanTests {
    @Test func `the groups of a rule and a day are one entry with a count`() async throws {
        try await withStore { store, _ in
            let run = try await SmallCourse.run(in: store)
            for group in ["Nord", "Syd"] {
                _ = try await store.setMeeting(
                    course: run.key,
                    module: "meeting-1",
                    municipality: "albertslund",
                    group: group,
                    start: LocalDateTime(Day(2027, 3, 31), LocalTime(group == "Nord" ? 9 : 13, 0)),
                    end: nil,
                    place: nil
                )
            }
            let plan = try await store.boardPlan(of: run.key)
            let questions = plan.entries.filter {
                $0.reference == .init(module: "meeting-1", prompt: "questions") && $0.municipality == "albertslund"
            }
            #expect(questions.map(\.count).sorted() == [1, 2])
            #expect(questions.map(\.isProvisional) == [false, true] && questions.map(\.groups) == [2, 0])
            #expect(plan.meetings.map(\.count) == [2] && plan.meetings.first?.start.time == LocalTime(9, 0))
            let one = try await store.boardPlan(of: run.key, municipality: "glostrup")
            #expect(Set(one.entries.map(\.municipality)) == ["glostrup"] && one.meetings == [])
            // Every planned prompt is in one entry.
            let ledger = try await store.ledger(of: run.key)
            #expect(plan.entries.reduce(0) { $0 + $1.count } == ledger.prompts.count)
        }
    }

    @Test func `a planned prompt is explained by its own group's date`() async throws {
        try await withStore { store, _ in
            let run = try await SmallCourse.run(in: store)
            _ = try await store.setMeeting(
                course: run.key,
                module: "meeting-1",
                municipality: "albertslund",
                group: "Nord",
                start: LocalDateTime(Day(2027, 3, 31), LocalTime(9, 0)),
                end: nil,
                place: nil
            )
            for standing in try await store.ledger(of: run.key).prompts {
                let detail = try #require(try await store.plannedPrompt(standing.row.id, of: run.key))
                let reasons = try #require(detail.reasons)
                #expect(reasons.map { $0.sentence(in: .english) } == standing.row.reasons)
                #expect(detail.state == standing.state && detail.group == standing.row.group)
                if detail.planned.isDiscreet {
                    #expect(detail.reached == nil)
                } else {
                    #expect(detail.reached?.count == standing.count && detail.reached?.audience == standing.audience)
                }
            }
        }
    }

    @Test func `a planned prompt of another course, of a booking, or of nothing, is none`() async throws {
        try await withStore { store, owner in
            let run = try await SmallCourse.run(in: store)
            #expect(try await store.plannedPrompt(.init(rawValue: 987_654), of: run.key) == nil)
            let some = try #require(try await store.boardPlan(of: run.key).entries.first)
            let leader: Int64 = try await owner.transaction(as: "administrator") { transaction in
                let leader: Int64 = try await transaction.one(Query<Int64>("SELECT min(id) FROM leader"))
                try await transaction.execute(
                    "UPDATE planned_prompt SET leader = \(leader) WHERE id = \(some.id.rawValue)"
                )
                return leader
            }
            #expect(leader > 0)
            #expect(try await store.plannedPrompt(some.id, of: run.key) == nil)
            #expect(try await !store.boardPlan(of: run.key).entries.contains { $0.id == some.id })
        }
    }
}
