import Course
import CourseStore
import CourseTesting
import Postgres
import Testing

/// A course made from a previous one.
struct SucceedingTests {
    @Test func `it is a draft with the moved dates, its own key and title, and without people or closing days`()
        async throws
    {
        try await withStore { store, _ in
            let run = try await SmallCourse.run(in: store)
            let made = try await store.makeSuccessor(
                of: run.key,
                as: "small-2028",
                title: "Digital ledelse 2028",
                start: Day(2027, 12, 1),
                expecting: try await run.version
            )
            let course = try await store.course("small-2028")
            #expect(course.state == .draft)
            #expect(course.outline == made.shift.outline)
            #expect(course.imported == made.shift.outline)
            #expect((course.outline.key, course.outline.title) == ("small-2028", "Digital ledelse 2028"))
            #expect(course.outline.starts == Day(2027, 11, 30))
            #expect(course.outline.sessions.map(\.start) == [at("2028-04-12T09:00")])
            #expect(course.outline.municipalities.allSatisfy { $0.closed.isEmpty })
            #expect(course.outline.equivalentAreas == (try await store.course(run.key)).outline.equivalentAreas)
            #expect(try await store.courses("small-2028").map(\.leaders) == [0])
            let ledger = try await store.ledger(of: "small-2028")
            #expect(ledger.prompts.count == made.plan.prompts.count)
            #expect(try await CourseRun(store, of: "small-2028").audit.contains("course.succeed small by clerk"))
        }
    }

    @Test func `a dry run leaves nothing behind`() async throws {
        try await withStore { store, _ in
            let run = try await SmallCourse.run(in: store)
            let tried = try await store.makeSuccessor(
                of: run.key,
                as: "later",
                title: "Senere",
                start: Day(2027, 12, 1),
                dryRun: true
            )
            #expect(tried.version == (try await run.version))
            #expect(try await store.courseKeys() == ["small"])
        }
    }

    @Test func `a key that is taken or none, and a course that has changed, are refused`() async throws {
        try await withStore { store, _ in
            let run = try await SmallCourse.run(in: store)
            let version = try await run.version
            for (key, version, kind) in [
                ("small", version, Refusal.Kind.conflict), ("Not a key", version, .invalid), ("-x", version, .invalid),
                ("later", version - 1, .changed),
            ] {
                do {
                    _ = try await store.makeSuccessor(
                        of: run.key,
                        as: key,
                        title: "",
                        start: Day(2027, 12, 1),
                        expecting: version
                    )
                    Issue.record("\(key) was taken")
                } catch let refusal as Refusal {
                    #expect(refusal.kind == kind, "\(key)")
                }
            }
            #expect(try await store.courseKeys() == ["small"])
        }
    }

    @Test func `an import is refused where the course is not of the version that was shown`() async throws {
        try await withStore { store, _ in
            let outline = try SmallCourse.outline()
            await #expect(throws: Refusal.self) { _ = try await store.importCourse(outline, expecting: 3) }
            _ = try await store.importCourse(outline, expecting: 0)
            let version = try await store.course("small").version
            await #expect(throws: Refusal.self) { _ = try await store.importCourse(outline, expecting: 0) }
            await #expect(throws: Refusal.self) { _ = try await store.importCourse(outline, expecting: version + 1) }
            _ = try await store.importCourse(outline, expecting: version)
        }
    }
}
