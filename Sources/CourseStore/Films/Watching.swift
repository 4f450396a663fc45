import Course
import Postgres

extension Store {
    /// Records that a leader has seen a film.
    ///
    /// - Throws: ``Refusal``.
    public func markFilmDone(course key: String, module: String, leader email: String) async throws {
        try await act { transaction in
            let course = try await transaction.lockedCourse(key)
            let found = try course.module(module, of: [.film])
            let leader = try await transaction.leader(email, in: course)
            try await transaction.execute(FilmQueries.markDone(by: leader.id, module: found.key, now: course.now))
            // Whom it was said of is nobody's business; and of those who say it of themselves, not even that they did.
            if acting.role == .administrator {
                try await transaction.audit(.filmDone, of: found.key, in: course.id, by: acting.doer)
            }
        }
    }
}
