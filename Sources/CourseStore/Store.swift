import Course
public import Postgres

/// What the service remembers, and the verbs that change it.
///
/// A verb begins one transaction, loads, lets the rules of `Course` decide, and writes; the pieces below it take the
/// transaction that they run in. Verbs that change what is planned or released lock the course's row first, so that
/// they never meet.
public struct Store: Sendable {
    /// The service's connections.
    public let database: Database

    /// A store in a migrated database, reached as the service's role.
    public init(_ database: Database) {
        self.database = database
    }
}

/// A transaction, or a connection outside one.
public typealias Transaction = Postgres::Session

/// Who acts in a transaction; the database's policies go by it.
enum Actor {
    /// A person at the command line or on the administrator's pages.
    static let administrator = "administrator"
    /// Release and mailman.
    static let post = "post"
}

extension Store {
    /// Runs for an administrator; what loses against another transaction runs again, whole.
    ///
    /// A letter may move within its table at the moment at which a verb takes it. Nothing else is repeated: a verb whose
    /// commit's answer was lost may have happened, and would refuse what it did itself.
    func administer<Result: Sendable>(
        _ body: @escaping @Sendable (Transaction) async throws -> Result
    ) async throws -> Result {
        try await database.transaction(as: Actor.administrator, repeatable: .afterConflict, body)
    }

    /// Reads for an administrator, all of it as of one moment, so that counts of several statements agree.
    func survey<Result: Sendable>(
        _ body: @escaping @Sendable (Transaction) async throws -> Result
    ) async throws -> Result {
        try await database.transaction(as: Actor.administrator, isolation: .repeatableRead, repeatable: .always, body)
    }

    /// Runs for release or mailman; what fails for a passing reason runs again, whole.
    func post<Result: Sendable>(_ body: @escaping @Sendable (Transaction) async throws -> Result) async throws -> Result
    {
        try await database.transaction(as: Actor.post, repeatable: .always, body)
    }
}
