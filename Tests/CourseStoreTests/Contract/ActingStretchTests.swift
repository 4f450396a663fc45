import CourseTesting
import Postgres
import Testing

@testable import CourseStore

/// A stretch in another part, and who acts after it.
struct ActingStretchTests {
    private struct Stop: Error {}

    private func actor(_ transaction: Transaction) async throws -> String {
        try await transaction.one(Query<String>("SELECT current_setting('tandem.actor', true)"))
    }

    @Test func `afterwards the one acts who did before, whatever the body did`() async throws {
        try await withStore { store, _ in
            try await store.database.transaction(as: "coordinator:12") { transaction in
                let inside = try await transaction.acting(as: .post) {
                    try await transaction.acting(as: .post) { _ = try await actor(transaction) }
                    let deeper = try await transaction.acting(as: .administrator) { try await actor(transaction) }
                    return [deeper, try await actor(transaction)]
                }
                #expect(inside == ["administrator", "post"])
                #expect(try await actor(transaction) == "coordinator:12")
                await #expect(throws: Stop.self) { try await transaction.acting(as: .post) { throw Stop() } }
                #expect(try await actor(transaction) == "coordinator:12")
            }
            // Of a failed transaction the failure is told, not that it could not be restored.
            let error = await #expect(throws: PostgresError.self) {
                try await store.database.transaction(as: "coordinator:12") { transaction in
                    try await transaction.acting(as: .post) { try await transaction.execute("SELECT 1 / 0") }
                }
            }
            #expect(error?.code.rawValue == "22012")
            let next = try await store.database.transaction(as: "leader:1") { try await actor($0) }
            #expect(next == "leader:1")
        }
    }
}
