public import Course
import Postgres

/// What came of asking for a letter to come in by.
///
/// It says nothing of whether the address is known.
public enum SignInAnswer: Hashable, Sendable {
    /// A letter is on its way, if the address is somebody's. The browser keeps the token that was asked with.
    case asked
    /// As many letters as an hour allows have been asked for already; the browser keeps the token that it has.
    case enough
    /// So many questions have come from that network that this one was not looked at.
    case tooMany
}

/// A letter to come in by, as it was written.
public struct SignInLetter: Sendable {
    /// The letter.
    public let letter: DirectLetter
    /// The municipality whose route it takes; `nil` for the ordinary one.
    public let municipality: Municipality.ID?

    /// A letter that is written.
    public init(_ letter: DirectLetter, of municipality: Municipality.ID?) {
        (self.letter, self.municipality) = (letter, municipality)
    }
}

extension Store {
    /// Has a letter sent to come in by, where the address is somebody's.
    ///
    /// Whether it is cannot be told from the answer; the work is the same but for the letter's last few rows. Questions about one
    /// address, and from one network, are looked at one after the other, so that the limits hold.
    /// - Parameters:
    ///   - address: As it was typed, without spaces around it.
    ///   - network: Where the question came from, as ``ClientNetwork``.
    ///   - secrets: Fresh ones.
    ///   - routes: Which routes there are for the letter.
    ///   - limits: How often.
    ///   - now: The present; the database's own where it is `nil`.
    ///   - write: Makes the letter, also where it will not be sent. `nil` where it cannot be written. It may be called again.
    /// - Returns: Whether to wait for a letter.
    /// - Throws: `PostgresError`, and what `write` throws.
    public func askToSignIn(
        _ address: String,
        from network: ClientNetwork,
        secrets: SignInSecrets,
        by routes: LetterRoutes = LetterRoutes(),
        limits: SignInLimits = .ordinary,
        now: Instant? = nil,
        writing write: @escaping @Sendable (SignInAddressee, Instant) throws -> SignInLetter?
    ) async throws -> SignInAnswer {
        let address = OneLine.text(address, atMost: 254)
        return try await atTheDoor { transaction in
            try await transaction.execute(ChallengeQueries.queueUp(network: network.text, address: address))
            let (now, asks, letters) = try await transaction.one(
                ChallengeQueries.counts(of: address, from: network.text, at: now)
            )
            guard asks < limits.asksFromANetwork else { return .tooMany }
            let isDue = letters < limits.lettersToAnAddress
            let addressee = try await transaction.one(ChallengeQueries.addressee(address))
            let written = try write(addressee, now)
            try await transaction.execute(
                ChallengeQueries.add(
                    Challenge(
                        link: secrets.link.digest,
                        address: addressee.address ?? address,
                        network: network.text,
                        browser: isDue ? secrets.browser.digest : nil,
                        code: isDue ? secrets.code.digest(at: secrets.browser) : nil
                    ),
                    at: now,
                    seconds: limits.seconds
                )
            )
            guard isDue else { return .enough }
            if addressee.address != nil, let written {
                try await transaction.queue(written.letter, of: written.municipality, by: routes)
            }
            return .asked
        }
    }

    /// Makes a link to come in by, without a letter: for whoever is at the terminal, and for a demonstration.
    ///
    /// - Parameters:
    ///   - address: An address that is somebody's.
    ///   - link: A fresh token.
    ///   - seconds: For how long it is good.
    ///   - now: The present; the database's own where it is `nil`.
    /// - Throws: ``Refusal`` where the address is nobody's.
    public func makeSignInLink(
        for address: String,
        with link: Token,
        seconds: Int = SignInLimits.ordinary.seconds,
        now: Instant? = nil
    ) async throws {
        try await atTheDoor { transaction in
            guard let known = try await transaction.one(ChallengeQueries.addressee(address)).address else {
                throw Refusal(atTheTerminal: "\(address) is nobody's address here")
            }
            try await transaction.execute(
                ChallengeQueries.add(
                    Challenge(link: link.digest, address: known, network: nil, browser: nil, code: nil),
                    at: now,
                    seconds: seconds
                )
            )
        }
    }

    /// Forgets who asked more than a day ago, and sessions that are over.
    func tidySignIn() async throws {
        try await atTheDoor { transaction in
            try await transaction.execute(ChallengeQueries.forgetOld)
            try await transaction.execute(SignInQueries.forgetEnded)
        }
    }
}

/// A row of somebody who asked.
struct Challenge: Sendable {
    let link: [UInt8]
    let address: String
    let network: String?
    let browser: [UInt8]?
    let code: [UInt8]?
}
