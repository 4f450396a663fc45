public import Course
import Postgres

/// Somebody who runs courses.
public struct Administrator: Hashable, Sendable {
    /// The address that letters to come in by go to.
    public let email: String
    /// Since when, by the database's clock.
    public let addedAt: Instant
}

extension Store {
    /// Lets an address run courses.
    ///
    /// - Returns: Whether that is news.
    /// - Throws: ``Refusal`` where it is no address.
    @discardableResult
    public func addAdministrator(_ email: String) async throws -> Bool {
        guard Leader.isAddress(email) else { throw Refusal.noAddress(email) }
        let doer = acting.doer
        return try await act { transaction in
            guard let id = try await transaction.first(AdministratorQueries.add(email)) else { return false }
            try await transaction.audit(.administratorAdd, of: "\(id)", in: nil, by: doer, detail: [:])
            return true
        }
    }

    /// Who runs courses, by address.
    public func administrators() async throws -> [Administrator] {
        try await act { transaction in try await transaction.rows(AdministratorQueries.all) }
    }

    /// Takes an address's right to run courses away, at once, wherever it is signed in.
    ///
    /// - Throws: ``Refusal`` where the address has none, or is the last.
    public func removeAdministrator(_ email: String) async throws {
        let doer = acting.doer
        try await act { transaction in
            let all = try await transaction.rows(AdministratorQueries.locked)
            guard let id = try await transaction.first(AdministratorQueries.id(of: email)), all.contains(id) else {
                throw Refusal(atTheTerminal: "\(email) is no administrator")
            }
            guard all.count > 1 else {
                throw Refusal(
                    atTheTerminal: "\(email) is the last administrator; add another first (tandem administrator add)"
                )
            }
            try await transaction.execute(AdministratorQueries.remove(id))
            try await transaction.audit(.administratorRemove, of: "\(id)", in: nil, by: doer, detail: [:])
        }
    }

    /// Makes a link for an administrator to come in by, without a letter.
    ///
    /// - Throws: ``Refusal`` where the address is no administrator's.
    public func makeAdministratorLink(for email: String, with link: Token) async throws {
        let doer = acting.doer
        try await act { transaction in
            guard let id = try await transaction.first(AdministratorQueries.id(of: email)) else {
                throw Refusal(atTheTerminal: "\(email) is no administrator (tandem administrator add)")
            }
            try await transaction.audit(.administratorLink, of: "\(id)", in: nil, by: doer, detail: [:])
        }
        try await makeSignInLink(for: email, with: link)
    }
}
