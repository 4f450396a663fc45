public import Course
import Postgres

extension Store {
    /// The names of a course's leader groups.
    ///
    /// - Throws: ``Refusal`` where there is no such course.
    public func groupNames(in key: String) async throws -> [LeaderGroup.ID: String] {
        try await act { transaction in
            let course = try await transaction.course(key)
            return Dictionary(
                try await transaction.rows(PeopleQueries.groups(of: course.id)).map { ($0.id, $0.name) },
                uniquingKeysWith: { one, _ in one }
            )
        }
    }
}
