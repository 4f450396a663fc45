public import Course
import Crypto
import Foundation
import Postgres

/// A list that was uploaded and compared, and waits to be applied.
public struct EnrolmentDraft: Sendable {
    /// Its key.
    public let id: ID
    /// The file's name.
    public let name: String
    /// How the list is to be taken.
    public let choices: Choices
    /// What applying it does.
    public let enrolment: Enrolment
    /// What makes it look like the wrong list; `nil` where nothing does.
    public let suspicion: ListSuspicion?
    /// What the comparison came to, in short: the same as long as applying it does the same.
    public let seal: String

    /// The key of a draft.
    public typealias ID = Identifier<EnrolmentDraft>

    /// What whoever enrols a list decides.
    public struct Choices: Hashable, Sendable {
        /// Whether the list wins over what was changed by hand.
        public var overwrite: Bool
        /// Whether leaders who are not on it are withdrawn.
        public var withdrawMissing: Bool

        /// How a list is taken.
        public init(overwrite: Bool = false, withdrawMissing: Bool = false) {
            (self.overwrite, self.withdrawMissing) = (overwrite, withdrawMissing)
        }
    }
}

/// What came of applying a draft.
public enum EnrolmentApplication: Sendable {
    /// It is done, just as it was shown.
    case done(EnrolmentDraft)
    /// Rows are rejected or in conflict: nothing is written.
    case unacceptable(EnrolmentDraft)
    /// There is no such draft, or it is somebody else's, or of yesterday.
    case unknown
}

extension Store {
    /// Keeps an uploaded list for a day, in place of one that the same person uploaded before.
    ///
    /// - Parameters:
    ///   - list: The list, as read from the bytes.
    ///   - file: The file's bytes and its name.
    ///   - key: The course.
    ///   - municipality: The municipality's key.
    ///   - choices: How the list is to be taken.
    /// - Returns: The draft, compared with who is enrolled now.
    /// - Throws: ``Refusal`` where there is no such course or municipality.
    public func draftEnrolment(
        of list: LeaderList,
        file: (bytes: [UInt8], name: String),
        in key: String,
        municipality: String,
        choices: EnrolmentDraft.Choices = .init()
    ) async throws -> EnrolmentDraft {
        try await act { transaction in
            let course = try await transaction.course(key)
            let town = try self.municipality(municipality, in: course)
            try await transaction.acting(as: .post) { _ = try await transaction.execute(DraftQueries.deleteOld) }
            try await transaction.execute(DraftQueries.delete(in: town, of: acting.doer.name))
            let id = try await transaction.one(
                DraftQueries.insert(
                    file.bytes,
                    name: String(file.name.prefix(200)),
                    choices,
                    in: town,
                    of: acting.doer.name
                )
            )
            let draft = try await draft(id, of: list, name: file.name, choices, in: town, of: course, transaction).draft
            try await transaction.noteWhoIsElsewhere(
                draft.enrolment,
                on: list,
                of: municipality,
                in: course,
                by: acting.doer
            )
            return draft
        }
    }

    /// A draft of whoever acts, compared with who is enrolled now; `nil` where there is none.
    ///
    /// `choices` are in place of those that the list was uploaded with.
    public func enrolmentDraft(
        _ id: EnrolmentDraft.ID,
        in key: String,
        municipality: String,
        choices: EnrolmentDraft.Choices? = nil
    ) async throws -> EnrolmentDraft? {
        try await survey { transaction in
            let course = try await transaction.course(key)
            let town = try self.municipality(municipality, in: course)
            guard let row = try await transaction.first(DraftQueries.draft(id, in: town, of: acting.doer.name)),
                let list = try? LeaderList.read(row.file, name: row.name)
            else { return nil }
            let chosen = choices ?? row.choices
            return try await draft(id, of: list, name: row.name, chosen, in: town, of: course, transaction).draft
        }
    }

    /// Applies a draft as it was shown, and forgets it.
    ///
    /// - Parameters:
    ///   - id: The draft.
    ///   - key: The course.
    ///   - municipality: The municipality's key.
    ///   - choices: How the list is taken.
    ///   - seal: That of the draft as it was shown: where it would be another now, nothing is written.
    /// - Returns: What came of it.
    /// - Throws: ``Refusal`` where there is no such course or municipality, or the list would do something else than what was shown.
    public func applyDraft(
        _ id: EnrolmentDraft.ID,
        in key: String,
        municipality: String,
        choices: EnrolmentDraft.Choices,
        seal: String
    ) async throws -> EnrolmentApplication {
        try await act { transaction in
            let course = try await transaction.lockedCourse(key)
            let town = try self.municipality(municipality, in: course)
            guard let row = try await transaction.first(DraftQueries.draft(id, in: town, of: acting.doer.name)),
                let list = try? LeaderList.read(row.file, name: row.name)
            else { return .unknown }
            let (draft, enrolment) = try await draft(
                id,
                of: list,
                name: row.name,
                choices,
                in: town,
                of: course,
                transaction
            )
            guard draft.seal == seal else {
                throw Refusal.changed(
                    "listen fører noget andet med sig end det, der blev vist",
                    "the list brings about something else than what was shown"
                )
            }
            guard enrolment.isAcceptable else { return .unacceptable(draft) }
            try await transaction.write(enrolment, in: town, of: course)
            let leaving = choices.withdrawMissing ? enrolment.missing.map(\.id) : []
            if !leaving.isEmpty { try await transaction.execute(PeopleQueries.withdraw(leaving, now: course.now)) }
            // Leaders whom a booking plans for may have come or gone.
            _ = try await transaction.acting(as: .post) { try await transaction.replan(course) }
            try await transaction.execute(DraftQueries.delete(in: town, of: acting.doer.name))
            try await transaction.audit(
                .enrolmentApply,
                of: municipality,
                in: course.id,
                by: acting.doer,
                detail: [
                    .new: enrolment.count(.new), .changed: enrolment.count(.changed),
                    .unchanged: enrolment.count(.unchanged), .withdrawn: leaving.count,
                ]
            )
            return .done(draft)
        }
    }

    private func draft(
        _ id: EnrolmentDraft.ID,
        of list: LeaderList,
        name: String,
        _ choices: EnrolmentDraft.Choices,
        in town: Municipality.ID,
        of course: StoredCourse,
        _ transaction: Transaction
    ) async throws -> (draft: EnrolmentDraft, enrolment: Enrolment) {
        let municipality = course.municipalityKey(town) ?? ""
        // An address is one leader's in a course: a list must not have another municipality's.
        var current = try await transaction.acting(as: .post) {
            try await transaction.rows(PeopleQueries.enrolled(in: course.id)).map(EnrolledLeader.init)
        }
        if acting.role.municipality != nil {
            current = current.map { $0.municipality == municipality ? $0 : $0.addressAlone }
        }
        let areas = course.outline.equivalentAreas
        let enrolment = Enrolment(
            list: list,
            municipality: municipality,
            current: current,
            areas: areas,
            overwrite: choices.overwrite
        )
        let suspicion = ListSuspicion.about(list, of: municipality, current: current, areas: areas)
        let draft = EnrolmentDraft(
            id: id,
            name: name,
            choices: choices,
            enrolment: enrolment,
            suspicion: suspicion,
            seal: enrolment.seal(choices)
        )
        return (draft, enrolment)
    }
}

extension EnrolledLeader {
    /// Of another municipality's leader only what keeps an address from being taken twice.
    fileprivate var addressAlone: EnrolledLeader {
        EnrolledLeader(id: id, municipality: municipality, entry: LeaderEntry(name: "", email: entry.email, area: ""))
    }
}

extension Enrolment {
    /// What stands for all that is shown of it: every row's meaning and every field that becomes another.
    fileprivate func seal(_ choices: EnrolmentDraft.Choices) -> String {
        var hash = SHA256()
        func add(_ text: String?) {
            hash.update(data: Data((text ?? "\u{0}").utf8))
            hash.update(data: [0x1F])
        }
        add("\(choices.overwrite) \(choices.withdrawMissing)")
        for row in rows {
            add("\(row.row ?? 0) \(row.status.rawValue)")
            guard row.status != .unchanged, let detail = row.row.flatMap({ details[$0] }) else { continue }
            add(detail.leader.map(\.description))
            for column in LeaderList.Column.allCases where detail.leader == nil { add(detail.entry.text(column)) }
            for field in detail.changed + detail.conflicting {
                add(field.column.headers[0])
                add(field.record)
                add(field.list)
            }
        }
        for leader in missing { add(leader.id.description) }
        return hash.finalize().hexadecimal
    }
}
