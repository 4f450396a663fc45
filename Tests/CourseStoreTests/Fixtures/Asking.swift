public import Course
import CourseStore
import CourseTesting
import Postgres

/// Lets a test write `at("2027-03-30T10:00")`.
func at(_ text: String) -> LocalDateTime {
    guard let moment = LocalDateTime(iso: text) else { preconditionFailure("no such time: \(text)") }
    return moment
}

/// Lets a test write `"film-1/link"`.
extension Prompt.Reference: ExpressibleByStringLiteral {
    /// Reads the reference.
    public init(stringLiteral text: String) {
        let parts = text.split(separator: "/").map(String.init)
        precondition(parts.count == 2, "no prompt: \(text)")
        self.init(module: parts[0], prompt: parts[1])
    }
}

extension Database {
    /// Rows of a query, asked as an actor of the service, or as the owner where the database is the owner's.
    func ask<Row>(_ sql: SQL, as actor: String = "post", of type: Row.Type = Row.self) async throws -> [Row]
    where Row: PostgresDecodable & Sendable {
        try await transaction(as: actor) { try await $0.rows(Query<Row>(sql)) }
    }

    /// The only row of a query.
    func one<Row>(_ sql: SQL, as actor: String = "post", of type: Row.Type = Row.self) async throws -> Row
    where Row: PostgresDecodable & Sendable {
        try await transaction(as: actor) { try await $0.one(Query<Row>(sql)) }
    }

    /// Every row of a table as JSON without some columns, in order.
    func contents(
        of table: String,
        without columns: [String] = [],
        where condition: String = "true"
    ) async throws -> [String] {
        try await ask(
            "SELECT (to_jsonb(t) - \(columns))::text FROM \(raw: table) t WHERE \(raw: condition) ORDER BY 1"
        )
    }
}

extension [CourseRun.Delivery] {
    /// What one leader of the small course got.
    func to(_ name: String) -> [CourseRun.Delivery] {
        filter { $0.address == SmallCourse.address(name) }
    }

    /// When one leader of the small course got a prompt, as the clock on the wall says.
    func when(_ name: String, _ prompt: Prompt.Reference, in zone: Zone) -> [LocalDateTime] {
        to(name).filter { $0.items.contains(prompt) }.map { zone.local($0.at) }
    }

    /// Everything that they brought.
    var items: Set<Prompt.Reference> { reduce(into: []) { $0.formUnion($1.items) } }
}

extension Ledger {
    /// The row of a prompt in a municipality; without a session the one for those without a seat, where there are several.
    func row(
        _ prompt: Prompt.Reference,
        in municipality: String = "albertslund",
        group: String? = nil,
        session: String? = nil
    ) -> PromptStanding? {
        let rows = prompts.filter {
            $0.row.module == prompt.module && $0.row.prompt == prompt.prompt && $0.row.municipality == municipality
                && $0.row.group == group
        }
        return rows.first { $0.row.session == session } ?? (rows.count == 1 ? rows[0] : nil)
    }

    /// Leaders × prompts in all rows, and what became of them.
    var totals: PromptStanding.Count {
        prompts.reduce(into: .init()) { total, prompt in
            total.sent += prompt.count.sent
            total.pending += prompt.count.pending
            total.failed += prompt.count.failed
            total.bounced += prompt.count.bounced
            total.skipped.merge(prompt.count.skipped, uniquingKeysWith: +)
        }
    }
}

extension Store {
    /// What people did to the post, the latest first.
    func mailTrail(course key: String? = nil) async throws -> [AuditEntry] {
        try await auditTrail(course: key).filter { $0.action.hasPrefix("mail.") }
    }
}
