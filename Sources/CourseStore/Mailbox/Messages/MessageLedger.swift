import Course
import Postgres

/// One message, down to the leaders: whom it reached, whom not, and why.
public struct MessageLedger: Sendable {
    /// The message, and what became of it in numbers.
    public let message: MessageStanding
    /// Its leaders, as far as whoever acts looks after them.
    public let letters: LetterList
    /// How many of its letters nobody has tried to send.
    public let untried: Int
    /// The course, and what time it is for it.
    public let course: StoredCourse
}

extension Store {
    /// One message of a course with its leaders, by name.
    ///
    /// - Parameters:
    ///   - id: The message.
    ///   - key: The course.
    ///   - municipality: The key of the only municipality whose leaders are counted.
    ///   - selection: Which leaders are listed.
    /// - Returns: `nil` where there is no such message in that course for whoever acts, or it was for another municipality only.
    /// - Throws: ``Refusal`` where there is no such course.
    public func messageLedger(
        _ id: Int64,
        of key: String,
        municipality: String? = nil,
        _ selection: LetterList.Selection = .init()
    ) async throws -> MessageLedger? {
        try await survey { transaction in
            let course = try await transaction.course(key)
            guard let message = try await transaction.messages(of: course, in: municipality, only: id, limit: 1).first
            else { return nil }
            var selection = selection
            if let municipality { selection.municipality = municipality }
            return MessageLedger(
                message: message,
                letters: LetterList(
                    try await transaction.rows(MessageLedgerQueries.shares(of: id, in: course.id, selection)),
                    atMost: selection.limit
                ),
                untried: try await transaction.one(MessageLedgerQueries.untried(of: id)),
                course: course
            )
        }
    }
}
