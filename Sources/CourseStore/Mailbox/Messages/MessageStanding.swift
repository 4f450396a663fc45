public import Course
import Postgres

/// A message that was sent by hand, and what became of it, counted in leaders.
public struct MessageStanding: Sendable, Identifiable {
    /// Its number.
    public let id: Int64
    /// Whom it was for.
    public let audience: MessageAudience
    /// What the audience is called; `nil` where it is gone.
    public let name: String?
    /// The key of the only municipality whose leaders it was for.
    public let municipality: String?
    /// The subject as it was written, with its fields.
    public let subject: String
    /// The text as it was written, with its fields.
    public let text: String
    /// Who sent it.
    public let doer: String
    /// When, by the course's clock.
    public let sentAt: Instant
    /// What became of each leader's letter.
    public let count: PromptStanding.Count
}

/// Whom a message is for: those who take part, by where they belong.
public enum MessageAudience: Hashable, Sendable {
    /// Every leader of the course.
    case everybody
    /// Those of a municipality, by its key.
    case municipality(String)
    /// Those of an area, by its number.
    case area(Int64)
    /// Those of a group.
    case group(LeaderGroup.ID)
    /// Those with a seat in a session; all, where a module has one.
    case session(module: String, key: String)
}

extension Store {
    /// What was sent by hand in a course, the latest first.
    ///
    /// In a municipality these are its own messages and those to leaders of all, counted in its own leaders.
    /// - Throws: ``Refusal`` where there is no such course.
    public func messages(
        of key: String,
        municipality: String? = nil,
        limit: Int = 100
    ) async throws -> [MessageStanding] {
        try await survey { transaction in
            let course = try await transaction.course(key)
            return try await transaction.messages(of: course, in: municipality, limit: limit)
        }
    }

    /// One message; `nil` where there is none of that number for whoever acts, or it was for another municipality only.
    ///
    /// - Throws: ``Refusal`` where there is no such course.
    public func message(_ id: Int64, of key: String, municipality: String? = nil) async throws -> MessageStanding? {
        try await survey { transaction in
            let course = try await transaction.course(key)
            return try await transaction.messages(of: course, in: municipality, only: id, limit: 1).first
        }
    }
}

extension Transaction {
    func messages(
        of course: StoredCourse,
        in municipality: String?,
        only id: Int64? = nil,
        limit: Int
    ) async throws -> [MessageStanding] {
        let rows = try await rows(MessageQueries.messages(of: course.id, in: municipality, only: id, limit: limit))
        var counts: [Int64: PromptStanding.Count] = [:]
        let only = municipality.flatMap { course.municipalities[$0] }
        let found = try await self.rows(
            MessageLedgerQueries.counts(of: rows.map(\.id), in: course.id, municipality: only)
        )
        for (message, state, skip, leaders) in found {
            counts[message, default: .init()].add(state: state, skip: skip, leaders: leaders)
        }
        return rows.map { row in
            MessageStanding(
                id: row.id,
                audience: row.audience,
                name: row.name ?? course.sessionName(of: row.audience),
                municipality: row.municipality,
                subject: row.subject,
                text: row.text,
                doer: row.doer,
                sentAt: row.sentAt,
                count: counts[row.id] ?? .init()
            )
        }
    }
}

extension StoredCourse {
    fileprivate func sessionName(of audience: MessageAudience) -> String? {
        guard case .session(let module, let key) = audience, let title = outline.programme[module]?.title else {
            return nil
        }
        return outline.sessions(of: module).count > 1 ? "\(title), \(key)" : title
    }
}
