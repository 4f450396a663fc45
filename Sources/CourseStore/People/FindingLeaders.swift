import Course
import Postgres

extension Transaction {
    /// The leader of a course with an address.
    ///
    /// - Throws: ``Refusal`` where there is none.
    func leader(_ email: String, in course: StoredCourse) async throws -> PeopleQueries.FoundRow {
        guard let leader = try await first(PeopleQueries.leader(email, in: course.id)) else {
            throw Refusal.unknown(
                "ingen med adressen \(email) er tilmeldt i \(course.outline.key)",
                "nobody with the address \(email) is enrolled in \(course.outline.key)"
            )
        }
        return leader
    }
}
