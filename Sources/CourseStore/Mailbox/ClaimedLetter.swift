public import Course
public import Foundation

/// A letter that a mailman holds on a lease, with the facts that its text is made of.
public struct ClaimedLetter: Sendable {
    /// Its key.
    public let id: Int64
    /// The claim that this is; settlements name it.
    public let attempt: Int32
    /// Transient refusals so far.
    public let failures: Int32
    /// Gives `Message-ID`, `Date` and boundary, so that a second copy is the same bytes.
    public let token: UUID
    /// When it was released.
    public let releasedAt: Instant
    /// Until when it is of use.
    public let usefulUntil: Instant
    /// Whether it is a late joiner's first.
    public let isWelcome: Bool
    /// Whom it is for.
    public let recipient: Recipient
    /// What it brings.
    public var items: [Item]
    /// The dates that it corrects.
    public var corrections: [CorrectedDate]
    /// The bytes of an earlier claim, or of a letter by itself.
    public var message: [UInt8]?
    /// The address that a letter by itself is from, which brings no prompt and whose bytes are made; `nil` for a course's letters.
    public var sender: String?
    /// What it brings that somebody wrote by hand.
    public var messages: [Message] = []
    /// Whether it brings again what another letter brought.
    public var isCopy = false

    /// Whom a letter is for.
    public struct Recipient: Sendable {
        /// The leader.
        public let id: Leader.ID
        /// The course.
        public let course: CourseOutline.ID
        /// The course's version when the letter was claimed.
        public let courseVersion: Int64
        /// The leader's name.
        public let name: String
        /// The leader's address.
        public let email: String
        /// The language that the leader chose.
        public let language: Language?
        /// The key of the leader's municipality.
        public let municipality: String
        /// The leader's group.
        public let group: LeaderGroup.ID?
        /// The group's name.
        public let groupName: String?
        /// Whether the leader has left the course.
        public let isWithdrawn: Bool
        /// The session that the leader has a seat in, by module.
        public let seats: [String: String]
        /// The table that the leader sits at there, by module.
        public let tables: [String: String]

        /// An address that is no leader's.
        static func address(_ email: String) -> Recipient {
            Recipient(
                id: .ofNobody,
                course: .ofNobody,
                courseVersion: 0,
                name: "",
                email: email,
                language: nil,
                municipality: "",
                group: nil,
                groupName: nil,
                isWithdrawn: false,
                seats: [:],
                tables: [:]
            )
        }
    }

    /// A leader's share of a prompt.
    public struct Item: Sendable {
        /// The module's key.
        public let module: String
        /// The prompt's key.
        public let prompt: String
        /// What it is for.
        public let purpose: Prompt.Purpose
        /// The session of its scope.
        public let session: String?
        /// The date that it tells.
        public let told: PlannedPrompt.ToldDate?
        /// Whether the meeting that it counts from has no date yet.
        public let isProvisional: Bool
    }

    /// What somebody wrote by hand.
    public struct Message: Sendable {
        /// Its number.
        public let id: Int64
        /// The module whose session it is about.
        public let module: String?
        /// The session.
        public let session: String?
        /// The subject, with its fields.
        public let subject: String
        /// The text, with its fields.
        public let text: String
    }

    /// A date that was told otherwise before.
    public struct CorrectedDate: Sendable {
        /// The module's key.
        public let module: String
        /// Which edge of it.
        public let edge: Edge
        /// The date as it was told.
        public let was: LocalDateTime
        /// Whether only the day was told.
        public let wasDayOnly: Bool
        /// The date as it is.
        public let now: LocalDateTime
        /// Whether only the day is known.
        public let nowDayOnly: Bool
        /// The session that it is of.
        public let session: String?
        /// Whether the meeting that it counts from has no date yet.
        public let isProvisional: Bool
    }
}

/// Letters that one claim took, and when.
public struct Claim: Sendable {
    /// The letters, the longest due first.
    public var letters: [ClaimedLetter]
    /// What time it was for their route.
    public let now: Instant

    /// Letters claimed at `now`.
    public init(letters: [ClaimedLetter], now: Instant) {
        self.letters = letters
        self.now = now
    }
}
