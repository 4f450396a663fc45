public import Course
import Foundation
import Postgres

/// How a leader stands in a course, as the leader sees it.
public struct OwnStanding: Hashable, Sendable {
    /// The course.
    public let course: CourseOutline.ID
    /// The course's version: dates kept from an earlier one are old.
    public let version: Int64
    /// What time it is for the course.
    public internal(set) var now: Instant
    /// Course seconds a second.
    let rate: Double
    /// All the rest, which others may have in common.
    public let facts: OwnFacts
}

/// What two leaders' own parts of a course may have in common: where these are equal, they read the same.
///
/// Kept as it came, so that comparing costs nothing; ``read()`` takes it apart.
public struct OwnFacts: Hashable, Sendable {
    let document: String

    /// The facts one by one.
    ///
    /// - Throws: `DecodingError` where they are not what the statement gives.
    public func read() throws -> OwnPart {
        try JSONDecoder().decode(OwnPart.self, from: Data(document.utf8))
    }
}

/// The facts of a leader's own part of a course.
public struct OwnPart: Hashable, Sendable, Codable {
    /// The key of the leader's municipality.
    public let municipality: String
    /// The language that the leader chose; the course's where it is `nil`.
    public let language: Language?
    /// The leader's group.
    public let group: LeaderGroup.ID?
    /// The group's name.
    public let groupName: String?
    /// Whether the leader chairs it.
    public let isChair: Bool
    /// The session that the leader has a seat in, by module.
    public let seats: [String: String]
    /// The table that the leader sits at there, by module.
    public let tables: [String: String]
    /// The films that the leader has seen.
    public let seen: Set<String>
    /// The letters that have come, the latest first.
    public let letters: [ReceivedLetter]

    /// A letter that has come.
    public struct ReceivedLetter: Hashable, Sendable, Codable {
        /// The day on which it was sent.
        public let day: Day
        /// Whether it brought again what another letter had brought.
        public let isCopy: Bool
        /// What it brought that somebody wrote by hand.
        public let messages: [Message]
        /// The dates that it told anew.
        public let changes: [Change]
        /// What it brought, as `film-1/link`.
        let items: [String]

        /// What it brought.
        public var prompts: [Prompt.Reference] {
            items.compactMap { item in
                let parts = item.split(separator: "/", maxSplits: 1).map(String.init)
                return parts.count == 2 ? Prompt.Reference(module: parts[0], prompt: parts[1]) : nil
            }
        }
    }

    /// What somebody wrote by hand.
    public struct Message: Hashable, Sendable, Codable {
        /// The module whose session it is about.
        public let module: String?
        /// The session.
        public let session: String?
        /// The subject, with its fields.
        public let subject: String
    }

    /// A date that was another before.
    public struct Change: Hashable, Sendable, Codable {
        /// The module's key.
        public let module: String
        /// Whether only the day is known.
        public let isDayOnly: Bool
        /// The date as it was told.
        public let now: LocalDateTime
    }
}

extension Store {
    /// Has the letters and pages of the leader who acts in a language.
    public func chooseLanguage(_ language: Language) async throws {
        guard case .leader(let leader) = acting.role else { return }
        try await act { transaction in
            guard let course = try await transaction.first(OwnStandingQueries.chooseLanguage(language, of: leader))
            else {
                return
            }
            try await transaction.audit(.leaderLanguage, of: "\(leader)", in: course, by: acting.doer)
        }
    }
}
