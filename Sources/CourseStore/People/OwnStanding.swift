public import Course
import Postgres

/// A leader's own part in a course, as the leader sees it.
public struct OwnStanding: Sendable {
    /// Who it is.
    public let leader: Leader.ID
    /// The leader's name.
    public let name: String
    /// The language that the leader chose; the course's where it is `nil`.
    public let language: Language?
    /// The key of the leader's municipality.
    public let municipality: String
    /// The leader's group.
    public let group: LeaderGroup.ID?
    /// The group's name.
    public let groupName: String?
    /// Whether the leader chairs it.
    public let isChair: Bool
    /// The session that the leader has a seat in, by module.
    public let seats: [String: String]
    /// The films that the leader has seen.
    public let seen: Set<String>
    /// The letters that have come, the latest first.
    public let letters: [ReceivedLetter]
    /// The course.
    public let course: CourseOutline.ID
    /// The course's version: dates kept from an earlier one are old.
    public let version: Int64
    /// What time it is for the course.
    public let now: Instant

    /// A letter that has come.
    public struct ReceivedLetter: Hashable, Sendable, Codable {
        /// The letter's number.
        public let id: Int64
        /// When it was sent, by the course's clock, in seconds since 1970.
        let seconds: Double
        /// Whether it told of dates that had moved.
        public let corrects: Bool
        /// What it brought, as `film-1/link`.
        let items: [String]

        /// When it was sent, by the course's clock.
        public var sentAt: Instant { Instant(microseconds: Int64(seconds * 1_000_000)) }

        /// What it brought.
        public var prompts: [Prompt.Reference] {
            items.compactMap { item in
                let parts = item.split(separator: "/", maxSplits: 1).map(String.init)
                return parts.count == 2 ? Prompt.Reference(module: parts[0], prompt: parts[1]) : nil
            }
        }
    }
}

extension Store {
    /// The own part of the leader who acts; `nil` where there is none any more.
    public func ownStanding() async throws -> OwnStanding? {
        guard case .leader(let leader) = acting.role else { return nil }
        return try await act { transaction in
            try await transaction.first(OwnStandingQueries.standing(of: leader))
        }
    }

    /// Has the letters and pages of the leader who acts in a language.
    public func chooseLanguage(_ language: Language) async throws {
        guard case .leader(let leader) = acting.role else { return }
        try await act { transaction in
            guard let own = try await transaction.first(OwnStandingQueries.standing(of: leader)) else { return }
            try await transaction.execute(OwnStandingQueries.chooseLanguage(language, of: leader))
            try await transaction.audit("leader.language", of: "\(leader)", in: own.course, by: acting.doer)
        }
    }
}
