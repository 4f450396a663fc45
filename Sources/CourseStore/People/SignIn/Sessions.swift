import Course
import Postgres

/// How long somebody stays signed in.
public struct SessionLength: Hashable, Sendable {
    /// So many seconds after the last page it is over.
    public let idle: Int
    /// So many seconds after it began it is over, whatever happened.
    public let longest: Int

    /// Both in seconds.
    public init(idle: Int, longest: Int) {
        (self.idle, self.longest) = (idle, longest)
    }

    /// A working day without a page, and a month in all.
    public static let ordinary = SessionLength(idle: 12 * 3_600, longest: 30 * 86_400)
}

extension Store {
    /// Signs an address in at the browser that gets the token.
    public func beginSession(
        of address: String,
        with token: Token,
        lasting length: SessionLength = .ordinary
    ) async throws {
        try await atTheDoor { transaction in
            try await transaction.execute(
                SignInQueries.begin(token.digest, of: address, idle: length.idle, longest: length.longest)
            )
        }
    }

    /// Who has that token; `nil` where nobody has, or not any more.
    public func person(with token: Token) async throws -> Person? {
        try await persons(with: [token])[token]
    }

    /// Who has which of those tokens.
    func persons(with tokens: [Token]) async throws -> [Token: Person] {
        let byDigest = Dictionary(tokens.map { ($0.digest, $0) }, uniquingKeysWith: { one, _ in one })
        let rows = try await database.rows(reading: SignInQueries.signedIn(Array(byDigest.keys)))
        var parts: [Token: [SignInQueries.PartRow]] = [:]
        for row in rows {
            if let token = byDigest[row.digest] { parts[token, default: []].append(row) }
        }
        return parts.compactMapValues(Person.init)
    }

    /// Has the session last from now on.
    func noteSeen(_ token: Token) async throws {
        try await atTheDoor { transaction in try await transaction.execute(SignInQueries.touch(token.digest)) }
    }

    /// Signs out at one browser.
    public func endSession(with token: Token) async throws {
        try await atTheDoor { transaction in try await transaction.execute(SignInQueries.end(token.digest)) }
    }

    /// Signs out the person who has that token, at every browser.
    public func endSessions(ofPersonWith token: Token) async throws {
        try await atTheDoor { transaction in
            try await transaction.execute(SignInQueries.endAll(ofPersonWith: token.digest))
        }
    }

    /// Runs for somebody of whom nothing is known yet.
    @discardableResult
    func atTheDoor<Result: Sendable>(
        _ body: @escaping @Sendable (Transaction) async throws -> Result
    ) async throws -> Result {
        try await database.transaction(as: Acting.Role.door.setting, repeatable: .afterConflict, body)
    }
}

extension Person {
    /// `nil` where there is no row: nobody has the token.
    init?(_ rows: [SignInQueries.PartRow]) {
        guard let first = rows.first else { return nil }
        address = first.address
        isStale = first.isStale
        isAdministrator = rows.contains { $0.part == "administrator" }
        func parts<Part>(
            _ name: String,
            _ make: (Int64, SignInQueries.PartRow, CourseName, MunicipalityName) -> Part?
        ) -> [Part] {
            rows.compactMap { row in
                guard row.part == name, let id = row.id, let course = row.course, let municipality = row.municipality
                else { return nil }
                return make(id, row, course, municipality)
            }
        }
        coordinates = parts("coordinator") { _, _, course, municipality in
            Coordination(course: course, municipality: municipality)
        }
        takesPart = parts("leader") { id, row, course, municipality in
            guard let standing = row.standing else { return nil }
            return Participation(
                leader: Leader.ID(rawValue: id),
                name: row.name ?? "",
                language: row.language,
                isChair: row.isChair,
                course: course,
                municipality: municipality,
                standing: standing
            )
        }
        helps = parts("helper") { id, row, course, municipality in
            Help(helper: Helper.ID(rawValue: id), name: row.name ?? "", course: course, municipality: municipality)
        }
    }
}
