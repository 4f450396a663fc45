import Course
import CourseTesting
import Foundation
import Postgres
import Synchronization
import Testing

@testable import CourseStore

struct AskingToSignInTests {
    @Test func `a known address gets a letter, as it stands here, before all letters of courses`() async throws {
        try await Door.with { door in
            let answer = try await door.ask("ANN@Small.Example", door.secrets())
            #expect(answer == .asked)
            #expect(try await door.letters() == [SmallCourse.address("ann")])
            #expect(try await door.owner.one("SELECT lane::bigint FROM letter WHERE leader = 0", of: Int.self) == 0)
        }
    }

    @Test func `an address that is nobody's has the same answer and the same row, and no letter`() async throws {
        try await Door.with { door in
            for address in ["nobody@small.example", "ann@small.example"] {
                #expect(try await door.ask(address, door.secrets()) == .asked)
            }
            #expect(try await door.letters() == [SmallCourse.address("ann")])
            let rows: [String] = try await door.owner.ask(
                """
                SELECT concat_ws(' ', network, browser IS NULL, code IS NULL, wrong_codes, redeemed_at, ends_at - asked_at)
                FROM sign_in_challenge
                """
            )
            #expect(rows.count == 2 && Set(rows).count == 1)
        }
    }

    @Test func `the work is the same for an address that is nobody's`() async throws {
        try await Door.with { door in
            var written: [SignInAddressee] = []
            for address in ["nobody@small.example", "ann@small.example"] {
                let seen = Seen()
                _ = try await door.store.askToSignIn(
                    address,
                    from: door.network,
                    secrets: door.secrets(),
                    now: door.now
                ) { addressee, _ in
                    seen.note(addressee)
                    return nil
                }
                written += seen.all
            }
            #expect(written.map(\.address) == [nil, "ann@small.example"])
            // Both are written in a municipality's name, so that writing takes as long.
            #expect(written.allSatisfy { $0.house != nil })
        }
    }

    @Test func `so many letters an hour go to an address, and no answer tells when they have`() async throws {
        try await Door.with { door in
            for address in ["ann@small.example", "nobody@small.example"] {
                var answers: [SignInAnswer] = []
                for _ in 0..<7 { answers.append(try await door.ask(address, door.secrets())) }
                #expect(answers == [.asked, .asked, .asked, .asked, .asked, .enough, .enough])
            }
            #expect(try await door.letters().count == 5)
            door.now = door.now.adding(seconds: 3601)
            #expect(try await door.ask("ann@small.example", door.secrets()) == .asked)
            #expect(try await door.letters().count == 6)
        }
    }

    @Test func `beyond the limit nothing new opens the door, and what was sent still does`() async throws {
        try await Door.with { door in
            let (first, second) = (door.secrets(), door.secrets())
            var answers: [SignInAnswer] = []
            for secrets in [first, second] {
                answers.append(
                    try await door.ask("ann@small.example", secrets, limits: SignInLimits(lettersToAnAddress: 1))
                )
            }
            #expect(answers == [.asked, .enough])
            #expect(try await door.signIn(second.code, at: second.browser) == .expired)
            #expect(try await door.signIn(first.code, at: first.browser) == .signedIn)
        }
    }

    @Test func `so many questions an hour come from a network, whatever the addresses`() async throws {
        try await Door.with { door in
            let limits = SignInLimits(asksFromANetwork: 3)
            for (host, answer) in [
                ("192.0.2.1", SignInAnswer.asked), ("192.0.2.77", .asked), ("::ffff:192.0.2.200", .asked),
                ("192.0.2.255", .tooMany), ("192.0.3.1", .asked), ("2001:db8:1:2::1", .asked),
                ("2001:db8:1:2:ffff::", .asked), ("2001:0db8:1:2::3", .asked), ("2001:db8:1:2::4", .tooMany),
                ("2001:db8:1:3::1", .asked),
            ] {
                door.network = ClientNetwork(of: host)
                let address = "\(host.utf8.reduce(0) { $0 &* 31 &+ Int($1) })@nowhere.example"
                let given = try await door.ask(address, door.secrets(), limits: limits)
                #expect(given == answer, "\(host)")
            }
            door.now = door.now.adding(seconds: 3601)
            door.network = ClientNetwork(of: "192.0.2.1")
            #expect(try await door.ask("ann@small.example", door.secrets(), limits: limits) == .asked)
        }
    }

    @Test func `questions at once do not pass the limits`() async throws {
        try await Door.with { door in
            let all = (0..<12).map { _ in door.secrets() }
            let (store, network, now) = (door.store, door.network, door.now)
            let answers = try await withThrowingTaskGroup(of: SignInAnswer.self) { group in
                for secrets in all {
                    group.addTask {
                        try await store.askToSignIn(
                            "ann@small.example",
                            from: network,
                            secrets: secrets,
                            limits: SignInLimits(lettersToAnAddress: 3, asksFromANetwork: 7),
                            now: now
                        ) { _, _ in nil }
                    }
                }
                return try await group.reduce(into: []) { $0.append($1) }
            }
            let counts = Dictionary(grouping: answers, by: \.self).mapValues(\.count)
            #expect(counts == [.asked: 3, .enough: 4, .tooMany: 5])
        }
    }

    @Test(arguments: [
        ("192.0.2.7", "192.0.2.0/24"), ("::ffff:192.0.2.7", "192.0.2.0/24"), ("2001:DB8::1", "20010db800000000"),
        ("fe80::1%eth0", "fe80000000000000"), ("", "unknown"), ("localhost", "unknown"), ("192.0.2.300", "unknown"),
    ])
    func `addresses of one network are known by it`(address: String, network: String) {
        #expect(ClientNetwork(of: address).text == network)
    }

    @Test func `everybody who has a part is written to in their own language and their municipality's name`()
        async throws
    {
        try await Door.with { door in
            try await door.store.addAdministrator("boss@tandem.example")
            try await door.store.addHelper(
                "ida@it.example",
                name: "Ida Lund",
                course: door.run.key,
                municipality: "glostrup"
            )
            _ = try await door.owner.withSession {
                try await $0.execute("UPDATE leader SET language = 'en' WHERE email = 'han@small.example'")
            }
            func addressee(_ address: String) async throws -> SignInAddressee {
                let query = ChallengeQueries.addressee(address)
                return try await door.store.atTheDoor { try await $0.one(query) }
            }
            let han = try await addressee("HAN@small.example")
            #expect(han.name == "Han" && han.language == .english && han.house?.name.contains("Glostrup") == true)
            let coordinator = try await addressee("mette.holm@albertslund.example")
            #expect(coordinator.language == .danish && coordinator.house?.name.contains("Albertslund") == true)
            let helper = try await addressee("ida@it.example")
            #expect(helper.name == "Ida Lund" && helper.house?.name.contains("Glostrup") == true)
            let boss = try await addressee("boss@tandem.example")
            #expect(boss.isAdministrator && boss.name == nil && boss.house != nil && !helper.isAdministrator)
            try await door.store.withdrawLeader("han@small.example", from: door.run.key)
            #expect(try await addressee("han@small.example").address == nil)
        }
    }

    @Test func `who is asked for can be told at the door only`() async throws {
        try await Door.with { door in
            for actor in ["administrator", "post", "coordinator:1", "leader:1", ""] {
                let rows: [String?] = try await door.store.database.ask(
                    "SELECT email FROM sign_in_addressee('ann@small.example')",
                    as: actor
                )
                #expect(rows.isEmpty, "\(actor)")
                _ = try await door.ask(
                    "ann@small.example",
                    door.secrets(),
                    limits: SignInLimits(lettersToAnAddress: 99)
                )
                for table in ["sign_in_challenge", "sign_in_session"] {
                    #expect(try await door.store.database.one("SELECT count(*) FROM \(raw: table)", as: actor) == 0)
                }
            }
        }
    }

    @Test func `a day later it is forgotten who asked, and an ended session`() async throws {
        try await Door.with { door in
            let secrets = door.secrets()
            _ = try await door.ask("ann@small.example", secrets)
            #expect(try await door.signIn(secrets.link) == .signedIn)
            _ = try await door.ask("bo@small.example", door.secrets())
            try await door.store.tidyMailbox()
            #expect(try await door.owner.one("SELECT count(*) FROM sign_in_challenge") == 2)
            _ = try await door.owner.withSession { session in
                try await session.execute(
                    """
                    UPDATE sign_in_challenge SET asked_at = asked_at - interval '25 hours', ends_at = ends_at - interval '25 hours'
                    WHERE email = 'ann@small.example'
                    """
                )
                try await session.execute("UPDATE sign_in_session SET seen_at = seen_at - interval '13 hours'")
            }
            try await door.store.tidyMailbox()
            #expect(try await door.owner.ask("SELECT email FROM sign_in_challenge") == ["bo@small.example"])
            #expect(try await door.sessions() == [])
        }
    }
}

/// What a closure was called with.
private final class Seen: Sendable {
    private let noted = Mutex<[SignInAddressee]>([])
    var all: [SignInAddressee] { noted.withLock { $0 } }
    func note(_ addressee: SignInAddressee) { noted.withLock { $0.append(addressee) } }
}
