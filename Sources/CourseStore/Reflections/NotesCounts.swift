import Course
import Postgres

extension Store {
    /// How many groups have written their notes of each meeting, by municipality; counted in groups.
    ///
    /// An administrator may count in all municipalities, a coordinator in the own one; nobody else counts anything.
    /// - Throws: ``Refusal`` where there is no such course.
    public func notesCounts(in key: String) async throws -> [ProgressCount] {
        try await survey { transaction in
            let course = try await transaction.course(key)
            return try await transaction.rows(ProgressQueries.counts(of: .reflection, in: course.id)).map {
                ProgressCount($0, in: course)
            }
        }
    }
}
