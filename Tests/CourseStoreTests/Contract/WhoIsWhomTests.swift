import Course
import CourseStore
import CourseTesting
import Postgres
import Testing

/// Who knows whom by name.
struct WhoIsWhomTests {
    @Test func `coordinators know each other's leaders at sessions, by name, area and session`() async throws {
        try await Watchers.with { run, owner, cast in
            let known = try await cast.there.jointLeaders(in: run.key)
            #expect(known.count == 26 && Set(known.map(\.session)) == ["onsdag"])
            #expect(try await cast.administrator.jointLeaders(in: run.key).count == 26)
            try await run.store.withdrawLeader(SmallCourse.address("l3"), from: run.key)
            #expect(try await cast.there.jointLeaders(in: run.key).count == 25)
        }
    }
}
