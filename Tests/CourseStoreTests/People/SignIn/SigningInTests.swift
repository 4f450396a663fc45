import Course
import CourseTesting
import Foundation
import Postgres
import Testing

@testable import CourseStore

struct SigningInTests {
    @Test func `a link lets in whom it was sent to, once`() async throws {
        try await Door.with { door in
            let secrets = door.secrets()
            _ = try await door.ask("ann@small.example", secrets)
            let session = door.token()
            #expect(try await door.signIn(secrets.link, session: session) == .signedIn)
            let person = try #require(try await door.store.person(with: session))
            #expect(person.address == "ann@small.example" && person.takesPart.map(\.name) == ["Ann"])
            #expect(try await door.signIn(secrets.link) == .used)
            #expect(try await door.signIn(secrets.code, at: secrets.browser) == .used)
            #expect(try await door.sessions().count == 1)
        }
    }

    @Test func `a code lets in at the browser that asked, once, and nowhere else`() async throws {
        try await Door.with { door in
            let secrets = door.secrets()
            _ = try await door.ask("ann@small.example", secrets)
            let other = door.secrets()
            _ = try await door.ask("bo@small.example", other)
            #expect(try await door.signIn(secrets.code, at: other.browser) == .wrongCode)
            #expect(try await door.signIn(secrets.code, at: door.token()) == .expired)
            #expect(try await door.signIn(secrets.code, at: secrets.browser) == .signedIn)
            #expect(try await door.signIn(secrets.code, at: secrets.browser) == .used)
            #expect(try await door.signIn(secrets.link) == .used)
            #expect(try await door.sessions() == ["ann@small.example"])
        }
    }

    @Test func `looking at a link changes nothing, however often a scanner looks`() async throws {
        try await Door.with { door in
            let secrets = door.secrets()
            _ = try await door.ask("ann@small.example", secrets)
            let before = try await door.owner.contents(of: "sign_in_challenge")
            for _ in 0..<5 { #expect(try await door.store.look(at: secrets.link, now: door.now).standing == .open) }
            #expect(try await door.owner.contents(of: "sign_in_challenge") == before)
            #expect(try await door.signIn(secrets.link) == .signedIn)
            #expect(try await door.store.look(at: secrets.link, now: door.now).standing == .used)
            let never = try await door.store.look(at: door.token(), now: door.now)
            #expect(never.standing == .expired && never.address == nil)
        }
    }

    @Test(arguments: [(899, SignInOutcome.signedIn), (901, .expired)])
    func `link and code are good for a quarter of an hour`(seconds: Int, outcome: SignInOutcome) async throws {
        try await Door.with { door in
            let (one, two) = (door.secrets(), door.secrets())
            _ = try await door.ask("ann@small.example", one)
            _ = try await door.ask("bo@small.example", two)
            door.now = door.now.adding(seconds: seconds)
            #expect(try await door.signIn(one.link) == outcome)
            #expect(try await door.signIn(two.code, at: two.browser) == outcome)
            let standing = try await door.store.look(at: one.link, now: door.now).standing
            #expect(standing == (outcome == .signedIn ? .used : .expired))
        }
    }

    @Test func `of many who use one letter at once, one comes in`() async throws {
        try await Door.with { door in
            let secrets = door.secrets()
            _ = try await door.ask("ann@small.example", secrets)
            let tokens = (0..<12).map { _ in door.token() }
            let (store, now) = (door.store, door.now)
            let outcomes = try await withThrowingTaskGroup(of: SignInOutcome.self) { group in
                for (number, token) in tokens.enumerated() {
                    group.addTask {
                        number % 2 == 0
                            ? try await store.signIn(byLink: secrets.link, beginning: token, now: now)
                            : try await store.signIn(
                                byCode: secrets.code,
                                at: secrets.browser,
                                beginning: token,
                                now: now
                            )
                    }
                }
                return try await group.reduce(into: []) { $0.append($1) }
            }
            #expect(outcomes.count { $0 == .signedIn } == 1 && outcomes.count { $0 == .used } == 11)
            #expect(try await door.sessions() == ["ann@small.example"])
        }
    }

    @Test func `after five wrong codes no code is looked at, and the link still lets in`() async throws {
        try await Door.with { door in
            let secrets = door.secrets()
            _ = try await door.ask("ann@small.example", secrets)
            let wrong = try door.wrong(secrets.code)
            var outcomes: [SignInOutcome] = []
            for _ in 0..<6 { outcomes.append(try await door.signIn(wrong, at: secrets.browser)) }
            #expect(outcomes == [.wrongCode, .wrongCode, .wrongCode, .wrongCode, .noMoreCodes, .noMoreCodes])
            #expect(try await door.signIn(secrets.code, at: secrets.browser) == .noMoreCodes)
            #expect(try await door.owner.one("SELECT wrong_codes::bigint FROM sign_in_challenge", of: Int.self) == 5)
            #expect(try await door.signIn(secrets.link) == .signedIn)
        }
    }

    @Test func `wrong codes are counted though they come at once`() async throws {
        try await Door.with { door in
            let secrets = door.secrets()
            _ = try await door.ask("ann@small.example", secrets)
            let (store, now, wrong) = (door.store, door.now, try door.wrong(secrets.code))
            let tokens = (0..<16).map { _ in door.token() }
            try await withThrowingTaskGroup(of: Void.self) { group in
                for token in tokens {
                    group.addTask {
                        _ = try await store.signIn(byCode: wrong, at: secrets.browser, beginning: token, now: now)
                    }
                }
                try await group.waitForAll()
            }
            #expect(try await door.owner.one("SELECT wrong_codes::bigint FROM sign_in_challenge", of: Int.self) == 5)
            #expect(try await door.signIn(secrets.code, at: secrets.browser) == .noMoreCodes)
        }
    }

    @Test func `wrong codes of a day count together for an address, whichever browser typed them`() async throws {
        try await Door.with { door in
            let limits = SignInLimits(lettersToAnAddress: 99, wrongCodesADay: 7)
            let (one, two) = (door.secrets(), door.secrets())
            for (secrets, tries) in [(one, 4), (two, 3)] {
                _ = try await door.ask("Ann@small.example", secrets, limits: limits)
                let wrong = try door.wrong(secrets.code)
                for _ in 0..<tries { _ = try await door.signIn(wrong, at: secrets.browser, limits: limits) }
            }
            let third = door.secrets()
            _ = try await door.ask("ann@small.example", third, limits: limits)
            #expect(try await door.signIn(third.code, at: third.browser, limits: limits) == .noMoreCodes)
            let other = door.secrets()
            _ = try await door.ask("bo@small.example", other, limits: limits)
            #expect(try await door.signIn(other.code, at: other.browser, limits: limits) == .signedIn)
            door.now = door.now.adding(seconds: 86_401)
            let next = door.secrets()
            _ = try await door.ask("ann@small.example", next, limits: limits)
            #expect(try await door.signIn(next.code, at: next.browser, limits: limits) == .signedIn)
        }
    }

    @Test func `nobody is let in by a letter whose address is nobody's any more`() async throws {
        try await Door.with { door in
            let (one, unknown) = (door.secrets(), door.secrets())
            _ = try await door.ask("ann@small.example", one)
            _ = try await door.ask("nobody@small.example", unknown)
            try await door.store.withdrawLeader("ann@small.example", from: door.run.key)
            #expect(try await door.signIn(one.link) == .expired)
            #expect(try await door.signIn(unknown.link) == .expired)
            #expect(try await door.signIn(unknown.code, at: unknown.browser) != .signedIn)
            #expect(try await door.sessions() == [])
        }
    }

    @Test func `coming in ends the session that the browser had`() async throws {
        try await Door.with { door in
            let secrets = door.secrets()
            _ = try await door.ask("ann@small.example", secrets)
            let (old, new) = (door.token(), door.token())
            try await door.store.beginSession(of: "bo@small.example", with: old)
            let outcome = try await door.store.signIn(
                byLink: secrets.link,
                beginning: new,
                ending: old,
                now: door.now
            )
            #expect(outcome == .signedIn)
            #expect(try await door.store.person(with: old) == nil)
            #expect(try await door.store.person(with: new)?.address == "ann@small.example")
        }
    }

    @Test func `a session ends when nobody has been seen for long, and in any case`() async throws {
        try await Door.with { door in
            let length = SessionLength(idle: 3600, longest: 86_400)
            for change in ["seen_at = seen_at - interval '61 minutes'", "ends_at = clock_timestamp()"] {
                let token = door.token()
                try await door.store.beginSession(of: "ann@small.example", with: token, lasting: length)
                #expect(try await door.store.person(with: token) != nil)
                _ = try await door.owner.withSession {
                    try await $0.execute("UPDATE sign_in_session SET \(raw: change)")
                }
                #expect(try await door.store.person(with: token) == nil, "\(change)")
            }
        }
    }

    @Test func `signing out everywhere ends one person's sessions and nobody else's`() async throws {
        try await Door.with { door in
            let (desk, phone, other) = (door.token(), door.token(), door.token())
            for (token, address) in [
                (desk, "ann@small.example"), (phone, "Ann@small.example"), (other, "bo@small.example"),
            ] {
                try await door.store.beginSession(of: address, with: token)
            }
            try await door.store.endSessions(ofPersonWith: phone)
            #expect(try await door.store.person(with: desk) == nil)
            #expect(try await door.store.person(with: phone) == nil)
            #expect(try await door.store.person(with: other) != nil)
        }
    }

    @Test func `nothing that a reader of the tables sees opens the door`() async throws {
        try await Door.with { door in
            let secrets = door.secrets()
            _ = try await door.ask("ann@small.example", secrets)
            let rows = try await door.owner.contents(of: "sign_in_challenge").joined()
            for secret in [secrets.link.text, secrets.browser.text, "\"\(secrets.code.text)\""] {
                #expect(!rows.contains(secret))
            }
            #expect("\(secrets.code) \(secrets.link)" == "**** ****")
            #expect(!String(reflecting: secrets).contains(secrets.link.text))
            #expect(!String(reflecting: secrets).contains(secrets.code.text))
            // The code alone, tried against what is stored, fits nowhere: the browser's token is not there.
            let alone: Bool = try await door.owner.one(
                "SELECT EXISTS (SELECT FROM sign_in_challenge WHERE code = sha256(convert_to(\(secrets.code.text), 'UTF8')))"
            )
            #expect(!alone)
        }
    }

    @Test(arguments: [
        ("042917", "042917"), (" 042 917 ", "042917"), ("04-29-17", "042917"), ("42917", nil), ("0429170", nil),
        ("o42917", nil), ("", nil), ("٠٤٢٩١٧", nil),
    ])
    func `a code is read however it is typed`(typed: String, code: String?) {
        #expect(SignInCode(typed: typed)?.text == code)
    }

    @Test func `a link made at the terminal lets in once, and is for those who have a part`() async throws {
        try await Door.with { door in
            let link = door.token()
            try await door.store.makeSignInLink(for: "GRO@small.example", with: link, now: door.now)
            #expect(try await door.signIn(link) == .signedIn)
            #expect(try await door.signIn(link) == .used)
            #expect(try await door.sessions() == ["gro@small.example"])
            await #expect(throws: Refusal.self) {
                try await door.store.makeSignInLink(for: "nobody@small.example", with: door.token())
            }
            #expect(try await door.letters() == [])
        }
    }
}
