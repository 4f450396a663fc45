import CourseTesting
import Foundation
import Mail
import NIOPosix
import Testing

/// Our sessions sign in to a real relay, Postfix with Cyrus SASL.
@Suite(.serialized, .enabled(if: PostfixRelay.absence == nil, "\(PostfixRelay.absence ?? "")"))
struct RelayedSignInTests {
    private let group = MultiThreadedEventLoopGroup.singleton
    private let folder: TemporaryFolder

    init() throws { folder = try TemporaryFolder() }

    private func settings(
        _ relay: PostfixRelay,
        _ port: KeyPath<PostfixRelay.Ports, Int>,
        _ mechanism: SMTPCredentials.Mechanism?,
        secret: String
    ) throws -> SMTPSettings {
        let file = "\(folder.path)/secret"
        try "\(secret)\n".write(toFile: file, atomically: true, encoding: .utf8)
        return SMTPSettings(
            host: "127.0.0.1",
            port: relay.ports[keyPath: port],
            security: port == \.smtps ? .implicitTLS : .startTLSRequired,
            authorityFile: relay.authority.file,
            credentials: SMTPCredentials(mechanism: mechanism, user: "tandem", secret: .file(file))
        )
    }

    private let letter = Envelope(
        sender: "bounce+token@glostrup.example",
        recipient: "lone@albertslund.example",
        message: [UInt8]("Message-ID: <1@x.example>\r\nSubject: A letter\r\n\r\nHej.\r\n".utf8),
        tag: 1
    )

    @Test func `a relay that asks for a password takes letters under it, whatever the mechanism`() async throws {
        let relay = try await PostfixRelay.start()
        let secret = try #require(PostfixRelay.Settings().accounts["tandem"])
        for port in [\PostfixRelay.Ports.submission, \.smtps] {
            for mechanism in [nil, .plain, .login] as [SMTPCredentials.Mechanism?] {
                let session = try await SMTPSession.open(
                    try settings(relay, port, mechanism, secret: secret),
                    on: group
                )
                guard case .accepted = await session.deliver([letter]).first?.outcome else {
                    Issue.record("\(relay.log)")
                    continue
                }
                await session.close()
            }
        }
        try await relay.drain()
        #expect(try relay.copies == ["<1@x.example>": 6])
        relay.stop()
    }

    @Test func `a wrong password, and a mechanism that the relay lacks, are the route's fault`() async throws {
        let relay = try await PostfixRelay.start()
        for port in [\PostfixRelay.Ports.submission, \.smtps] {
            for (mechanism, code) in [(.plain, .authFailed), (.login, .authFailed), (.xoauth2, .authUnavailable)]
                as [(SMTPCredentials.Mechanism, RouteFault.Code)]
            {
                let wrong = try settings(relay, port, mechanism, secret: "a guess")
                let fault = await #expect(throws: RouteFault.self) { try await SMTPSession.open(wrong, on: group) }
                #expect(fault?.code == code)
                if code == .authFailed { #expect(fault?.reply?.description == "535 5.7.8") }
            }
        }
        #expect(relay.queued == 0)
        relay.stop()
    }

    @Test func `a relay that wants a password takes no letter without one, and blames none`() async throws {
        let relay = try await PostfixRelay.start()
        var nobody = try settings(relay, \.submission, nil, secret: "")
        nobody.credentials = nil
        do {
            let session = try await SMTPSession.open(nobody, on: group)
            guard case .refused(let reply, _, let failure) = await session.deliver([letter]).first?.outcome else {
                Issue.record("the relay has taken a letter, or the session its refusal for the route's fault")
                return
            }
            // Postfix's words are those of any refusal: 554 5.7.1 Access denied.
            #expect(reply.description == "554 5.7.1")
            #expect(failure == .policy)
            await session.close()
        } catch let fault {
            #expect(fault.code == .authUnavailable)
        }
        #expect(relay.queued == 0)
        relay.stop()
    }
}
