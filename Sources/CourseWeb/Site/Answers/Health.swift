import CourseStore
import Hummingbird

/// Whether the service can do its work: whether its database answers.
struct Health {
    let response: Response

    /// How long the database may take.
    private static let patience = Duration.seconds(5)

    init(of store: Store) async throws {
        let answers = await withTaskGroup(of: Bool.self) { group in
            group.addTask { (try? await store.databaseIdentity()) != nil }
            group.addTask {
                // Cancelled is the end.
                try? await Task.sleep(for: Self.patience)
                return false
            }
            defer { group.cancelAll() }
            return await group.next() ?? false
        }
        response =
            answers
            ? Response(plain: "ok") : Response(plain: "The database does not answer.", status: .serviceUnavailable)
    }
}
