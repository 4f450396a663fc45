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
