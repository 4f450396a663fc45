import Course
import CourseStore
import CourseTesting
import Testing

extension CourseRun {
    /// The store as the coordinator of a municipality has it.
    func coordinator(of municipality: String) async throws -> Store {
        let id = try #require(try await store.course(key).municipalities[municipality])
        return store.acting(as: Acting(.coordinator(id), doer: Doer("coordinator@\(municipality).example")))
    }

    /// The version of the course as it stands.
    var version: Int64 {
        get async throws { try await store.course(key).version }
    }

    /// What the audit log says was done, the first first.
    var audit: [String] {
        get async throws {
            try await store.auditTrail(course: key).reversed().map { "\($0.action) \($0.subject ?? "") by \($0.doer)" }
        }
    }
}
