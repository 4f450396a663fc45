public import Course
import Postgres

/// A course made from a previous one, or one that would be.
public struct CourseSuccession: Sendable {
    /// The new course, with the dates moved.
    public let shift: CourseShift
    /// Its plan: how many letters there are, and what is doubtful.
    public let plan: Plan
    /// What leaves on another day than the weeks alone would say.
    public let departures: [CourseShift.Departure]
    /// The version of the previous course that it was made from.
    public let version: Int64
}

extension Store {
    /// Makes a course from a previous one, shifted to a new start; its people and closing days are not taken along.
    ///
    /// - Parameters:
    ///   - key: The previous course.
    ///   - newKey: The key of the new one.
    ///   - title: Its title.
    ///   - start: About when it starts; it starts on the weekday on which the previous one did.
    ///   - version: The version of the previous course that somebody has looked at; `nil` takes any.
    ///   - dryRun: Whether it is only to be tried.
    /// - Returns: The course, with what is to be known of its plan.
    /// - Throws: ``Refusal`` where the key is taken or none, and the faults of a plan that cannot be derived.
    public func makeSuccessor(
        of key: String,
        as newKey: String,
        title: String,
        start: Day,
        expecting version: Int64? = nil,
        dryRun: Bool = false
    ) async throws -> CourseSuccession {
        try await act(dryRun: dryRun) { transaction in
            guard newKey.wholeMatch(of: /[a-z0-9][a-z0-9-]{0,63}/) != nil else {
                throw Refusal.noKey(newKey)
            }
            guard try await transaction.first(ProgrammeQueries.course(key: newKey)) == nil else {
                throw Refusal.keyTaken(newKey)
            }
            let source = try await transaction.lockedCourse(key)
            if let version { try source.expect(version) }
            var shift = source.outline.shifted(toStart: start)
            (shift.outline.key, shift.outline.title) = (newKey, title)
            let (plan, departures) = try shift.departures()
            let id = try await transaction.one(
                ProgrammeQueries.insertCourse(
                    shift.outline,
                    programme: try JSONDocument.encode(shift.outline.programme),
                    imported: try JSONDocument.encode(shift.outline)
                )
            )
            try await transaction.save(shift.outline, as: id, replacing: nil)
            _ = try await transaction.replan(try await transaction.course(newKey))
            try await transaction.audit(
                .courseSucceed,
                of: key,
                in: id,
                by: acting.doer,
                detail: [.weeks: shift.weeks, .prompts: plan.prompts.count]
            )
            return CourseSuccession(shift: shift, plan: plan, departures: departures, version: source.version)
        }
    }
}
