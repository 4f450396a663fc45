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
        try await act(dryRun: dryRun) { transaction in
            let course = try await transaction.lockedCourse(key)
            let found = try course.module(module, of: [.reflection])
            let row = try await transaction.group(
                group,
                of: try self.municipality(municipality, in: course),
                in: course
            )
            let time = MeetingTime(start: start, end: end ?? start.adding(minutes: found.minutes ?? 60), place: place)
            return try await transaction.setMeeting(
                of: row,
                for: module,
                in: course,
                from: nil,
                to: time,
                by: acting,
                counting: dryRun
            )
        }
    }

    /// Removes the date of a group's meeting: the group is asked for one again, as those who have none.
    ///
    /// - Throws: ``Refusal`` where it has none, and the faults of a plan that cannot be derived.
    public func removeMeeting(
        course key: String,
        module: String,
        municipality: String,
        group: String,
        dryRun: Bool = false
    ) async throws -> PlanChange {
        try await act(dryRun: dryRun) { transaction in
            let course = try await transaction.lockedCourse(key)
            _ = try course.module(module, of: [.reflection])
            let row = try await transaction.group(
                group,
                of: try self.municipality(municipality, in: course),
                in: course
            )
            guard let time = try await transaction.meetingTime(of: row, for: module, in: course) else {
                throw Refusal.conflict(
                    "ledergruppen har ingen dato for \(module)",
                    "the group has no date of \(module)"
                )
            }
            return try await transaction.setMeeting(
                of: row,
                for: module,
                in: course,
                from: time,
                to: nil,
                by: acting,
                counting: dryRun
            )
        }
    }

    /// Records that a group has written its notes of a reflection module.
    public func markReflectionDone(course key: String, module: String, municipality: String, group: String) async throws
    {
        try await act { transaction in
            let course = try await transaction.lockedCourse(key)
            let found = try course.module(module, of: [.reflection])
            let row = try await transaction.group(
                group,
                of: try self.municipality(municipality, in: course),
                in: course
            )
            try await transaction.execute(ReflectionQueries.markDone(by: row, module: found.key, now: course.now))
            // Which group that was is nobody's business; and of those who say it of their own, not even that it was said.
            if acting.role == .administrator {
                try await transaction.audit(.reflectionDone, of: found.key, in: course.id, by: acting.doer)
            }
        }
    }
}

extension Transaction {
    func group(_ name: String, of id: Municipality.ID, in course: StoredCourse) async throws -> LeaderGroup.ID {
        let municipality = course.municipalityKey(id) ?? ""
        let groups = try await rows(PeopleQueries.groups(of: course.id)).filter { $0.municipality == municipality }
        guard let group = groups.first(where: { $0.name == name }) else {
            let known = groups.map { "\"\($0.name)\"" }.joined(separator: ", ")
            throw Refusal.unknown(
                "\(municipality) har ingen ledergruppe \"\(name)\"; der er \(known.isEmpty ? "ingen grupper endnu" : known)",
                "\(municipality) has no leader group \"\(name)\"; it has \(known.isEmpty ? "no groups yet" : known)"
            )
        }
        return group.id
    }
}
