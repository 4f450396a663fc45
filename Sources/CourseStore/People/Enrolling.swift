public import Course
import Postgres

extension Store {
    /// Enrols the leaders of a municipality from its list, comparing row by row.
    ///
    /// With a rejected or conflicting row nothing is written; the verdicts say why. The list wins over what was changed by hand
    /// only where it is to `overwrite`, and leaders who are not on it are withdrawn only where that is asked for.
    /// - Throws: ``Refusal`` where there is no such course or municipality.
    public func enrol(
        _ list: LeaderList,
        in key: String,
        municipality: String,
        overwrite: Bool = false,
        withdrawMissing: Bool = false,
        dryRun: Bool = false
    ) async throws -> Enrolment {
        try await act(dryRun: dryRun) { transaction in
            let course = try await transaction.lockedCourse(key)
            let id = try self.municipality(municipality, in: course)
            try requireCoordination()
            // An address is one leader's in a course: a list must not have another municipality's.
            let current = try await transaction.acting(as: .post) {
                try await transaction.rows(PeopleQueries.enrolled(in: course.id)).map(EnrolledLeader.init)
            }
            let enrolment = Enrolment(
                list: list,
                municipality: municipality,
                current: acting.role.runsCourses ? current : current.map { $0.reduced(unlessOf: municipality) },
                areas: course.outline.equivalentAreas,
                overwrite: overwrite
            )
            try await transaction.noteWhoIsElsewhere(enrolment, on: list, of: municipality, in: course, by: acting.doer)
            guard enrolment.isAcceptable else { return enrolment }
            try await transaction.write(enrolment, in: id, of: course)
            if withdrawMissing, !enrolment.missing.isEmpty {
                try await transaction.execute(PeopleQueries.withdraw(enrolment.missing.map(\.id), now: course.now))
            }
            // Leaders whom a booking plans for may have come or gone.
            _ = try await transaction.replan(course)
            try await transaction.audit(
                .courseEnrol,
                of: municipality,
                in: course.id,
                by: acting.doer,
                detail: [
                    .new: enrolment.insertions.count, .changed: enrolment.count(.changed),
                    .withdrawn: withdrawMissing ? enrolment.missing.count : 0,
                ]
            )
            return enrolment
        }
    }
}

extension Transaction {
    /// Writes down that a list was compared which has told that addresses are enrolled in another municipality: lists made to find that out
    /// are to be found out themselves.
    func noteWhoIsElsewhere(
        _ enrolment: Enrolment,
        on list: LeaderList,
        of municipality: String,
        in course: StoredCourse,
        by doer: Doer
    ) async throws {
        guard enrolment.enrolledElsewhere > 0 else { return }
        try await audit(
            .enrolmentElsewhere,
            of: municipality,
            in: course.id,
            by: doer,
            detail: [.rows: list.rows.count + list.rejected.count, .elsewhere: enrolment.enrolledElsewhere]
        )
    }

    func write(_ enrolment: Enrolment, in id: Municipality.ID, of course: StoredCourse) async throws {
        let entries = enrolment.insertions.map(\.entry) + enrolment.updates.map(\.entry)
        guard !entries.isEmpty else { return }
        try await execute(PeopleQueries.saveAreas(Set(entries.map(\.area)).sorted(), in: id))
        try await execute(PeopleQueries.saveGroups(Set(entries.compactMap(\.group)).sorted(), in: id))
        if !enrolment.insertions.isEmpty {
            let rows = enrolment.insertions.map { LeaderRow(id: nil, entry: $0.entry, listed: $0.entry) }
            try await execute(
                PeopleQueries.insertLeaders(
                    try JSONDocument.encode(rows),
                    course: course.id,
                    municipality: id,
                    now: course.now
                )
            )
        }
        if !enrolment.updates.isEmpty {
            let rows = enrolment.updates.map { LeaderRow(id: $0.leader, entry: $0.entry, listed: $0.listed) }
            let retellAt = course.municipalityKey(id).flatMap {
                course.releaseHours(of: $0)?.nextSendAt(after: course.now)
            }
            try await execute(
                PeopleQueries.updateLeaders(
                    try JSONDocument.encode(rows),
                    municipality: id,
                    retellAt: retellAt ?? course.now
                )
            )
            // Each is released for anew, and there are few.
            for update in enrolment.updates where update.correctsAddress {
                try await acting(as: .post) {
                    try await execute(
                        PeopleQueries.correctAddress(of: update.leader, to: update.entry.email, in: course.id)
                    )
                    _ = try await writeAgain(to: update.leader, of: id, in: course)
                }
            }
            let returned = enrolment.updates.filter(\.returns).map(\.leader)
            if !returned.isEmpty {
                try await acting(as: .post) { _ = try await execute(PeopleQueries.freeWithheld(returned)) }
            }
        }
    }
}

/// A leader as the table has them, ready to be written.
private struct LeaderRow: Encodable {
    let id: Leader.ID?
    let entry: LeaderEntry
    let listed: LeaderEntry

    private enum CodingKeys: String, CodingKey {
        case id, name, email, area, chair, title, language, listed
        case leaderGroup = "leader_group"
        case reportsTo = "reports_to"
    }

    func encode(to encoder: any Encoder) throws {
        var row = encoder.container(keyedBy: CodingKeys.self)
        try row.encode(id, forKey: .id)
        try row.encode(entry.name, forKey: .name)
        try row.encode(entry.email, forKey: .email)
        try row.encode(entry.area, forKey: .area)
        try row.encode(entry.group, forKey: .leaderGroup)
        try row.encode(entry.isChair, forKey: .chair)
        try row.encode(entry.title, forKey: .title)
        try row.encode(entry.reportsTo, forKey: .reportsTo)
        try row.encode(entry.language, forKey: .language)
        try row.encode(listed, forKey: .listed)
    }
}

extension EnrolledLeader {
    /// Of another municipality's leader only what keeps an address from being taken twice.
    fileprivate func reduced(unlessOf own: String) -> EnrolledLeader {
        guard municipality != own else { return self }
        return EnrolledLeader(
            id: id,
            municipality: municipality,
            entry: LeaderEntry(name: "", email: entry.email, area: ""),
            withdrawn: false,
            unreachable: false,
            listed: nil
        )
    }

    init(_ row: PeopleQueries.EnrolledRow) {
        self.init(
            id: row.id,
            municipality: row.municipality,
            entry: LeaderEntry(
                name: row.name,
                email: row.email,
                area: row.area,
                group: row.group,
                isChair: row.isChair,
                title: row.title,
                reportsTo: row.reportsTo,
                language: row.language
            ),
            withdrawn: row.isWithdrawn,
            unreachable: row.isUnreachable,
            listed: try? JSONDocument.decode(LeaderEntry.self, from: row.listed),
            successorOf: row.successorOf
        )
    }
}
