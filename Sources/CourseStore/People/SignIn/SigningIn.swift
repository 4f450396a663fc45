public import Course
import Postgres

/// What came of a link or a code.
public enum SignInOutcome: Hashable, Sendable {
    /// The browser's session has begun.
    case signedIn
    /// The code is not that of the letter.
    case wrongCode
    /// No code of that letter is looked at any more; its link is.
    case noMoreCodes
    /// It has opened the door once already.
    case used
    /// Its time is over, or it never was.
    case expired
}

/// How a link stands.
public enum SignInLinkStanding: String, Hashable, Sendable {
    /// It opens the door.
    case open
    /// It has done so.
    case used
    /// Its time is over, or it never was.
    case expired
}

/// A letter's link, as whoever holds it may know it.
public struct SignInLink: Hashable, Sendable {
    /// How it stands.
    public let standing: SignInLinkStanding
    /// The address that it lets in; `nil` where there never was such a link.
    public let address: String?
}

extension Store {
    /// How a link stands, and for whom it is; looking changes nothing.
    public func look(at link: Token, now: Instant? = nil) async throws -> SignInLink {
        try await atTheDoor { transaction in
            try await transaction.first(ChallengeQueries.link(link.digest, at: now))
                ?? SignInLink(standing: .expired, address: nil)
        }
    }

    /// Signs in, by a letter's link, the person whom it was sent to.
    ///
    /// - Parameters:
    ///   - link: The link's token.
    ///   - session: A fresh token, for the browser to keep.
    ///   - former: The token of a session that the browser had before: it ends.
    ///   - length: How long the session lasts.
    ///   - now: The present; the database's own where it is `nil`.
    /// - Returns: What came of it; of two who try at once, one comes in.
    /// - Throws: `PostgresError`.
    public func signIn(
        byLink link: Token,
        beginning session: Token,
        ending former: Token? = nil,
        lasting length: SessionLength = .ordinary,
        now: Instant? = nil
    ) async throws -> SignInOutcome {
        try await atTheDoor { transaction in
            guard let address = try await transaction.first(ChallengeQueries.redeem(link.digest, at: now)) else {
                let found = try await transaction.first(ChallengeQueries.link(link.digest, at: now))
                return found?.standing == .used ? .used : .expired
            }
            try await transaction.beginSession(of: address, with: session, ending: former, lasting: length)
            return .signedIn
        }
    }

    /// Signs in, by a letter's code at the browser that asked for it, the person whom the letter was sent to.
    ///
    /// - Parameters:
    ///   - code: The code.
    ///   - browser: The token that the browser keeps since it asked.
    ///   - session: A fresh token, for the browser to keep.
    ///   - former: The token of a session that the browser had before: it ends.
    ///   - length: How long the session lasts.
    ///   - limits: How often a wrong code may be tried.
    ///   - now: The present; the database's own where it is `nil`.
    /// - Returns: What came of it.
    /// - Throws: `PostgresError`.
    public func signIn(
        byCode code: SignInCode,
        at browser: Token,
        beginning session: Token,
        ending former: Token? = nil,
        lasting length: SessionLength = .ordinary,
        limits: SignInLimits = .ordinary,
        now: Instant? = nil
    ) async throws -> SignInOutcome {
        try await atTheDoor { transaction in
            guard let address = try await transaction.first(ChallengeQueries.address(ofBrowser: browser.digest)) else {
                return .expired
            }
            // One after the other: codes tried at once are counted like others.
            try await transaction.execute(ChallengeQueries.queueUp(address: address))
            guard
                let asked = try await transaction.first(
                    ChallengeQueries.asked(by: browser.digest, code: code.digest(at: browser), at: now)
                )
            else { return .expired }
            guard asked.standing == .open else { return asked.standing == .used ? .used : .expired }
            guard asked.wrongCodes < limits.wrongCodes, asked.wrongCodesToday < limits.wrongCodesADay else {
                return .noMoreCodes
            }
            guard asked.isRight else {
                try await transaction.execute(ChallengeQueries.countWrongCode(at: browser.digest))
                let isLast =
                    asked.wrongCodes + 1 >= limits.wrongCodes || asked.wrongCodesToday + 1 >= limits.wrongCodesADay
                return isLast ? .noMoreCodes : .wrongCode
            }
            guard let address = try await transaction.first(ChallengeQueries.redeem(asked.link, at: now)) else {
                return .used
            }
            try await transaction.beginSession(of: address, with: session, ending: former, lasting: length)
            return .signedIn
        }
    }
}

extension Transaction {
    fileprivate func beginSession(
        of address: String,
        with session: Token,
        ending former: Token?,
        lasting length: SessionLength
    ) async throws {
        if let former { try await execute(SignInQueries.end(former.digest)) }
        try await execute(
            SignInQueries.begin(session.digest, of: address, idle: length.idle, longest: length.longest)
        )
    }
}
