import Course
import CourseStore
import CourseTesting
import Postgres
import Testing

/// Lists of leaders against what is enrolled.
struct EnrollingTests {
    private let tables = ["leader", "leader_group", "area", "planned_prompt", "letter_item"]

    private func contents(_ owner: Database) async throws -> [[String]] {
        var all: [[String]] = []
        for table in tables { all.append(try await owner.contents(of: table)) }
        return all
    }

    @Test func `the real lists are enrolled, and a second time nothing changes`() async throws {
        try await withStore { store, owner in
            let run = try await CourseRun(store, importing: try DemoCourse.outline(), at: at("2026-12-01T00:00"))
            for (municipality, number) in [("albertslund", 165), ("glostrup", 121)] {
                let list = try DemoCourse.list(of: municipality)
                let first = try await store.enrol(list, in: run.key, municipality: municipality)
                #expect(first.count(.new) == number)
                #expect(first.isAcceptable)
                let before = try await contents(owner)
                let second = try await store.enrol(list, in: run.key, municipality: municipality)
                #expect(second.count(.unchanged) == number)
                #expect(second.rows.count == number)
                #expect(try await contents(owner) == before)
            }
            let leaders: Int = try await owner.one("SELECT count(*) FROM leader WHERE withdrawn_at IS NULL")
            #expect(leaders == 286)
        }
    }

    @Test func `with one conflict nothing at all is written`() async throws {
        try await withStore { store, owner in
            let run = try await SmallCourse.run(in: store)
            let before = try await contents(owner)
            let list = SmallCourse.list([
                SmallCourse.leader("new", group: "Ny"), SmallCourse.leader("gro", group: "Ny"),
            ])
            let enrolment = try await store.enrol(list, in: run.key, municipality: "albertslund")
            #expect(!enrolment.isAcceptable)
            #expect(enrolment.rows.filter { $0.row != nil }.map(\.status) == [.new, .conflict])
            #expect(try await contents(owner) == before)
        }
    }

    @Test func `who is missing is withdrawn only when that is asked for`() async throws {
        try await withStore { store, owner in
            let run = try await SmallCourse.run(in: store)
            var shorter = SmallCourse.list(of: "albertslund")
            shorter.rows.removeAll { $0.entry.email == SmallCourse.address("eve") }
            let withdrawn: SQL = "SELECT email FROM leader WHERE withdrawn_at IS NOT NULL ORDER BY 1"
            let kept = try await store.enrol(shorter, in: run.key, municipality: "albertslund")
            #expect(kept.missing.map(\.entry.email) == [SmallCourse.address("eve")])
            #expect(try await owner.ask(withdrawn, of: String.self) == [])
            let trial = try await store.enrol(
                shorter,
                in: run.key,
                municipality: "albertslund",
                withdrawMissing: true,
                dryRun: true
            )
            #expect(trial.missing.count == 1)
            #expect(try await owner.ask(withdrawn, of: String.self) == [])
            _ = try await store.enrol(shorter, in: run.key, municipality: "albertslund", withdrawMissing: true)
            #expect(try await owner.ask(withdrawn, of: String.self) == [SmallCourse.address("eve")])
            // On the list again, Eve is back.
            let again = try await store.enrol(
                SmallCourse.list(of: "albertslund"),
                in: run.key,
                municipality: "albertslund"
            )
            #expect(again.count(.changed) == 1)
            #expect(try await owner.ask(withdrawn, of: String.self) == [])
        }
    }

    @Test func `a list of 50,000 is a size that works`() async throws {
        try await withStore { store, owner in
            let run = try await SmallCourse.run(in: store, goesLive: false)
            let list = SmallCourse.list(
                (0..<50_000).map { SmallCourse.leader("n\($0)", group: "G\($0 / 10)", isChair: $0 % 10 == 0) }
            )
            #expect(try await store.enrol(list, in: run.key, municipality: "glostrup").count(.new) == 50_000)
            #expect(try await store.enrol(list, in: run.key, municipality: "glostrup").count(.unchanged) == 50_000)
            #expect(try await owner.one("SELECT count(*) FROM leader") == 50_007)
            #expect(try await owner.one("SELECT count(*) FROM leader_group") == 5_003)
        }
    }
}
