public import Course
import Postgres

/// Everything about a course that its letters say.
public struct CourseBook: Sendable {
    /// The course as it stands.
    public let course: StoredCourse
    /// The dates set.
    public let milestones: Milestones
    /// The plan that follows from them.
    public let plan: Plan
}

/// How long a mailman holds a letter; renewed each minute.
enum Lease {
    static let seconds = 300.0

    /// The lease in the seconds of a clock that runs at `rate`: real time, whatever the course's clock does.
    static func seconds(atRate rate: Double) -> Double {
        seconds * max(1, rate)
    }
}

extension Store {
    /// Claims due letters of a route for a mailman.
    ///
    /// The mailman's name is unique to its process.
    public func claim(on route: String, by name: String, limit: Int) async throws -> Claim {
        try await post { transaction in
            let (now, rate) = try await transaction.one(MailboxQueries.now(on: route))
            let rows = try await transaction.rows(
                MailboxQueries.claim(
                    on: route,
                    by: name,
                    limit: limit,
                    leaseSeconds: Lease.seconds(atRate: rate),
                    now: now
                )
            )
            return Claim(letters: rows.isEmpty ? [] : try await transaction.letters(rows), now: now)
        }
    }

    /// Stores the bytes of letters claimed for the first time, before they are said to a server, so that a later claim says
    /// the same.
    public func keep(_ messages: [(letter: Int64, message: [UInt8])], now: Instant) async throws {
        guard !messages.isEmpty else { return }
        let messages = messages.sorted { $0.letter < $1.letter }
        try await post { transaction in
            _ = try await transaction.execute(
                MailboxQueries.storeMessages(messages.map(\.letter), messages.map(\.message), now: now)
            )
        }
    }

    /// Everything about a course that its letters say, as it stands.
    ///
    /// - Returns: `nil` where the course is gone.
    public func courseBook(_ id: CourseOutline.ID) async throws -> CourseBook? {
        try await post { transaction in
            guard let course = try await transaction.course(id) else { return nil }
            let milestones = try await transaction.milestones(of: course)
            return CourseBook(
                course: course,
                milestones: milestones,
                plan: try Plan(of: course.outline, milestones: milestones)
            )
        }
    }

    /// When the next letter of a route is due, be it for the first time, again, or because a lease ends.
    public func nextDue(on route: String) async throws -> (due: Instant?, now: Instant) {
        try await post { transaction in
            let (now, _) = try await transaction.one(MailboxQueries.now(on: route))
            return (try await transaction.one(MailboxQueries.nextDue(on: route)), now)
        }
    }
}

extension Transaction {
    fileprivate func letters(_ claimed: [MailboxQueries.ClaimedRow]) async throws -> [ClaimedLetter] {
        let ids = claimed.map(\.id)
        let recipients = Dictionary(
            try await rows(MailboxQueries.recipients(claimed.map(\.leader))).map { ($0.id, $0) },
            uniquingKeysWith: { one, _ in one }
        )
        let items = Dictionary(grouping: try await rows(MailboxQueries.items(of: claimed)), by: \.letter)
        let corrections = Dictionary(grouping: try await rows(MailboxQueries.corrections(of: ids)), by: \.letter)
        let again = claimed.filter { $0.attempt > 1 }.map(\.id)
        let messages =
            again.isEmpty
            ? [:]
            : Dictionary(
                try await rows(MailboxQueries.messages(of: again)).map { ($0.letter, $0.message) },
                uniquingKeysWith: { one, _ in one }
            )
        return claimed.compactMap { row in
            recipients[row.leader].map { recipient in
                ClaimedLetter(
                    id: row.id,
                    attempt: row.attempt,
                    failures: row.failures,
                    token: row.token,
                    releasedAt: row.releasedAt,
                    usefulUntil: row.usefulUntil,
                    isWelcome: row.isWelcome,
                    recipient: recipient,
                    items: items[row.id]?.map(\.item) ?? [],
                    corrections: corrections[row.id]?.map(\.date) ?? [],
                    message: messages[row.id]
                )
            }
        }
    }
}
