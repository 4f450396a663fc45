import Course
import Postgres

extension Store {
    /// How many leaders have booked each service check, by municipality.
    ///
    /// An administrator may count in all municipalities, a coordinator in the own one; nobody else counts anything.
    /// - Throws: ``Refusal`` where there is no such course.
    public func bookingCounts(in key: String) async throws -> [ProgressCount] {
        try await survey { transaction in
            let course = try await transaction.course(key)
            return try await transaction.rows(ProgressQueries.counts(of: .serviceCheck, in: course.id)).map {
                ProgressCount($0, in: course)
            }
        }
    }
}
