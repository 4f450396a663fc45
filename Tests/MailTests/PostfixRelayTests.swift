import CourseTesting
import Foundation
import Testing

/// The relay of the tests is what it claims to be: told by swaks, a client that is not ours.
@Suite(
    .serialized,
    .enabled(if: PostfixRelay.absence == nil, "\(PostfixRelay.absence ?? "")"),
    .enabled(if: Swaks.isInstalled, "swaks (Debian's package of that name) is not installed")
)
struct PostfixRelayTests {
    private let leader = "lone.kjaer@albertslund.example"
    private let returns = "bounce+token@glostrup.example"

    @Test func `a letter comes to the Maildir as it was sent`() async throws {
        let relay = try await PostfixRelay.start()
        let dialogue = try await relay.swaks().send(to: leader, messageID: "<a@x.example>")
        #expect(dialogue.status == 0, "\(dialogue.transcript)")
        for keyword in ["STARTTLS", "PIPELINING", "SIZE 1000000", "8BITMIME", "SMTPUTF8", "DSN", "ENHANCEDSTATUSCODES"]
        {
            #expect(dialogue.has(reply: "250-\(keyword)"), "\(keyword)")
        }
        #expect(!dialogue.has(reply: "250-AUTH"))
        let letter = try #require(try await relay.arrivals(1).first)
        #expect(letter.messageID == "<a@x.example>")
        #expect(letter.header("Delivered-To") == leader)
        #expect(letter.header("Return-Path") == "<\(returns)>")
        #expect(letter.body.hasPrefix("This is a test mailing\n"))
        try await relay.drain()
        #expect(try relay.copies == ["<a@x.example>": 1])
        #expect(try relay.letters(in: .reports).isEmpty)
        relay.stop()
    }

    @Test func `who knows a password may submit`() async throws {
        let relay = try await PostfixRelay.start()
        let (user, password) = try #require(PostfixRelay.Settings().accounts.first)
        for port in [\PostfixRelay.Ports.submission, \.smtps] {
            for mechanism in ["PLAIN", "LOGIN"] {
                var client = relay.swaks(port)
                client.login = Swaks.Login(mechanism, user: user, password: password)
                let dialogue = try await client.send(to: leader)
                #expect(dialogue.has(reply: "250-AUTH PLAIN LOGIN"), "\(dialogue.transcript)")
                #expect(dialogue.has(reply: "235 2.7.0"), "\(dialogue.transcript)\(relay.log)")
                #expect(dialogue.status == 0)
            }
        }
        try await relay.drain()
        #expect(try relay.letters().count == 4)
        relay.stop()
    }

    @Test func `who knows no password may not`() async throws {
        let relay = try await PostfixRelay.start()
        for port in [\PostfixRelay.Ports.submission, \.smtps] {
            var client = relay.swaks(port)
            #expect(try await client.send(to: leader).has(reply: "554 5.7.1"))
            for (mechanism, user, password) in [
                ("PLAIN", "tandem", "a guess"), ("LOGIN", "tandem", "a guess"), ("PLAIN", "nobody", "a guess"),
            ] {
                client.login = Swaks.Login(mechanism, user: user, password: password)
                let dialogue = try await client.send(to: leader)
                #expect(dialogue.has(reply: "535 5.7.8"), "\(dialogue.transcript)")
                #expect(dialogue.status == 28)
            }
        }
        #expect(relay.queued == 0)
        #expect(try relay.letters().isEmpty)
        relay.stop()
    }

    @Test func `nothing but STARTTLS is taken in clear for submission`() async throws {
        let relay = try await PostfixRelay.start()
        var client = relay.swaks(\.submission)
        client.security = .none
        client.authorityFile = nil
        let (user, password) = try #require(PostfixRelay.Settings().accounts.first)
        #expect(try await client.send(to: leader).has(reply: "530 5.7.0 Must issue a STARTTLS command first"))
        client.login = Swaks.Login("PLAIN", user: user, password: password)
        let dialogue = try await client.send(to: leader)
        #expect(!dialogue.has(reply: "250-AUTH"))
        #expect(dialogue.status == 28)
        // Not offered is not yet refused; swaks keeps to the offer.
        let secret = Data("\0\(user)\0\(password)".utf8).base64EncodedString()
        for port in [relay.ports.submission, relay.ports.relay] {
            let insistent = "printf 'EHLO a.example\\r\\nAUTH PLAIN \(secret)\\r\\nQUIT\\r\\n' >&3; cat <&3"
            let answers = try await Command.result(
                of: "bash",
                ["-c", "exec 3<>/dev/tcp/127.0.0.1/\(port); \(insistent)"]
            ).text
            #expect(answers.contains(port == relay.ports.submission ? "\n530 5.7.0" : "\n503 5.5.1"), "\(answers)")
            #expect(!answers.contains("\n235"))
        }
        relay.stop()
    }

    @Test func `an unknown pair is turned away at first`() async throws {
        var settings = PostfixRelay.Settings()
        settings.greylisting = .tries(2)
        settings.fates = ["gone@albertslund.example": .unknown]
        let relay = try await PostfixRelay.start(settings)
        var client = relay.swaks()
        for _ in 1...2 {
            let dialogue = try await client.send(to: leader)
            #expect(dialogue.has(reply: "450 4.2.0 <\(leader)>: Recipient address rejected: Greylisted"))
            #expect(dialogue.status == 24)
        }
        #expect(try await client.send(to: leader).status == 0)
        #expect(try await client.send(to: leader).status == 0)
        #expect(try await client.send(to: "ole@albertslund.example").status == 24)
        #expect(try await client.send(to: "gone@albertslund.example").has(reply: "550 5.1.1"))
        client.sender = "other@glostrup.example"
        #expect(try await client.send(to: leader).status == 24)
        #expect(
            relay.greylist?.tries == [
                .init(sender: returns, recipient: leader): 4,
                .init(sender: returns, recipient: "ole@albertslund.example"): 1,
                .init(sender: "other@glostrup.example", recipient: leader): 1,
            ]
        )
        try await relay.drain()
        #expect(try relay.letters().count == 2)
        relay.stop()
    }

    @Test func `an unknown pair may be turned away for a time`() async throws {
        var settings = PostfixRelay.Settings()
        settings.greylisting = .time(.seconds(1))
        let relay = try await PostfixRelay.start(settings)
        let start = ContinuousClock.now
        #expect(try await relay.swaks().send(to: leader).status == 24)
        while try await relay.swaks().send(to: leader).status != 0 {
            try #require(ContinuousClock.now - start < .seconds(60))
        }
        #expect(ContinuousClock.now - start >= .seconds(1))
        try await relay.arrivals(1)
        relay.stop()
    }

    @Test func `nobody is there, or not for us`() async throws {
        var settings = PostfixRelay.Settings()
        settings.fates = [
            "gone@albertslund.example": .unknown, "closed@albertslund.example": .refused("5.7.1 not from you"),
            "full@albertslund.example": .refused("4.2.2 mailbox full"),
        ]
        let relay = try await PostfixRelay.start(settings)
        for (recipient, reply) in [
            (
                "gone@albertslund.example",
                "550 5.1.1 <gone@albertslund.example>: Recipient address rejected: User unknown"
            ),
            ("gone+more@albertslund.example", "550 5.1.1"),
            ("Closed@Albertslund.example", "550 5.7.1"),
            ("full@albertslund.example", "450 4.2.2"),
            ("somebody@elsewhere.test", "554 5.7.1"),
        ] {
            let dialogue = try await relay.swaks().send(to: recipient)
            #expect(dialogue.has(reply: reply), "\(dialogue.transcript)")
            #expect(dialogue.status == 24)
        }
        #expect(try await relay.swaks().send(to: "undergone@albertslund.example").status == 0)
        try await relay.drain()
        #expect(try relay.letters().count == 1)
        relay.stop()
    }

    @Test func `two relays go side by side, and nothing remains of one that is stopped`() async throws {
        let relays = [try await PostfixRelay.start(), try await PostfixRelay.start()]
        for (index, relay) in relays.enumerated() {
            #expect(try await relay.swaks().send(to: leader, messageID: "<\(index)@x.example>").status == 0)
        }
        for (index, relay) in relays.enumerated() {
            try await relay.drain()
            #expect(try relay.copies == ["<\(index)@x.example>": 1])
        }
        relays[0].stop()
        #expect(!FileManager.default.fileExists(atPath: relays[0].maildir()))
        #expect(try await Swaks(port: relays[0].ports.relay).send(to: leader).status == 2)  // no connection
        #expect(try await relays[1].swaks().send(to: leader).status == 0)
        relays[1].stop()
    }
}
