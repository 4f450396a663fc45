import Course
import CourseStore
import CourseTesting
import Testing

struct SmokeTests {
    @Test func `the real course runs from its first day to its last`() async throws {
        try await withStore { store, _ in
            let run = try await DemoCourse.run(in: store)
            _ = try await store.goLive(run.key)
            let deliveries = try await run.run(until: LocalDateTime(Day(2027, 10, 1), .midnight))
            let ledger = try await store.ledger(of: run.key)
            #expect(deliveries.count == ledger.letters)
            print(deliveries.count, ledger.prompts.map(\.count).reduce(into: (0, 0, 0)) { $0.0 += $1.sent; $0.1 += $1.pending; $0.2 += $1.planned })
        }
    }
}
