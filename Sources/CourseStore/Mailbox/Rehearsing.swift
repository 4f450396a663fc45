public import Course
import Foundation
import Postgres

/// The letters that a leader will get on a day, with all that they are composed from.
public struct RehearsedDay: Sendable {
    /// Everything about the course that the letters say, as far as whoever acts may see it.
    public let book: CourseBook
    /// The leader.
    public let recipient: ClaimedLetter.Recipient
    /// The letters, the first first: what the preview says of each, and what a mailman would have of it.
    public let letters: [(preview: PreviewLetter, letter: ClaimedLetter)]

    let ids: [PlannedPrompt.Scope: PlannedPrompt.ID]

    /// The key of a planned prompt's row.
    public func id(of planned: PlannedPrompt) -> PlannedPrompt.ID? { ids[planned.scope] }
}

/// A letter with one prompt alone, to somebody whom it reaches.
public struct PromptSample: Sendable {
    /// Everything about the course that the letter says, as far as whoever acts may see it.
    public let book: CourseBook
    /// What a mailman would have of it.
    public let letter: ClaimedLetter
    /// Whether the leader is invented, since the prompt reaches nobody yet.
    public let isInvented: Bool
}

extension Store {
    /// The letters that a leader will get on a day, as things stand.
    ///
    /// - Returns: `nil` where there is no such leader for who acts.
    /// - Throws: ``Refusal`` where there is no such course.
    public func rehearse(_ leader: Leader.ID, on day: Day, in key: String) async throws -> RehearsedDay? {
        let acting = acting
        return try await survey { transaction in
            let course = try await transaction.course(key)
            let dated = try await transaction.datedMeetings(of: course)
            guard let row = try await transaction.first(PeopleQueries.recipients(of: course.id, leader: leader)),
                let recipient = try await transaction.first(MailboxQueries.recipients([leader])),
                acting.role.mayRehearse(course.municipalities[row.municipality])
            else { return nil }
            let (preview, ids) = try await transaction.openPreview(of: course)
            let letters = preview.letters(for: Recipient(row, dated: dated)).filter { $0.day == day }
            let modules = course.outline.programme.modules.map(\.key)
            return RehearsedDay(
                book: try await transaction.openBook(of: course),
                recipient: recipient,
                letters: letters.map { letter in
                    // As the mailman has them: in the order of the programme.
                    let items = letter.items.map(\.prompt).sorted { one, other in
                        let place = { (prompt: PlannedPrompt) in modules.firstIndex(of: prompt.scope.module) ?? 0 }
                        return (place(one), one.sendAt, ids[one.scope]?.rawValue ?? 0)
                            < (place(other), other.sendAt, ids[other.scope]?.rawValue ?? 0)
                    }
                    return (
                        letter,
                        ClaimedLetter(rehearsing: items, to: recipient, at: letter.sendAt, welcomes: letter.welcomes)
                    )
                },
                ids: ids
            )
        }
    }

    /// A letter with one prompt alone, to somebody whom it reaches, or to somebody invented.
    ///
    /// - Parameters:
    ///   - prompt: The prompt.
    ///   - key: The course's.
    ///   - municipality: Whose leader it goes to, by key; any where it is `nil`.
    /// - Returns: `nil` where there is no such prompt, or no such municipality for who acts.
    /// - Throws: ``Refusal`` where there is no such course.
    public func sample(
        of prompt: Prompt.Reference,
        in key: String,
        municipality: String? = nil
    ) async throws -> PromptSample? {
        let acting = acting
        return try await survey { transaction in
            let course = try await transaction.course(key)
            let home =
                municipality
                ?? course.outline.municipalities.first { acting.role.mayRehearse(course.municipalities[$0.key]) }?.key
            guard let (module, rule) = course.outline.programme.prompt(prompt.prompt, of: prompt.module),
                let home, let row = course.municipalities[home], acting.role.mayRehearse(row)
            else { return nil }
            let rows = try await transaction.rows(ProgrammeQueries.plan(of: course.id)).filter {
                !$0.isWithdrawn && $0.planned.scope.reference == prompt && $0.planned.scope.leader == nil
            }
            let found = try await transaction.first(
                RehearsalQueries.example(of: prompt, in: course.id, municipality: municipality == nil ? nil : row)
            )
            var recipient: ClaimedLetter.Recipient?
            if let found { recipient = try await transaction.first(MailboxQueries.recipients([found.leader])) }
            let planned =
                rows.first { $0.id == found?.planned }?.planned
                ?? rows.first { $0.planned.scope.municipality == home }?.planned ?? rows.first?.planned
            let reader = recipient ?? ClaimedLetter.Recipient(inventedIn: home, of: course)
            let item = ClaimedLetter.Item(
                module: module.key,
                prompt: rule.key,
                purpose: rule.purpose(in: module.kind),
                session: planned?.scope.session,
                told: planned?.told,
                isProvisional: planned?.provisional ?? true
            )
            return PromptSample(
                book: try await transaction.openBook(of: course),
                letter: ClaimedLetter(rehearsing: [item], to: reader, at: planned?.sendAt ?? course.now),
                isInvented: recipient == nil
            )
        }
    }
}

extension Transaction {
    /// What letters say of a course, as far as whoever acts may see it; who has booked is in no rehearsal.
    fileprivate func openBook(of course: StoredCourse) async throws -> CourseBook {
        let milestones = Milestones(
            sessions: course.outline.sessions,
            meetings: try await rows(ReflectionQueries.meetings(of: course.id)),
            bookings: []
        )
        return CourseBook(
            course: course,
            milestones: milestones,
            plan: try Plan(of: course.outline, milestones: milestones),
            words: try await rows(WordsQueries.words(of: course.id))
        )
    }
}

extension Acting.Role {
    /// Whether a municipality's letters may be looked at by whoever acts.
    fileprivate func mayRehearse(_ municipality: Municipality.ID?) -> Bool {
        switch self {
        case .administrator, .post: municipality != nil
        case .coordinator(let own): own == municipality
        case .leader, .helper, .door: false
        }
    }
}

extension ClaimedLetter {
    /// A letter that nobody has released, and that nobody can: its token is nobody's.
    fileprivate init(rehearsing items: [Item], to recipient: Recipient, at moment: Instant, welcomes: Bool = false) {
        self.init(
            id: 0,
            attempt: 0,
            failures: 0,
            token: UUID(uuid: (0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0)),
            releasedAt: moment,
            usefulUntil: .distantFuture,
            isWelcome: welcomes,
            recipient: recipient,
            items: items,
            corrections: [],
            message: nil
        )
    }

    fileprivate init(
        rehearsing items: [PlannedPrompt],
        to recipient: Recipient,
        at moment: Instant,
        welcomes: Bool
    ) {
        self.init(
            rehearsing: items.map { planned in
                Item(
                    module: planned.scope.module,
                    prompt: planned.scope.prompt,
                    purpose: planned.purpose,
                    session: planned.scope.session,
                    told: planned.told,
                    isProvisional: planned.provisional
                )
            },
            to: recipient,
            at: moment,
            welcomes: welcomes
        )
    }
}

extension ClaimedLetter.Recipient {
    /// What somebody is called who stands for all readers of a letter.
    public static func inventedName(in language: Language) -> String {
        switch language {
        case .danish: "Kim Eksempel"
        case .english: "Kim Example"
        }
    }

    /// Somebody who stands for those who are yet to come.
    fileprivate init(inventedIn municipality: String, of course: StoredCourse) {
        self.init(
            id: Leader.ID(rawValue: 0),
            course: course.id,
            courseVersion: course.version,
            name: Self.inventedName(in: course.outline.language),
            email: "kim@leader.invalid",
            language: nil,
            municipality: municipality,
            group: nil,
            groupName: nil,
            isWithdrawn: false,
            seats: [:],
            tables: [:]
        )
    }
}
