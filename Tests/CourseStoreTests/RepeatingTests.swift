import CourseTesting
import Postgres
import Testing

@testable import CourseStore

/// What an administrator's verb does when its transaction fails for a passing reason.
struct RepeatingTests {
    @Test(arguments: [("40001", true), ("40P01", true), ("57P01", false), ("08006", false)])
    func `it runs again after a conflict, never where its commit may have happened`(
        code: String,
        isRepeated: Bool
    ) async throws {
        try await withStore { store, _ in
            let runs = Runs()
            let error: PostgresError?
            do {
                try await store.act { transaction in
                    guard await runs.isFirst() else { return }
                    try await transaction.execute("DO $$ BEGIN RAISE SQLSTATE '\(raw: code)'; END $$")
                }
                error = nil
            } catch let failure as PostgresError {
                error = failure
            }
            #expect(error?.code.rawValue == (isRepeated ? nil : code))
            #expect(await runs.count == (isRepeated ? 2 : 1))
        }
    }
}

private actor Runs {
    private(set) var count = 0

    func isFirst() -> Bool {
        count += 1
        return count == 1
    }
}
