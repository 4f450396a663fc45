public import Course
import Postgres

extension Store {
    /// Sets the date of a group's meeting for a reflection module, and plans again what hangs on it.
    ///
    /// The group is named as in its municipality's list. Without an end the meeting lasts as long as its module says, or an
    /// hour.
    /// - Throws: ``Refusal``, and the faults of a plan that cannot be derived.
    public func setMeeting(
        course key: String,
        module: String,
        municipality: String,
        group: String,
        start: LocalDateTime,
        end: LocalDateTime?,
        place: String?,
        dryRun: Bool = false
    ) async throws -> PlanChange {
        try await administer(dryRun: dryRun) { transaction in
            let course = try await transaction.lockedCourse(key)
            let found = try course.module(module, of: [.reflection])
            let row = try await transaction.group(group, of: municipality, in: course)
            let end = end ?? start.adding(minutes: found.minutes ?? 60)
            guard start < end else { throw Refusal("the meeting would end before it starts") }
            try await transaction.execute(
                ReflectionQueries.saveMeeting(of: row, module: module, start: start, end: end, place: place)
            )
            return try await transaction.replan(course)
        }
    }

    /// Records that a group has written its notes of a reflection module.
    public func markReflectionDone(course key: String, module: String, municipality: String, group: String) async throws
    {
        try await administer { transaction in
            let course = try await transaction.lockedCourse(key)
            let found = try course.module(module, of: [.reflection])
            let row = try await transaction.group(group, of: municipality, in: course)
            try await transaction.execute(ReflectionQueries.markDone(by: row, module: found.key, now: course.now))
        }
    }
}

extension Transaction {
    func group(_ name: String, of municipality: String, in course: StoredCourse) async throws -> LeaderGroup.ID {
        _ = try course.municipality(municipality)
        let groups = try await rows(PeopleQueries.groups(of: course.id)).filter { $0.municipality == municipality }
        guard let group = groups.first(where: { $0.name == name }) else {
            let known = groups.isEmpty ? "no groups yet" : groups.map { "\"\($0.name)\"" }.joined(separator: ", ")
            throw Refusal("\(municipality) has no leader group \"\(name)\"; it has \(known)")
        }
        return group.id
    }
}
