import CourseTesting
import Foundation
import NIOCore
import NIOPosix
import Testing

@testable import Mail

/// Relays that no manual shows: each is one clear line, and nothing hangs or grows.
struct BadRelayTests {
    private let group = MultiThreadedEventLoopGroup.singleton

    private func fault(
        of stub: SMTPStub,
        _ security: SMTPSettings.Security = .none,
        authority: String? = nil,
        timeouts: SMTPTimeouts = SMTPTimeouts()
    ) async -> RouteFault? {
        let settings = SMTPSettings(
            host: "localhost",
            port: stub.port,
            security: security,
            authorityFile: authority,
            timeouts: timeouts
        )
        let fault = await #expect(throws: RouteFault.self) { try await SMTPSession.open(settings, on: group) }
        #expect(stub.received.isEmpty)
        await stub.stop()
        return fault
    }

    @Test func `nonsense is told without repeating it`() async throws {
        let stub = try await SMTPStub.start(.init(.init(at: .banner, doing: .nonsense)))
        #expect(await "\(fault(of: stub) as Any)".contains("OpenSSH") == false)
        let again = try await SMTPStub.start(.init(.init(at: .hello, doing: .nonsense)))
        #expect(await fault(of: again)?.description == "nonsense at hello (a line does not begin with a reply code)")
    }

    @Test func `ten megabytes without a line end are not waited for`() async throws {
        let flood = SMTPStub.Action.raw([UInt8](repeating: UInt8(ascii: "2"), count: 10 << 20))
        let stub = try await SMTPStub.start(.init(.init(at: .banner, doing: flood)))
        #expect(await fault(of: stub)?.description == "nonsense at greeting (a line is longer than 4096 octets)")
    }

    @Test func `a greeting of ten megabytes in lines is given up too`() async throws {
        let line = "220-" + String(repeating: "x", count: 995) + "\r\n"
        let flood = SMTPStub.Action.raw(Array(String(repeating: line, count: 10_000).utf8))
        let stub = try await SMTPStub.start(.init(.init(at: .banner, doing: flood)))
        #expect(await fault(of: stub)?.description == "nonsense at greeting (a reply is longer than 65536 octets)")
    }

    @Test func `silence is told when its time is up`() async throws {
        let stub = try await SMTPStub.start(.init(.init(at: .banner, doing: .stall)))
        var timeouts = SMTPTimeouts()
        timeouts.greeting = .milliseconds(200)
        #expect(await fault(of: stub, timeouts: timeouts)?.description == "timed-out at greeting")
    }

    @Test func `a connection that is not taken up is told when its time is up`() async throws {
        let deaf = try DeafListener()
        var settings = SMTPSettings(host: "127.0.0.1", port: deaf.port, security: .none)
        settings.timeouts.connect = .milliseconds(300)
        let fault = await #expect(throws: RouteFault.self) { try await SMTPSession.open(settings, on: group) }
        #expect(fault?.description == "unreachable at connect (no answer in time)")
    }

    @Test func `accepted and closed is told`() async throws {
        let stub = try await SMTPStub.start(.init(.init(at: .connect, doing: .disconnect)))
        let fault = await fault(of: stub)
        #expect(fault?.code == .disconnected && fault?.phase == .greeting)
    }

    @Test(
        arguments: [
            ("expired", "the certificate has expired"), ("another name", "the certificate is for another name"),
            ("unknown authority", "the certificate comes from no authority that is trusted here"),
        ],
        [SMTPSettings.Security.startTLSRequired, .implicitTLS]
    )
    func `a certificate that does not verify is told by what is wrong with it`(
        trouble: (kind: String, words: String),
        security: SMTPSettings.Security
    ) async throws {
        let folder = try TemporaryFolder()
        let authority = try TestAuthority(
            in: folder.path,
            names: trouble.kind == "another name" ? "DNS:other.example" : TestAuthority.here,
            days: trouble.kind == "expired" ? -1 : 2
        )
        let stub = try await SMTPStub.start(tls: authority.server, isImplicit: security == .implicitTLS)
        let trusted = trouble.kind == "unknown authority" ? try TestAuthority.shared().file : authority.file
        let fault = await fault(of: stub, security, authority: trusted)
        #expect(fault?.description == "tls-failed at handshake (\(trouble.words))")
    }

    @Test func `what is no TLS is told as such`() async throws {
        let stub = try await SMTPStub.start(.init(.init(at: .banner, doing: .nonsense)))
        let fault = await fault(of: stub, .implicitTLS)
        #expect(fault?.code == .tlsFailed && fault?.phase == .handshake)
        #expect(fault?.detail == "the handshake failed: WRONG_VERSION_NUMBER")
    }

    /// The replies that the client must not take for the ones after TLS: among them an offer of AUTH.
    @Test func `plaintext after the 220 to STARTTLS is thrown away`() async throws {
        let folder = try TemporaryFolder()
        let authority = try TestAuthority.shared()
        var behaviour = SMTPStub.Behaviour()
        behaviour.injectedBeforeTLS = "250-stub.example\r\n250-AUTH PLAIN\r\n250-SIZE 1\r\n250 HELP\r\n235 ok\r\n25"
        let stub = try await SMTPStub.start(behaviour, tls: authority.server)
        try "hemmelig".write(toFile: "\(folder.path)/secret", atomically: true, encoding: .utf8)
        var settings = SMTPSettings(host: "localhost", port: stub.port, security: .startTLSRequired)
        settings.authorityFile = authority.file
        settings.credentials = SMTPCredentials(user: "kursus", secret: .file("\(folder.path)/secret"))
        let fault = await #expect(throws: RouteFault.self) { try await SMTPSession.open(settings, on: group) }
        #expect(fault?.code == .authUnavailable)
        #expect(stub.commands.filter { $0.hasPrefix("EHLO") }.count == 2)
        #expect(!stub.commands.contains { $0.hasPrefix("AUTH") })
        await stub.stop()
    }

    @Test(arguments: [false, true])
    func `a server that stops reading is given up, and the letter is certainly not with it`(
        isSecured: Bool
    ) async throws {
        let authority = try TestAuthority.shared()
        let behaviour = SMTPStub.Behaviour(.init(at: .data, doing: .deafness))
        let stub = try await SMTPStub.start(behaviour, tls: isSecured ? authority.server : nil)
        var settings = SMTPSettings(host: "localhost", port: stub.port, security: isSecured ? .startTLSRequired : .none)
        settings.authorityFile = isSecured ? authority.file : nil
        settings.timeouts.dataBlock = .milliseconds(500)
        let session = try await SMTPSession.open(settings, on: group)
        let large = [UInt8](repeating: UInt8(ascii: "x"), count: 12 << 20)
        let done = await session.deliver([
            Envelope(sender: "", recipient: "r@b.example", message: large, tag: 1),
            Envelope(sender: "", recipient: "r@b.example", message: [], tag: 2),
        ])
        #expect(done.map(\.outcome) == Array(repeating: .routeFault(RouteFault(.timedOut, at: .content)), count: 2))
        await session.close()
        await stub.stop()
    }

    @Test(arguments: [false, true])
    func `a letter of many blocks arrives whole`(isSecured: Bool) async throws {
        let authority = try TestAuthority.shared()
        let stub = try await SMTPStub.start(tls: isSecured ? authority.server : nil)
        var settings = SMTPSettings(host: "localhost", port: stub.port, security: isSecured ? .startTLSRequired : .none)
        settings.authorityFile = isSecured ? authority.file : nil
        let session = try await SMTPSession.open(settings, on: group)
        var random = SplitMix64(seed: 3)
        let lines = (0..<4000).map { _ in String(repeating: ".ab", count: Int.random(in: 0...50, using: &random)) }
        let message = Array((lines.joined(separator: "\r\n") + "\r\n").utf8)
        #expect(message.count > 3 * SMTPChannelHandler.block)
        let done = await session.deliver(
            (1...3).map { Envelope(sender: "", recipient: "r@b.example", message: message, tag: $0) }
        )
        await session.close()
        for delivery in done {
            guard case .accepted = delivery.outcome else {
                Issue.record("\(delivery.outcome)")
                continue
            }
        }
        #expect(stub.received.map(\.bytes) == Array(repeating: message, count: 3))
        await stub.stop()
    }

    @Test func `a delivery whose task is cancelled is settled at once`() async throws {
        let stub = try await SMTPStub.start(.init(.init(at: .recipient, doing: .stall)))
        let settings = SMTPSettings(host: "localhost", port: stub.port, security: .none)
        let session = try await SMTPSession.open(settings, on: group)
        let done = await withTaskGroup(of: [Delivery].self) { group in
            group.addTask {
                await session.deliver([Envelope(sender: "", recipient: "r@b.example", message: [], tag: 1)])
            }
            while !stub.commands.contains(where: { $0.hasPrefix("RCPT") }) { await Task.yield() }
            group.cancelAll()
            return await group.next() ?? []
        }
        guard case .routeFault(let fault) = done.first?.outcome else {
            Issue.record("\(done)")
            return
        }
        #expect(done.count == 1 && fault.code == .disconnected && fault.detail == "closed on our side")
        await session.close()
        await stub.stop()
    }

    @Test func `an idle session that is old enough leaves by itself`() async throws {
        let stub = try await SMTPStub.start()
        var settings = SMTPSettings(host: "localhost", port: stub.port, security: .none)
        settings.longestSession = .milliseconds(500)
        let session = try await SMTPSession.open(settings, on: group)
        while session.isUsable { await Task.yield() }
        await session.close()
        #expect(stub.commands.last == "QUIT")
        await stub.stop()
    }
}
