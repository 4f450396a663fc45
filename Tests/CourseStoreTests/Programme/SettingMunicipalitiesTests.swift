import Course
import CourseStore
import CourseTesting
import Postgres
import Testing

/// A municipality's own settings and closing days.
struct SettingMunicipalitiesTests {
    private func settings(_ run: CourseRun, of municipality: String = "glostrup") async throws -> MunicipalitySettings {
        MunicipalitySettings(of: try #require(try await run.store.course(run.key).outline.municipality(municipality)))
    }

    private func kind(_ body: () async throws -> Void) async -> Refusal.Kind? {
        do {
            try await body()
            return nil
        } catch {
            return (error as? Refusal)?.kind
        }
    }

    @Test func `a coordinator sets the own contact and signature, and the next import keeps them`() async throws {
        try await withStore { store, _ in
            let run = try await SmallCourse.run(in: store)
            let old = try await settings(run)
            var new = old
            new.signed = "Karim og Mette"
            new.contact = .init(name: "Karim Lund", email: "karim@glostrup.example", phone: nil)
            try await run.coordinator(of: "glostrup").set("glostrup", in: run.key, from: old, to: new)
            #expect(try await settings(run) == new)

            let outcome = try await store.importCourse(try SmallCourse.outline())
            #expect(
                Set(outcome.merge.kept) == [
                    ["municipalities", "glostrup", "signed"], ["municipalities", "glostrup", "contact", "email"],
                    ["municipalities", "glostrup", "contact", "phone"],
                ]
            )
            #expect(try await settings(run) == new)
            #expect(try await run.audit.contains("municipality.set glostrup by coordinator@glostrup.example"))
        }
    }

    @Test func `a later hour moves what is to come, to that hour`() async throws {
        try await withStore { store, _ in
            let run = try await SmallCourse.run(in: store)
            let old = try await settings(run)
            var new = old
            new.sendAt = LocalTime(13, 15)
            try await store.set("glostrup", in: run.key, from: old, to: new)
            let deliveries = try await run.run(until: at("2027-01-21T00:00"))
            #expect(deliveries.when("gro", "meeting-1/choose-date", in: run.zone) == [at("2027-01-20T13:15")])
            #expect(deliveries.when("ann", "meeting-1/choose-date", in: run.zone) == [at("2027-01-20T08:00")])
        }
    }

    @Test func `what somebody else has set meanwhile is not overwritten`() async throws {
        try await withStore { store, _ in
            let run = try await SmallCourse.run(in: store)
            let old = try await settings(run)
            var (first, second) = (old, old)
            first.signed = "Den første"
            second.contact.name = "Den anden"
            try await store.set("glostrup", in: run.key, from: old, to: first)
            let later = second
            #expect(await kind { try await store.set("glostrup", in: run.key, from: old, to: later) } == .changed)
            #expect(try await settings(run) == first)
        }
    }

    @Test func `a coordinator changes neither sender nor coordinator, nor the other municipality`() async throws {
        try await withStore { store, _ in
            let run = try await SmallCourse.run(in: store)
            let coordinator = try await run.coordinator(of: "glostrup")
            let old = try await settings(run)
            var sender = old
            sender.sender = "Andre <andre@glostrup.example>"
            var heir = old
            heir.coordinator = "andre@glostrup.example"
            for new in [sender, heir] {
                #expect(
                    await kind { try await coordinator.set("glostrup", in: run.key, from: old, to: new) } == .unknown
                )
            }
            let other = try await settings(run, of: "albertslund")
            var signed = other
            signed.signed = "Karim"
            let foreign = signed
            #expect(
                await kind { try await coordinator.set("albertslund", in: run.key, from: other, to: foreign) }
                    == .unknown
            )
            #expect(
                await kind { _ = try await coordinator.setClosedPeriods([], of: "albertslund", in: run.key) }
                    == .unknown
            )
            #expect(try await settings(run) == old)
            #expect(try await settings(run, of: "albertslund") == other)
            try await store.set("glostrup", in: run.key, from: old, to: sender)
            #expect(try await settings(run) == sender)
        }
    }

    @Test func `what could not stand in a course file is refused`() async throws {
        try await withStore { store, _ in
            let run = try await SmallCourse.run(in: store)
            let old = try await settings(run)
            var new = old
            new.contact.email = "karim"
            let bad = new
            #expect(await kind { try await store.set("glostrup", in: run.key, from: old, to: bad) } == .invalid)
        }
    }

    // Glostrup's first letter is planned for Wednesday 20 January 2027, twelve weeks before the workshop.
    private let wednesday = ClosedPeriod(from: Day(2027, 1, 20), to: Day(2027, 1, 20))

    @Test func `closing days show what they move, before and after, and in their own municipality only`() async throws {
        try await withStore { store, _ in
            let run = try await SmallCourse.run(in: store)
            let coordinator = try await run.coordinator(of: "glostrup")
            let before = try await store.course(run.key)
            let closed = try #require(before.outline.municipality("glostrup")).closed + [wednesday]
            let shown = try await coordinator.setClosedPeriods(
                closed,
                of: "glostrup",
                in: run.key,
                expecting: before.version,
                dryRun: true
            )
            #expect(shown.difference.moved.map(\.new.scope.municipality) == ["glostrup"])
            #expect(shown.difference.moved.map(\.old.day) == [Day(2027, 1, 20)])
            #expect(shown.difference.moved.map(\.new.day) == [Day(2027, 1, 19)])
            #expect((shown.difference.added, shown.difference.withdrawn) == ([], []))
            let untouched = try await store.course(run.key)
            #expect((untouched.version, untouched.outline) == (before.version, before.outline))

            let done = try await coordinator.setClosedPeriods(
                closed,
                of: "glostrup",
                in: run.key,
                expecting: before.version
            )
            #expect(done.difference == shown.difference)
            #expect(
                try await store.course(run.key).outline.municipality("glostrup")?.closed.contains(wednesday) == true
            )
            let deliveries = try await run.run(until: at("2027-01-21T00:00"))
            #expect(deliveries.when("gro", "meeting-1/choose-date", in: run.zone) == [at("2027-01-19T09:30")])
            #expect(try await run.audit.contains("calendar.set glostrup by coordinator@glostrup.example"))
        }
    }

    @Test func `a difference that was shown of another plan is not applied`() async throws {
        try await withStore { store, _ in
            let run = try await SmallCourse.run(in: store)
            let seen = try await run.version
            _ = try await store.setClosedPeriods([wednesday], of: "glostrup", in: run.key, expecting: seen)
            let course = try await store.course(run.key)
            #expect(
                await kind { _ = try await store.setClosedPeriods([], of: "glostrup", in: run.key, expecting: seen) }
                    == .changed
            )
            #expect(try await store.course(run.key).outline == course.outline)
        }
    }

    @Test func `who was told the old date is counted`() async throws {
        try await withStore { store, _ in
            let run = try await SmallCourse.run(in: store)
            try await run.run(until: at("2027-01-21T00:00"))
            // Told that the date is to be chosen by 3 February; closed from then on to the end of its window but two days, it moves.
            let change = try await store.setClosedPeriods(
                [ClosedPeriod(from: Day(2027, 2, 1), to: Day(2027, 2, 3))],
                of: "albertslund",
                in: run.key,
                dryRun: true
            )
            #expect(change.told > 0)
        }
    }

    @Test func `the next import keeps closing days that were set by hand`() async throws {
        try await withStore { store, _ in
            let run = try await SmallCourse.run(in: store)
            _ = try await store.setClosedPeriods([wednesday], of: "glostrup", in: run.key)
            let outcome = try await store.importCourse(try SmallCourse.outline())
            #expect(outcome.merge.kept == [["municipalities", "glostrup", "closed"]])
            #expect(outcome.plan.difference.isEmpty)
            #expect(try await store.course(run.key).outline.municipality("glostrup")?.closed == [wednesday])
        }
    }

    @Test func `days are kept in their order, each once, and a period that ends before it begins is refused`()
        async throws
    {
        try await withStore { store, _ in
            let run = try await SmallCourse.run(in: store)
            let later = ClosedPeriod(from: Day(2027, 7, 5), to: Day(2027, 7, 30))
            _ = try await store.setClosedPeriods([later, wednesday, later], of: "glostrup", in: run.key)
            #expect(try await store.course(run.key).outline.municipality("glostrup")?.closed == [wednesday, later])
            let backward = ClosedPeriod(from: Day(2027, 7, 5), to: Day(2027, 7, 1))
            #expect(
                await kind { _ = try await store.setClosedPeriods([backward], of: "glostrup", in: run.key) } == .invalid
            )
        }
    }

    @Test func `days that leave no plan are refused with its faults, and nothing changes`() async throws {
        try await withStore { store, _ in
            let run = try await SmallCourse.run(in: store)
            let before = try await store.course(run.key)
            await #expect(throws: PlanFaults.self) {
                _ = try await store.setClosedPeriods(
                    [ClosedPeriod(from: Day(2025, 1, 1), to: Day(2028, 12, 31))],
                    of: "glostrup",
                    in: run.key
                )
            }
            #expect(try await store.course(run.key).outline == before.outline)
        }
    }
}
