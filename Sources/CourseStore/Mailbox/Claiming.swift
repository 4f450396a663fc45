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
    /// What municipalities say in words of their own.
    public let words: [MunicipalityWords]
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
    /// Claims due letters of a route for a mailman; none where the route is held.
    ///
    /// The mailman's name is unique to its process. `lanes` says which of them may leave at a moment. A limit of letters a minute binds all mailmen of the route together:
    /// each names the same.
    public func claim(
        on route: String,
        by name: String,
        limit: Int,
        lanes: @escaping @Sendable (Instant) -> [Int16] = { _ in [0, 1] },
        lettersAMinute: Int? = nil
    ) async throws -> Claim {
        try await post { transaction in
            let (now, rate) = try await transaction.one(MailboxQueries.now(on: route))
            var limit = limit
            var allowance: Allowance?
            if let lettersAMinute {
                let available = try await transaction.allowance(of: route, lettersAMinute: lettersAMinute)
                limit = min(limit, available.letters)
                allowance = available
            }
            guard limit > 0 else { return Claim(letters: [], now: now) }
            let rows = try await transaction.rows(
                MailboxQueries.claim(
                    on: route,
                    lanes: lanes(now).sorted(),
                    by: name,
                    limit: limit,
                    leaseSeconds: Lease.seconds(atRate: rate),
                    now: now
                )
            )
            guard !rows.isEmpty else { return Claim(letters: [], now: now) }
            if let allowance {
                try await transaction.execute(AllowanceQueries.spend(rows.count, of: allowance, on: route))
            }
            return Claim(letters: try await transaction.letters(rows), now: now)
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
                plan: try Plan(of: course.outline, milestones: milestones),
                words: try await transaction.rows(WordsQueries.words(of: course.id))
            )
        }
    }

    /// When the next letter of a route can be claimed, be it for the first time, again, or because a lease ends.
    ///
    /// - Returns: `nil` for `due` where nothing waits but what is held.
    public func nextDue(
        on route: String,
        lanes: [Int16] = [0, 1],
        lettersAMinute: Int? = nil
    ) async throws -> (due: Instant?, now: Instant) {
        try await post { transaction in
            let (now, rate) = try await transaction.one(MailboxQueries.now(on: route))
            guard let due = try await transaction.one(MailboxQueries.nextDue(on: route, lanes: lanes)) else {
                return (nil, now)
            }
            guard let lettersAMinute,
                let wait = try await transaction.first(
                    AllowanceQueries.wait(on: route, lettersAMinute: lettersAMinute)
                )
            else { return (due, now) }
            // The limit is of real minutes, whatever the course's clock does.
            return (max(due, Instant(microseconds: now.microseconds + Int64(wait * max(1, rate) * 1_000_000))), now)
        }
    }
}

extension Transaction {
    fileprivate func letters(_ claimed: [MailboxQueries.ClaimedRow]) async throws -> [ClaimedLetter] {
        let ids = claimed.map(\.id)
        let alone = claimed.filter { $0.leader == .ofNobody }.map(\.id)
        let sheets =
            alone.isEmpty
            ? [:]
            : Dictionary(
                try await rows(DirectLetterQueries.sheets(of: alone)).map { ($0.letter, $0) },
                uniquingKeysWith: { one, _ in one }
            )
        let recipients = Dictionary(
            try await rows(MailboxQueries.recipients(claimed.map(\.leader))).map { ($0.id, $0) },
            uniquingKeysWith: { one, _ in one }
        )
        let items = Dictionary(grouping: try await rows(MailboxQueries.items(of: claimed)), by: \.letter)
        let corrections = Dictionary(grouping: try await rows(MailboxQueries.corrections(of: ids)), by: \.letter)
        // What is sent by hand has no items of its own.
        let bare = ids.filter { items[$0] == nil && corrections[$0] == nil }
        let byHand = bare.isEmpty ? .none : try await sentByHand(claimed.filter { bare.contains($0.id) })
        let again = claimed.filter { $0.attempt > 1 }.map(\.id)
        let messages =
            again.isEmpty
            ? [:]
            : Dictionary(
                try await rows(MailboxQueries.messages(of: again)).map { ($0.letter, $0.message) },
                uniquingKeysWith: { one, _ in one }
            )
        return claimed.compactMap { row in
            let sheet = sheets[row.id]
            return (sheet.map { .address($0.recipient) } ?? recipients[row.leader]).map { recipient in
                ClaimedLetter(
                    id: row.id,
                    attempt: row.attempt,
                    failures: row.failures,
                    token: row.token,
                    releasedAt: row.releasedAt,
                    usefulUntil: row.usefulUntil,
                    isWelcome: row.isWelcome,
                    recipient: recipient,
                    items: (items[row.id] ?? byHand.items[row.id])?.map(\.item) ?? [],
                    corrections: (corrections[row.id] ?? byHand.corrections[row.id])?.map(\.date) ?? [],
                    message: sheet?.message ?? messages[row.id],
                    sender: sheet?.sender,
                    messages: byHand.messages[row.id]?.map(\.message) ?? [],
                    isCopy: byHand.copies.contains(row.id)
                )
            }
        }
    }
}

/// What letters bring that no release has made: messages, and what they are copies of; by letter.
private struct SentByHand {
    var items: [Int64: [(letter: Int64, item: ClaimedLetter.Item)]] = [:]
    var corrections: [Int64: [(letter: Int64, date: ClaimedLetter.CorrectedDate)]] = [:]
    var messages: [Int64: [(letter: Int64, message: ClaimedLetter.Message)]] = [:]
    var copies: Set<Int64> = []

    static let none = SentByHand()
}

extension Transaction {
    fileprivate func sentByHand(_ claimed: [MailboxQueries.ClaimedRow]) async throws -> SentByHand {
        let ids = claimed.map(\.id)
        var found = SentByHand()
        found.messages = Dictionary(grouping: try await rows(MessageQueries.texts(of: ids)), by: \.letter)
        let originals = Dictionary(
            try await rows(CopyQueries.originals(of: ids)).map { ($0.letter, $0.original) },
            uniquingKeysWith: { one, _ in one }
        )
        guard !originals.isEmpty else { return found }
        found.copies = Set(originals.keys)
        let asked = claimed.compactMap { row in originals[row.id].map { row.asking(for: $0) } }
        let items = Dictionary(grouping: try await rows(MailboxQueries.items(of: asked)), by: \.letter)
        let corrections = Dictionary(
            grouping: try await rows(MailboxQueries.corrections(of: Array(Set(originals.values)))),
            by: \.letter
        )
        found.items = originals.compactMapValues { items[$0] }
        found.corrections = originals.compactMapValues { corrections[$0] }
        return found
    }
}

extension MailboxQueries.ClaimedRow {
    /// The same leader's claim of another letter.
    fileprivate func asking(for letter: Int64) -> Self {
        Self(
            id: letter,
            attempt: attempt,
            failures: failures,
            token: token,
            leader: leader,
            isWelcome: isWelcome,
            releasedAt: releasedAt,
            usefulUntil: usefulUntil
        )
    }
}
