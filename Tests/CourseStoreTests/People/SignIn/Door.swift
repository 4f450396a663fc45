import Course
import CourseTesting
import Foundation
import Postgres

@testable import CourseStore

/// The small course and its door, with all randomness from a seed and a present that the test sets.
final class Door {
    let store: Store
    let owner: Database
    let run: CourseRun
    var now: Instant
    var random: SplitMix64
    var network = ClientNetwork(of: "192.0.2.7")

    init(store: Store, owner: Database, run: CourseRun, now: Instant, seed: UInt64) {
        (self.store, self.owner, self.run, self.now) = (store, owner, run, now)
        random = SplitMix64(seed: seed)
    }

    static func with(seed: UInt64 = 1, _ body: (Door) async throws -> Void) async throws {
        try await withStore(connections: 8) { store, owner in
            let run = try await SmallCourse.run(in: store)
            // The present, to a few seconds: the last hour and day are counted from it.
            let now: Instant = try await owner.one("SELECT clock_timestamp()")
            try await body(Door(store: store, owner: owner, run: run, now: now, seed: seed))
        }
    }

    func secrets() -> SignInSecrets { SignInSecrets(using: &random) }
    func token() -> Token { Token(using: &random) }

    /// Asks as a page does; a letter says who it is for and what opens the door.
    func ask(
        _ address: String,
        _ secrets: SignInSecrets,
        limits: SignInLimits = .ordinary
    ) async throws -> SignInAnswer {
        try await store.askToSignIn(address, from: network, secrets: secrets, limits: limits, now: now) {
            addressee,
            _ in
            SignInLetter(
                DirectLetter(
                    token: UUID(),
                    sender: "course@small.example",
                    recipient: addressee.address ?? "nobody@small.example",
                    message: Array("\(secrets.link.text) \(secrets.code.text)".utf8),
                    usefulSeconds: limits.seconds
                ),
                of: addressee.house?.municipality
            )
        }
    }

    func signIn(_ link: Token, session: Token? = nil) async throws -> SignInOutcome {
        try await store.signIn(byLink: link, beginning: session ?? token(), now: now)
    }

    func signIn(
        _ code: SignInCode,
        at browser: Token,
        limits: SignInLimits = .ordinary
    ) async throws -> SignInOutcome {
        try await store.signIn(byCode: code, at: browser, beginning: token(), limits: limits, now: now)
    }

    /// A code that is not that one.
    func wrong(_ code: SignInCode) throws -> SignInCode {
        guard let number = Int(code.text),
            let other = SignInCode(typed: String(String(1_000_000 + (number + 1) % 1_000_000).dropFirst()))
        else { throw NoCode() }
        return other
    }

    struct NoCode: Error {}

    func sessions() async throws -> [String] {
        try await owner.ask("SELECT email FROM sign_in_session ORDER BY 1")
    }

    func letters() async throws -> [String] {
        try await owner.ask("SELECT recipient FROM direct_letter ORDER BY letter")
    }
}
