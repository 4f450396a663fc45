import Course
import Postgres

/// A session that is open, and whose it is, as long as no row changes.
struct OpenSession: Sendable {
    /// As it was at `seenAt`.
    private let person: Person
    private let seenAt: Instant
    /// When it ends by itself.
    private let endsAt: Instant
    /// When its row is to say again that the person was seen.
    private let staleAt: Instant

    /// Whose it is at a moment, for whose courses time has gone on; `nil` when it has ended by then.
    func visit(at now: Instant) -> Visit? {
        guard now < endsAt else { return nil }
        var person = person
        for index in person.takesPart.indices {
            person.takesPart[index].standing.pass(microseconds: now.microseconds - seenAt.microseconds)
        }
        return Visit(person: person, isStale: now > staleAt)
    }

    /// Somebody's session at one moment.
    struct Visit: Sendable {
        let person: Person
        /// Whether the session's row is to say that the person was seen: it is some minutes old.
        let isStale: Bool
    }
}

/// What a look at sessions found.
struct SessionLook: Sendable {
    /// Which transactions it saw; another look that saw the same ones finds the same.
    let snapshot: String
    /// When it was.
    let at: Instant
    /// The open ones among those that were asked for.
    let sessions: [Token: OpenSession]
}

extension Store {
    /// Who has that token; `nil` where nobody has, or not any more.
    public func person(with token: Token) async throws -> Person? {
        let look = try await look(at: [token])
        return look.sessions[token]?.visit(at: look.at)?.person
    }

    /// Who has which of those tokens; of the `known` ones only if something has changed since that snapshot.
    func look(
        at tokens: some Collection<Token>,
        known: some Collection<Token> = EmptyCollection(),
        since snapshot: String? = nil
    ) async throws -> SessionLook {
        let byDigest = Dictionary((Array(tokens) + known).map { ($0.digest, $0) }, uniquingKeysWith: { one, _ in one })
        let rows = try await database.rows(
            reading: SignInQueries.signedIn(tokens.map(\.digest), known: known.map(\.digest), since: snapshot)
        )
        guard let first = rows.first else { throw SessionLookFault.noRow }
        var parts: [Token: [SignInQueries.PartRow]] = [:]
        for row in rows.compactMap(\.part) {
            if let token = byDigest[row.digest] { parts[token, default: []].append(row) }
        }
        return SessionLook(
            snapshot: first.snapshot,
            at: first.at,
            sessions: parts.compactMapValues { OpenSession($0, at: first.at) }
        )
    }
}

/// There is always a row, of the look itself.
private enum SessionLookFault: Error { case noRow }

extension OwnStanding {
    /// Lets time go on for the course.
    fileprivate mutating func pass(microseconds: Int64) {
        now = Instant(microseconds: now.microseconds + Int64(Double(microseconds) * rate))
    }
}

extension OpenSession {
    /// `nil` where there is no row: nobody has the token.
    fileprivate init?(_ rows: [SignInQueries.PartRow], at now: Instant) {
        guard let first = rows.first else { return nil }
        self.init(person: Person(first.address, rows), seenAt: now, endsAt: first.endsAt, staleAt: first.staleAt)
    }
}

extension Person {
    /// All parts of one.
    fileprivate init(_ address: String, _ rows: [SignInQueries.PartRow]) {
        self.address = address
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
