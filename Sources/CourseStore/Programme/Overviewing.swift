import Course
import Postgres

extension Store {
    /// The courses, the latest first; the one of a key alone, where one is given.
    public func courses(_ key: String? = nil) async throws -> [CourseSummary] {
        try await act { transaction in try await transaction.rows(OverviewQueries.courses(key)) }
    }

    /// A course at a glance: people, what leaves next, who has agreed.
    ///
    /// - Throws: ``Refusal`` where there is no such course.
    public func overview(of key: String) async throws -> CourseOverview {
        try await survey { transaction in
            let course = try await transaction.course(key)
            let own = ownMunicipality
            return CourseOverview(
                course: course,
                municipalities: try await transaction.rows(OverviewQueries.headcounts(of: course.id, own: own)),
                next: try await transaction.rows(OverviewQueries.next(of: course.id, own: own, now: course.now)),
                agreements: try await transaction.agreements(of: course)
            )
        }
    }

    /// The row of the municipality that whoever acts coordinates; `nil` for those who see them all.
    var ownMunicipality: Municipality.ID? {
        if case .coordinator(let own) = acting.role { own } else { nil }
    }
}
