import Course
import CourseStore
import CourseTesting
import Postgres
import Testing

/// A group's meeting that has no date any more.
struct MeetingRemovalTests {
    private func remove(_ run: CourseRun, dryRun: Bool = false) async throws -> PlanChange {
        try await run.store.removeMeeting(
            course: run.key,
            module: "meeting-1",
            municipality: "albertslund",
            group: "Nord",
            dryRun: dryRun
        )
    }

    @Test func `the group waits for a date again, and is asked for one as before`() async throws {
        try await withStore { store, owner in
            let run = try await SmallCourse.run(in: store)
            try await store.setMeeting(of: "Nord", in: "albertslund", at: "2027-03-30T10:00")
            func count() async throws -> Int64 { try await owner.one("SELECT count(*) FROM meeting") }
            let shown = try await remove(run, dryRun: true)
            #expect(shown.difference.withdrawn.contains { $0.scope.group != nil })
            #expect(shown.corrections == [:])
            #expect(try await count() == 1)
            let done = try await remove(run)
            #expect(done.difference.withdrawn == shown.difference.withdrawn)
            #expect(try await count() == 0)
            #expect(try await run.audit.contains { $0.hasPrefix("meeting.remove ") })
            await #expect(throws: Refusal.self) { _ = try await remove(run) }
            let deliveries = try await run.run(until: at("2027-02-04T00:00"))
            #expect(deliveries.when("ann", "meeting-1/choose-date", in: run.zone) == [at("2027-01-20T08:00")])
        }
    }

    @Test func `those who were told the date get one correction each, and it is said how many`() async throws {
        try await withStore { store, _ in
            let run = try await SmallCourse.run(in: store)
            try await store.setMeeting(of: "Nord", in: "albertslund", at: "2027-03-30T10:00")
            try await run.run(until: at("2027-03-24T12:00"))
            let shown = try await remove(run, dryRun: true)
            _ = try await remove(run)
            let deliveries = try await run.run(until: at("2027-03-27T12:00"))
            let corrected = deliveries.filter { !$0.corrections.isEmpty }
            #expect(Set(corrected.map(\.address)) == [SmallCourse.address("ann"), SmallCourse.address("bo")])
            #expect(corrected.count == 2)
            #expect(shown.corrections == ["albertslund": 2])
        }
    }

    @Test func `a coordinator removes the date of an own group only`() async throws {
        try await withStore { store, owner in
            let run = try await SmallCourse.run(in: store)
            try await store.setMeeting(of: "Nord", in: "albertslund", at: "2027-03-30T10:00")
            let number: Int64 = try await owner.one("SELECT id FROM leader_group WHERE name = 'Nord'")
            let group = LeaderGroup.ID(rawValue: number)
            let old = try #require(
                try await store.groupCard(group, in: run.key)?.meetings.first.map(MeetingTime.init)
            )
            let foreign = try await run.coordinator(of: "glostrup").planMeeting(
                of: group,
                for: "meeting-1",
                in: run.key,
                from: old,
                to: nil,
                agreedTo: "x"
            )
            guard case .unknown = foreign else {
                Issue.record("\(foreign)")
                return
            }
            let own = try await run.coordinator(of: "albertslund")
            guard
                case .shown(_, let seal) = try await own.planMeeting(
                    of: group,
                    for: "meeting-1",
                    in: run.key,
                    from: old,
                    to: nil
                )
            else {
                Issue.record("not shown")
                return
            }
            #expect(try await owner.one("SELECT count(*) FROM meeting", of: Int64.self) == 1)
            _ = try await own.planMeeting(
                of: group,
                for: "meeting-1",
                in: run.key,
                from: old,
                to: nil,
                agreedTo: seal
            )
            #expect(try await owner.one("SELECT count(*) FROM meeting", of: Int64.self) == 0)
        }
    }
}
