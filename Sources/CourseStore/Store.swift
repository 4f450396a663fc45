import Course
public import Postgres

/// What the service remembers, and the verbs that change it, for one who acts.
///
/// A verb begins one transaction, loads, lets the rules of `Course` decide, and writes; the pieces below it take the
/// transaction that they run in. Verbs that change what is planned or released lock the course's row first, so that
/// they never meet. What a store shows is what the one who ``acting`` names may see: the database's policies go by it.
public struct Store: Sendable {
    /// The service's connections.
    public let database: Database
    /// Who sees and does things through it.
    public let acting: Acting

    /// A store in a migrated database, reached as the service's role.
    public init(_ database: Database, acting: Acting) {
        (self.database, self.acting) = (database, acting)
    }

    /// The same store for somebody else.
    public func acting(as acting: Acting) -> Store {
        Store(database, acting: acting)
    }
}

/// A transaction, or a connection outside one.
public typealias Transaction = Postgres::Session

extension Store {
    /// Refuses everybody who does not run courses, as if the course were not there.
    func requireRunning(_ key: String) throws(Refusal) {
        guard acting.role.runsCourses else { throw .unknownCourse(key) }
    }

    /// Refuses everybody who neither runs courses nor looks after a municipality.
    func requireCoordination() throws(Refusal) {
        guard acting.role.runsCourses || acting.role.municipality != nil else { throw .forbidden }
    }

    /// The key of a municipality's row that whoever acts may name: a coordinator the own one only.
    func municipality(_ key: String, in course: StoredCourse) throws(Refusal) -> Municipality.ID {
        let known = course.outline.municipalities.map(\.key).filter { known in
            acting.role.municipality == nil || acting.role.municipality == course.municipalities[known]
        }
        guard known.contains(key), let id = course.municipalities[key] else {
            throw .unknownMunicipality(key, in: course.outline, known: known)
        }
        return id
    }

    /// Runs for whoever acts; what loses against another transaction runs again, whole.
    ///
    /// A letter may move within its table at the moment at which a verb takes it. Nothing else is repeated: a verb whose
    /// commit's answer was lost may have happened, and would refuse what it did itself.
    @discardableResult
    func act<Result: Sendable>(
        _ body: @escaping @Sendable (Transaction) async throws -> Result
    ) async throws -> Result {
        do {
            return try await database.transaction(as: acting.role.setting, repeatable: .afterConflict, body)
        } catch let error as PostgresError where error.code == .insufficientPrivilege {
            // What a verb has not asked before is refused by the policies.
            throw Refusal.forbidden
        }
    }

    /// Reads for whoever acts, all of it as of one moment, so that counts of several statements agree.
    func survey<Result: Sendable>(
        _ body: @escaping @Sendable (Transaction) async throws -> Result
    ) async throws -> Result {
        try await database.transaction(as: acting.role.setting, isolation: .repeatableRead, repeatable: .always, body)
    }

    /// Runs for release or mailman; what fails for a passing reason runs again, whole.
    func post<Result: Sendable>(_ body: @escaping @Sendable (Transaction) async throws -> Result) async throws -> Result
    {
        try await database.transaction(as: Acting.Role.post.setting, repeatable: .always, body)
    }
}
