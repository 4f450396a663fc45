import Course
import Postgres

extension Store {
    /// How many leaders have seen each film, by municipality.
    ///
    /// An administrator may count in all municipalities, a coordinator in the own one; nobody else counts anything.
    /// - Throws: ``Refusal`` where there is no such course.
    public func filmCounts(in key: String) async throws -> [ProgressCount] {
        try await survey { transaction in
            let course = try await transaction.course(key)
            return try await transaction.rows(ProgressQueries.counts(of: .film, in: course.id)).map {
                ProgressCount($0, in: course)
            }
        }
    }
}
