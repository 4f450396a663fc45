import Course
import CourseStore
import CourseTesting
import Postgres
import Testing

/// A course goes live when the coordinators agree.
struct AgreeingTests {
    private func standing(_ run: CourseRun) async throws -> [String: Bool] {
        Dictionary(
            uniqueKeysWithValues: try await run.store.agreements(of: run.key).map { ($0.municipality, $0.stands) }
        )
    }

    private func agree(_ run: CourseRun) async throws {
        for municipality in ["albertslund", "glostrup"] {
            try await run.coordinator(of: municipality).agree(toLettersOf: run.key, expecting: try await run.version)
        }
    }

    private func refusal(_ body: () async throws -> Void) async -> Refusal.Kind? {
        do {
            try await body()
            return nil
        } catch {
            return (error as? Refusal)?.kind
        }
    }

    @Test func `it takes both, and each for the own municipality`() async throws {
        try await withStore { store, _ in
            let run = try await SmallCourse.run(in: store, goesLive: false)
            let version = try await run.version
            #expect(try await standing(run) == ["albertslund": false, "glostrup": false])
            #expect(
                await refusal { _ = try await store.goLive(run.key, given: Consent(version: version)) } == .conflict
            )

            let glostrup = try await run.coordinator(of: "glostrup")
            try await glostrup.agree(toLettersOf: run.key, expecting: version)
            #expect(try await standing(run) == ["albertslund": false, "glostrup": true])
            #expect(
                await refusal { _ = try await store.goLive(run.key, given: Consent(version: version)) } == .conflict
            )
            #expect(try await store.course(run.key).state == .draft)

            try await run.coordinator(of: "albertslund").agree(toLettersOf: run.key, expecting: version)
            #expect(try await store.goLive(run.key, given: Consent(version: version)) == 0)
            #expect(try await store.course(run.key).state == .live)
            #expect(
                try await run.audit.filter { $0.hasPrefix("agreement") } == [
                    "agreement.give glostrup by coordinator@glostrup.example",
                    "agreement.give albertslund by coordinator@albertslund.example",
                ]
            )
        }
    }

    @Test func `nobody agrees for a coordinator, and a coordinator for no other`() async throws {
        try await withStore { store, _ in
            let run = try await SmallCourse.run(in: store, goesLive: false)
            let version = try await run.version
            #expect(await refusal { try await store.agree(toLettersOf: run.key, expecting: version) } == .unknown)
            let course = try await store.course(run.key)
            let (own, other) = (
                try #require(course.municipalities["albertslund"]), try #require(course.municipalities["glostrup"])
            )
            await #expect(throws: PostgresError.self) {
                try await store.database.transaction(as: "coordinator:\(own)") { transaction in
                    try await transaction.execute(
                        """
                        INSERT INTO agreement (municipality, agreed_by, version, days)
                        VALUES (\(other), 'x', 1, letter_days(\(other)))
                        """
                    )
                }
            }
            await #expect(throws: PostgresError.self) {
                try await store.database.transaction(as: "administrator") { transaction in
                    try await transaction.execute(
                        """
                        INSERT INTO agreement (municipality, agreed_by, version, days)
                        VALUES (\(other), 'x', 1, letter_days(\(other)))
                        """
                    )
                }
            }
            #expect(try await standing(run) == ["albertslund": false, "glostrup": false])
        }
    }

    @Test func `a coordinator sees of the other that it has agreed, and of another course nothing`() async throws {
        try await withStore { store, _ in
            let run = try await SmallCourse.run(in: store, goesLive: false)
            try await run.coordinator(of: "glostrup").agree(toLettersOf: run.key, expecting: try await run.version)
            let albertslund = try await run.coordinator(of: "albertslund")
            #expect(try await albertslund.agreements(of: run.key).map(\.stands) == [false, true])
            try await store.copyCourse(run.key, as: "elsewhere")
            #expect(await (try? albertslund.agreements(of: "elsewhere")) ?? [] == [])
        }
    }

    @Test func `other words leave an agreement standing, other days do not, and days that are back do again`()
        async throws
    {
        try await withStore { store, _ in
            let run = try await SmallCourse.run(in: store, goesLive: false)
            try await agree(run)
            var worded = try SmallCourse.outline()
            worded.programme.modules[0].title = "Et andet ord"
            _ = try await store.importCourse(worded)
            #expect(try await standing(run) == ["albertslund": true, "glostrup": true])

            // A group's own date is the group's own.
            _ = try await store.setMeeting(
                course: run.key,
                module: "meeting-1",
                municipality: "albertslund",
                group: "Nord",
                start: at("2027-03-30T10:00"),
                end: nil,
                place: nil
            )
            #expect(try await standing(run) == ["albertslund": true, "glostrup": true])

            func move(to start: String) async throws {
                _ = try await store.reschedule(
                    course: run.key,
                    module: "workshop-1",
                    session: nil,
                    start: at(start),
                    end: nil
                )
            }
            try await move(to: "2027-04-21T09:00")
            #expect(try await standing(run) == ["albertslund": false, "glostrup": false])
            #expect(try await store.agreements(of: run.key).allSatisfy { $0.agreedAt != nil })
            try await move(to: "2027-04-14T09:00")
            #expect(try await standing(run) == ["albertslund": true, "glostrup": true])

            // A day on which one of them is closed is that one's alone: there the first letter leaves.
            _ = try await store.setClosedPeriods(
                [ClosedPeriod(from: Day(2027, 1, 20), to: Day(2027, 1, 20))],
                of: "glostrup",
                in: run.key
            )
            #expect(try await standing(run) == ["albertslund": true, "glostrup": false])
        }
    }

    @Test func `an agreement is to the course that was seen`() async throws {
        try await withStore { store, _ in
            let run = try await SmallCourse.run(in: store, goesLive: false)
            let seen = try await run.version
            var worded = try SmallCourse.outline()
            worded.title = "Et andet ord"
            _ = try await store.importCourse(worded)
            let coordinator = try await run.coordinator(of: "glostrup")
            #expect(await refusal { try await coordinator.agree(toLettersOf: run.key, expecting: seen) } == .changed)
            #expect(try await standing(run)["glostrup"] == false)
            try await agree(run)
            #expect(await refusal { _ = try await store.goLive(run.key, given: Consent(version: seen)) } == .changed)
            #expect(try await store.course(run.key).state == .draft)
        }
    }

    @Test func `an agreement is taken back once`() async throws {
        try await withStore { store, _ in
            let run = try await SmallCourse.run(in: store, goesLive: false)
            try await agree(run)
            let coordinator = try await run.coordinator(of: "albertslund")
            try await coordinator.withdrawAgreement(toLettersOf: run.key)
            #expect(try await standing(run) == ["albertslund": false, "glostrup": true])
            #expect(await refusal { try await coordinator.withdrawAgreement(toLettersOf: run.key) } == .conflict)
        }
    }

    @Test func `an administrator goes on without, and the audit log says whom`() async throws {
        try await withStore { store, _ in
            let run = try await SmallCourse.run(in: store, goesLive: false)
            try await run.coordinator(of: "glostrup").agree(toLettersOf: run.key, expecting: try await run.version)
            let consent = Consent(version: try await run.version, withoutAgreement: true)
            _ = try await store.goLive(run.key, given: consent)
            #expect(try await run.audit.contains("course.live-without-agreement albertslund by clerk"))
            #expect(try await store.course(run.key).state == .live)
        }
    }
}
