public import Course
import Postgres

/// A leader whose address mail is refused for.
public struct UnreachableLeader: Hashable, Sendable {
    /// The address.
    public let email: String
    /// The key of the leader's municipality.
    public let municipality: String
    /// When the letter of ``last`` left or came to nothing, by the course's clock.
    ///
    /// When the address was first refused is not told: that may have been a letter which gives away what the leader has not done.
    public let since: Instant?
    /// What was last heard of a letter that did not arrive; `nil` where nothing is known any more.
    public let last: Answer?

    /// What a server said of a letter.
    public struct Answer: Hashable, Sendable {
        /// The letter's number.
        public let letter: Int64
        /// How it came back.
        public let kind: Kind
        /// The enhanced status code of a bounce, as `5.1.1`, or the code of a refusal, as `550`.
        public let status: String?
        /// The server's words: one line, at most 500 characters.
        public let diagnostic: String?

        init(letter: Int64, kind: Kind, status: String?, diagnostic: String?) {
            self.letter = letter
            self.kind = kind
            self.status = status.map { OneLine.text($0, atMost: 20) }
            self.diagnostic = diagnostic.map { OneLine.text($0, atMost: 500) }
        }
    }

    /// How a letter came back.
    public enum Kind: String, Hashable, Codable, Sendable, CaseIterable {
        /// It bounced: the address is dead.
        case hard
        /// It bounced, for a reason that is not the address's fault.
        case soft
        /// The server refused it at once.
        case refused
    }
}

extension Store {
    /// The leaders of a course whose address mail is refused for, by municipality and address.
    ///
    /// - Parameters:
    ///   - key: The course.
    ///   - municipality: The key of the only municipality whose leaders are asked for; all where it is `nil`.
    /// - Returns: The leaders; those who were taken out are none of them.
    /// - Throws: ``Refusal`` where there is no such course or municipality.
    public func unreachableLeaders(in key: String, municipality: String? = nil) async throws -> [UnreachableLeader] {
        try await survey { transaction in
            let course = try await transaction.course(key)
            var only: Municipality.ID?
            if let municipality { only = try self.municipality(municipality, in: course) }
            return try await transaction.rows(UnreachableQueries.leaders(of: course.id, in: only))
        }
    }
}
