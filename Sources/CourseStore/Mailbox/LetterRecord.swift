public import Course
import Postgres

/// One letter, undelivered or done: whom it was for, what it brought, and what its server said.
public struct LetterRecord: Sendable {
    /// The letter itself.
    public let row: Row
    /// What it brings; nothing discreet.
    public let items: [Item]
    /// What it brings that was sent by hand: each message's number and subject.
    public let messages: [(id: Int64, subject: String)]
    /// The dates that it corrects; nothing discreet.
    public let corrections: [ClaimedLetter.CorrectedDate]
    /// Reports about it, in the order in which they came.
    public let bounces: [Bounce]
    /// Copies of it.
    public let copies: [Int64]
    /// The letter that it is a copy of.
    public let original: Int64?
    /// The course, and what time it is for it.
    public let course: StoredCourse

    /// A letter.
    public struct Row: Sendable {
        /// Its number.
        public let id: Int64
        /// Whom it is for.
        public let leader: Leader.ID
        /// The leader's name.
        public let name: String
        /// The leader's address as it is now.
        public let address: String
        /// The key of the leader's municipality.
        public let municipality: String
        /// Whether mail to the address is refused.
        public let isUnreachable: Bool
        /// Whether the leader has left the course.
        public let isWithdrawn: Bool
        /// The route that it takes.
        public let route: String
        /// When it was released, by the course's clock.
        public let releasedAt: Instant
        /// When it is due; `nil` while it is held, and of one that is done.
        public let due: Instant?
        /// Until when it is of use; `nil` of one that is done.
        public let usefulUntil: Instant?
        /// How often a mailman has had it.
        public let attempt: Int
        /// How often a server refused it for now.
        public let failures: Int
        /// The code of the server's last answer.
        public let replyCode: Int?
        /// The server's last answer.
        public let reply: String?
        /// How it stands.
        public let state: State
        /// When it was done, by the course's clock.
        public let settledAt: Instant?
    }

    /// How a letter stands.
    public enum State: String, Hashable, Sendable, CaseIterable {
        /// It waits for its moment or its turn.
        case queued
        /// A mailman has it.
        case inFlight = "in-flight"
        /// Somebody holds it.
        case held
        /// A server took it.
        case sent
        /// It was refused for good.
        case failed
        /// It was not to be sent any more when its turn came.
        case skipped
        /// It was taken back.
        case cancelled

        /// Whether it is done.
        public var isDone: Bool { [.sent, .failed, .skipped, .cancelled].contains(self) }
    }

    /// What a letter brings.
    public struct Item: Sendable {
        /// The row of the plan.
        public let planned: PlannedPrompt.ID
        /// The module's key.
        public let module: String
        /// The prompt's key.
        public let prompt: String
        /// What became of it.
        public let state: PromptLedger.State
        /// Why it was not sent.
        public let skip: Skip?
    }

    /// A report about a letter that a server had taken.
    public struct Bounce: Sendable {
        /// What it means.
        public let kind: BounceNote.Kind
        /// When it came, by the database's clock.
        public let receivedAt: Instant
        /// The enhanced status code.
        public let status: String?
        /// The server's words.
        public let diagnostic: String?
    }

    /// Whether it was reported as undeliverable.
    public var isBounced: Bool { bounces.contains { $0.kind != .delayed } }
}

extension Store {
    /// One letter of a course, with its history.
    ///
    /// - Returns: `nil` where there is none of that number in that course for whoever acts, or where it brings discreet things only.
    /// - Throws: ``Refusal`` where there is no such course.
    public func letterRecord(_ id: Int64, of key: String) async throws -> LetterRecord? {
        try await survey { transaction in
            let course = try await transaction.course(key)
            guard let row = try await transaction.first(LetterRecordQueries.letter(id, of: course.id)) else {
                return nil
            }
            let original = try await transaction.first(LetterRecordQueries.original(of: id))
            return LetterRecord(
                row: row,
                items: try await transaction.rows(LetterRecordQueries.items(of: id, to: row.leader)),
                messages: try await transaction.rows(LetterRecordQueries.messages(of: id)),
                corrections: try await transaction.rows(MailboxQueries.corrections(of: [original ?? id])).map(\.date),
                bounces: try await transaction.rows(LetterRecordQueries.bounces(of: id)),
                copies: try await transaction.rows(LetterRecordQueries.copies(of: id)),
                original: original,
                course: course
            )
        }
    }
}
