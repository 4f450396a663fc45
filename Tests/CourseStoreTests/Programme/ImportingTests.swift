import Course
import CourseStore
import CourseTesting
import Postgres
import Testing

/// A course file against the course as it stands.
struct ImportingTests {
    private let tables = [
        "municipality", "closed_period", "area", "equivalent_area", "session", "planned_prompt", "leader",
        "letter_item",
    ]

    /// Each row with the transaction that wrote it.
    private func versions(_ owner: Database) async throws -> [[String]] {
        var all: [[String]] = []
        for table in tables {
            all.append(try await owner.ask("SELECT xmin::text || ' ' || t::text FROM \(raw: table) t ORDER BY 1"))
        }
        return all
    }

    @Test func `a stored course reads as it was written`() async throws {
        try await withStore { store, _ in
            let outline = try DemoCourse.outline()
            let outcome = try await store.importCourse(outline)
            #expect(outcome.isNew)
            let course = try await store.course(outline.key)
            #expect(course.outline == outline)
            #expect(course.imported == outline)
            #expect(course.state == .draft)
            #expect(
                outcome.plan.difference.added
                    == (try Plan(of: outline, milestones: Milestones(sessions: outline.sessions))).prompts
            )
        }
    }

    @Test func `the same file a second time writes no row`() async throws {
        try await withStore { store, owner in
            let run = try await DemoCourse.run(in: store)
            let before = try await versions(owner)
            let outcome = try await store.importCourse(try DemoCourse.outline())
            #expect(!outcome.isNew)
            #expect(outcome.merge.changes.isEmpty)
            #expect(outcome.plan.difference.isEmpty)
            #expect(try await versions(owner) == before)
            #expect(try await store.courseKeys() == [run.key])
        }
    }

    @Test func `what was moved by hand is kept, and what both changed is refused unless the file is to win`()
        async throws
    {
        try await withStore { store, owner in
            let outline = try SmallCourse.outline()
            let run = try await SmallCourse.run(in: store, outline: outline)
            _ = try await store.reschedule(
                course: run.key,
                module: "workshop-1",
                session: nil,
                start: at("2027-04-21T09:00"),
                end: nil
            )
            var titled = outline
            titled.title = "Digital ledelse, igen"
            _ = try await store.importCourse(titled)
            var course = try await store.course(run.key)
            #expect(course.outline.title == "Digital ledelse, igen")
            #expect(course.outline.sessions.map(\.start) == [at("2027-04-21T09:00")])

            var moved = titled
            moved.sessions[0].start = at("2027-05-12T09:00")
            moved.sessions[0].end = at("2027-05-12T15:00")
            let before = try await versions(owner)
            let file = moved
            await #expect(throws: Refusal.self) { _ = try await store.importCourse(file) }
            #expect(try await versions(owner) == before)
            _ = try await store.importCourse(file, overwrite: true)
            course = try await store.course(run.key)
            #expect(course.outline.sessions == file.sessions)
        }
    }

    @Test func `a rule that goes takes its prompt out of the plan, one that comes back brings it again`() async throws {
        try await withStore { store, _ in
            let outline = try SmallCourse.outline()
            let run = try await SmallCourse.run(in: store, outline: outline)
            var without = outline
            without.programme.modules[0].prompts.removeAll { $0.key == "reminder" }
            #expect(try await store.importCourse(without).plan.difference.withdrawn.count == 2)
            let ledger = try await store.ledger(of: run.key)
            #expect(ledger.row("film-1/reminder")?.state == .withdrawn)
            #expect(ledger.row("film-1/reminder")?.audience == 0)
            #expect(try await store.importCourse(outline).plan.difference.added.count == 2)
            let deliveries = try await run.run(until: at("2027-03-25T00:00"))
            #expect(deliveries.when("bo", "film-1/reminder", in: run.zone) == [at("2027-03-24T08:00")])
        }
    }

    @Test func `a copy has the people and the dates, and none of the letters`() async throws {
        try await withStore { store, _ in
            let run = try await SmallCourse.run(in: store)
            _ = try await store.setMeeting(
                course: run.key,
                module: "meeting-1",
                municipality: "albertslund",
                group: "Nord",
                start: at("2027-03-30T10:00"),
                end: nil,
                place: "Rådhuset"
            )
            try await run.run(until: at("2027-03-10T12:00"))
            try await store.copyCourse(run.key, as: "trial")
            let copy = try await CourseRun(store, of: "trial")
            let ledger = try await store.ledger(of: "trial")
            #expect(ledger.course.state == .draft)
            #expect(ledger.letters == 0)
            #expect(ledger.totals.sent == 0)
            #expect(ledger.row("film-1/link", group: "Nord")?.audience == 2)
            try await copy.setClock(to: at("2026-12-01T00:00"))
            _ = try await store.goLive("trial")
            let deliveries = try await copy.run(until: at("2027-04-15T00:00"))
            #expect(deliveries.when("bo", "meeting-1/questions", in: copy.zone) == [at("2027-03-18T08:00")])
            await #expect(throws: Refusal.self) { try await store.copyCourse(run.key, as: "trial") }
            await #expect(throws: Refusal.self) { try await store.copyCourse(run.key, as: "Not a key") }
        }
    }
}
