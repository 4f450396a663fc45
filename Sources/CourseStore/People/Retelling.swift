import Course
import Postgres

extension Transaction {
    /// Has the dates that a leader was told compared with the plan: at the next `send-at`, or at once where the old or the
    /// new day of what changed is near.
    func retell(
        _ leader: Leader.ID,
        of municipality: Municipality.ID,
        from old: Day? = nil,
        to new: Day? = nil,
        in course: StoredCourse
    ) async throws {
        try await retell([leader], of: municipality, from: old, to: new, in: course)
    }

    /// The same of several leaders of a municipality, for whom the same has changed.
    func retell(
        _ leaders: [Leader.ID],
        of municipality: Municipality.ID,
        from old: Day? = nil,
        to new: Day? = nil,
        in course: StoredCourse
    ) async throws {
        guard let key = course.municipalityKey(municipality), let hours = course.releaseHours(of: key) else { return }
        var moment = hours.nextSendAt(after: course.now)
        if let old, let new, hours.verdict(at: course.now, correcting: old, to: new) == .now { moment = course.now }
        guard let moment else { return }
        try await execute(PeopleQueries.retell(leaders, at: moment))
    }
}
