import CourseTesting
import Mail
import NIOPosix
import Testing

/// Our sessions with a real relay.
@Suite(.serialized, .enabled(if: PostfixRelay.absence == nil, "\(PostfixRelay.absence ?? "")"))
struct RelayedSessionTests {
    private let group = MultiThreadedEventLoopGroup.singleton

    private func settings(
        _ relay: PostfixRelay,
        port: KeyPath<PostfixRelay.Ports, Int> = \.relay
    ) -> SMTPSettings {
        SMTPSettings(
            host: "127.0.0.1",
            port: relay.ports[keyPath: port],
            security: port == \.smtps ? .implicitTLS : .startTLSRequired,
            authorityFile: relay.authority.file
        )
    }

    private func letter(
        _ tag: Int64,
        to recipient: String = "lone@albertslund.example",
        body: String = "Hej.\r\n"
    ) -> Envelope {
        Envelope(
            sender: "bounce+\(tag)@glostrup.example",
            recipient: recipient,
            message: [UInt8]("Message-ID: <\(tag)@x.example>\r\nSubject: A letter\r\n\r\n\(body)".utf8),
            tag: tag
        )
    }

    /// What the server said to a letter that it did not take, and what that means.
    private func refusal(_ delivery: Delivery?) -> (reply: SMTPReply, phase: SMTPPhase, failure: FailureClass)? {
        guard case .refused(let reply, let phase, let failure) = delivery?.outcome else { return nil }
        return (reply, phase, failure)
    }

    private func isAccepted(_ delivery: Delivery?) -> Bool {
        if case .accepted = delivery?.outcome { true } else { false }
    }

    @Test func `letters go under TLS into the Maildir, each once and to the octet`() async throws {
        let relay = try await PostfixRelay.start()
        let session = try await SMTPSession.open(settings(relay), on: group)
        let body =
            ".\r\n..\r\n.et punktum\r\nÆøå, \u{1F600}\r\n\(String(repeating: "x", count: 998))\r\nfra \r\nFrom A\r\n\r\n"
        let done = await session.deliver((1...50).map { letter($0, body: body) })
        await session.close()
        #expect(done.count == 50)
        #expect(done.allSatisfy { isAccepted($0) }, "\(done)")
        try await relay.drain()
        let letters = try relay.letters()
        #expect(try relay.copies.count == 50)
        #expect(letters.count == 50)
        for letter in letters { #expect(letter.body == body.replacing("\r\n", with: "\n")) }
        #expect(relay.log.contains("starttls=1"))
        relay.stop()
    }

    @Test func `a certificate from elsewhere is none`() async throws {
        let relay = try await PostfixRelay.start()
        let folder = try TemporaryFolder()
        var wrong = settings(relay)
        wrong.authorityFile = try TestAuthority(in: folder.path).file
        let fault = await #expect(throws: RouteFault.self) { try await SMTPSession.open(wrong, on: group) }
        #expect(fault?.code == .tlsFailed)
        var implicit = settings(relay, port: \.smtps)
        implicit.authorityFile = wrong.authorityFile
        let other = await #expect(throws: RouteFault.self) { try await SMTPSession.open(implicit, on: group) }
        #expect(other?.code == .tlsFailed)
        relay.stop()
    }

    @Test func `a greylisted letter is put off and taken the next time, once`() async throws {
        var greylisting = PostfixRelay.Settings()
        greylisting.greylisting = .tries(1)
        let relay = try await PostfixRelay.start(greylisting)
        let session = try await SMTPSession.open(settings(relay), on: group)
        let letters = (1...5).map { letter($0, to: "r\($0)@albertslund.example") }
        for delivery in await session.deliver(letters) {
            let (reply, phase, failure) = try #require(refusal(delivery))
            #expect(failure == .transient)
            #expect(reply.description == "450 4.2.0")
            #expect(phase == .recipient)
        }
        #expect(await session.deliver(letters).allSatisfy { isAccepted($0) })
        await session.close()
        try await relay.drain()
        #expect(try relay.copies == Dictionary(uniqueKeysWithValues: (1...5).map { ("<\($0)@x.example>", 1) }))
        relay.stop()
    }

    @Test func `who is not there is not there, and the others get theirs`() async throws {
        var settings = PostfixRelay.Settings()
        settings.fates = [
            "gone@albertslund.example": .unknown, "closed@albertslund.example": .refused("5.7.1 not you"),
        ]
        let relay = try await PostfixRelay.start(settings)
        let session = try await SMTPSession.open(self.settings(relay), on: group)
        let done = await session.deliver([
            letter(1), letter(2, to: "gone@albertslund.example"), letter(3, to: "closed@albertslund.example"),
            letter(4),
        ])
        await session.close()
        let byTag = Dictionary(uniqueKeysWithValues: done.map { ($0.tag, $0) })
        for (tag, status, meaning) in [(2, "550 5.1.1", .address), (3, "550 5.7.1", .policy)]
            as [(Int64, String, FailureClass)]
        {
            let (reply, phase, failure) = try #require(refusal(byTag[tag]))
            #expect(failure == meaning)
            #expect(reply.description == status)
            #expect(phase == .recipient)
        }
        #expect(isAccepted(byTag[1]))
        #expect(isAccepted(byTag[4]))
        try await relay.drain()
        #expect(try relay.copies == ["<1@x.example>": 1, "<4@x.example>": 1])
        relay.stop()
    }

    @Test func `a letter too large is refused and leaves the others alone`() async throws {
        var small = PostfixRelay.Settings()
        small.largestMessage = 20_000
        let relay = try await PostfixRelay.start(small)
        let session = try await SMTPSession.open(settings(relay), on: group)
        let large = String(repeating: "en lang linje\r\n", count: 2000)
        let done = await session.deliver([letter(1), letter(2, body: large), letter(3)])
        await session.close()
        let (reply, _, failure) = try #require(refusal(done.first { $0.tag == 2 }))
        #expect(failure == .letter)
        #expect(reply.code == 552)
        try await relay.drain()
        #expect(try relay.copies == ["<1@x.example>": 1, "<3@x.example>": 1])
        relay.stop()
    }

    @Test func `a report of Postfix names the letter by its envelope id and brings the header only`() async throws {
        var failing = PostfixRelay.Settings()
        failing.fates = ["gone@albertslund.example": .undeliverable("5.1.1 nobody of that name")]
        let relay = try await PostfixRelay.start(failing)
        let session = try await SMTPSession.open(settings(relay), on: group)
        let envelope = Envelope(
            sender: "bounce+token@glostrup.example",
            recipient: "gone@albertslund.example",
            message: [UInt8]("Message-ID: <1@x.example>\r\nSubject: A letter\r\n\r\nNobody else's business.\r\n".utf8),
            tag: 1,
            envelopeID: "a+b=c"
        )
        #expect(await session.deliver([envelope]).allSatisfy { isAccepted($0) })
        await session.close()
        let report = try #require(try await relay.arrivals(1, in: .reports).first)
        #expect(report.text.contains("\nOriginal-Envelope-Id: a+b=c\n"), "\(report.text)")
        #expect(report.text.contains("\nContent-Type: text/rfc822-headers\n"))
        #expect(report.text.contains("\nMessage-ID: <1@x.example>\n"))
        #expect(!report.text.contains("business"))
        relay.stop()
    }
}
