public import Course
import Postgres

/// What came of a change to a leader's record.
public enum LeaderEdit: Sendable {
    /// It is written; nothing where nothing differs. An address that was corrected has letters go there now.
    case done(changed: [LeaderList.Column], mail: MailChange)
    /// The address is another leader's of the course.
    case addressTaken
    /// There is no such leader for whoever acts.
    case unknown
}

extension Store {
    /// Changes a leader's record by hand; the next list keeps what is changed so.
    ///
    /// With another address what failed, bounced or was left out goes there at once, as far as it is of use. A group that
    /// is not there yet is made. Nothing is written where the record is no longer as it was.
    /// - Parameters:
    ///   - id: The leader.
    ///   - key: The course.
    ///   - old: The record that the change was made from.
    ///   - new: The record as it is to be; its area is one of the municipality's.
    /// - Returns: What came of it.
    /// - Throws: ``Refusal`` where there is no such course, the record could stand on no list, or somebody else has changed it meanwhile.
    public func editLeader(
        _ id: Leader.ID,
        in key: String,
        from old: LeaderEntry,
        to new: LeaderEntry
    ) async throws -> LeaderEdit {
        let new = new.folded
        guard new.complaints.isEmpty else {
            throw Refusal("oplysningerne kunne ikke stå på en liste", "the record could stand on no list")
        }
        return try await act { transaction in
            let course = try await transaction.lockedCourse(key)
            guard let leader = try await transaction.record(of: id, in: course, for: acting.role) else {
                return .unknown
            }
            guard leader.entry == old else {
                throw Refusal.changed(
                    "en anden har rettet oplysningerne imens",
                    "somebody else has changed the record meanwhile"
                )
            }
            let changed = LeaderList.Column.allCases.filter { old.text($0) != new.text($0) }
            guard !changed.isEmpty else { return .done(changed: [], mail: .nothing) }
            let town = try course.municipality(leader.municipality)
            guard
                try await transaction.rows(DirectoryQueries.areas(of: course.id, own: town)).contains(where: {
                    $0.name == new.area
                })
            else {
                throw Refusal(
                    "der er ikke noget fagområde \"\(new.area)\" i \(leader.municipality)",
                    "there is no area \"\(new.area)\" in \(leader.municipality)"
                )
            }
            if try await transaction.isTaken(new.email, otherThanBy: id, in: course) {
                try await transaction.audit(.leaderAddressTaken, of: "\(id)", in: course.id, by: acting.doer)
                return .addressTaken
            }
            if let group = new.group { try await transaction.execute(PeopleQueries.saveGroups([group], in: town)) }
            let mail = try await transaction.acting(as: .post) {
                let retellAt = course.releaseHours(of: leader.municipality)?.nextSendAt(after: course.now)
                try await transaction.execute(RecordQueries.edit(id, to: new, retellAt: retellAt ?? course.now))
                try await transaction.execute(ProgrammeQueries.touch(course.id))
                guard changed.contains(.email) else { return MailChange.nothing }
                try await transaction.execute(PeopleQueries.correctAddress(of: id, to: new.email, in: course.id))
                return try await transaction.writeAgain(to: id, of: town, in: course)
            }
            try await transaction.audit(
                .leaderEdit,
                of: "\(id)",
                in: course.id,
                by: acting.doer,
                detail: mail.detail.merging([.fields: changed.count]) { one, _ in one }
            )
            return .done(changed: changed, mail: mail)
        }
    }
}

extension Transaction {
    /// Whether an address is another leader's of the course, whoever may see which.
    func isTaken(_ email: String, otherThanBy id: Leader.ID?, in course: StoredCourse) async throws -> Bool {
        let found = try await acting(as: .post) { try await first(PeopleQueries.leader(email, in: course.id)) }
        return found.map { $0.id != id } ?? false
    }
}
