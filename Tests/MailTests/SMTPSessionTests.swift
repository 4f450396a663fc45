import CourseTesting
import Foundation
import NIOCore
import NIOPosix
import Synchronization
import Testing

@testable import Mail

/// Sessions over real sockets against the stub.
struct SMTPSessionTests {
    private let group = MultiThreadedEventLoopGroup.singleton

    private func settings(
        _ stub: SMTPStub,
        _ security: SMTPSettings.Security = .none,
        authority: String? = nil,
        host: String = "127.0.0.1"
    ) -> SMTPSettings {
        SMTPSettings(host: host, port: stub.port, security: security, authorityFile: authority)
    }

    private func letters(_ count: Int) -> [Envelope] {
        (1...count).map { tag in
            let text = "Message-ID: <\(tag)@a.example>\r\nSubject: \(tag)\r\n\r\n.dot\r\n..\r\nText \(tag)\r\n"
            return Envelope(
                sender: "bounce@a.example",
                recipient: "r\(tag)@b.example",
                message: Array(text.utf8),
                tag: Int64(tag)
            )
        }
    }

    @Test(arguments: [true, false])
    func `letters arrive once each, byte for byte, in one session`(pipelining: Bool) async throws {
        var behaviour = SMTPStub.Behaviour()
        behaviour.offersPipelining = pipelining
        let stub = try await SMTPStub.start(behaviour)
        let session = try await SMTPSession.open(settings(stub), on: group)
        let batch = letters(50)
        let told = Mutex<[Int64]>([])
        let done = await session.deliver(batch) { _ in
            true
        } onAccepted: { tag in
            told.withLock { $0.append(tag) }
        }
        let more = await session.deliver(letters(1))
        #expect(session.isUsable)
        await session.close()
        #expect(!session.isUsable)
        #expect(done.map(\.tag) == batch.map(\.tag))
        for delivery in done + more {
            guard case .accepted(let reply) = delivery.outcome else {
                Issue.record("\(delivery.outcome)")
                continue
            }
            #expect(reply.enhanced == EnhancedStatus(2, 0, 0))
        }
        #expect(told.withLock { $0 } == batch.map(\.tag))
        #expect(stub.received.prefix(50).map(\.bytes) == batch.map(\.message))
        #expect(stub.received.prefix(50).map(\.recipients) == batch.map { [$0.recipient] })
        #expect(stub.received.allSatisfy { $0.sender == "bounce@a.example" && !$0.isSecured })
        #expect(stub.copies["<1@a.example>"] == 2)
        #expect(stub.sessions == 1)
        #expect(stub.commands.last == "QUIT")
        await stub.stop()
    }

    @Test func `STARTTLS secures the session and what was injected before it is not read`() async throws {
        let authority = try TestAuthority.shared()
        var behaviour = SMTPStub.Behaviour()
        behaviour.injectedBeforeTLS = "250-evil\r\n250 SIZE 1\r\n"
        let stub = try await SMTPStub.start(behaviour, tls: authority.server)
        let required = settings(stub, .startTLSRequired, authority: authority.file, host: "localhost")
        let session = try await SMTPSession.open(required, on: group)
        let done = await session.deliver(letters(3))
        await session.close()
        for delivery in done {
            guard case .accepted = delivery.outcome else {
                Issue.record("\(delivery.outcome)")
                continue
            }
        }
        #expect(done.count == 3)
        #expect(stub.received.map(\.isSecured) == [true, true, true])
        #expect(stub.commands.filter { $0.hasPrefix("EHLO") }.count == 2)
        await stub.stop()
    }

    @Test func `implicit TLS secures the session from the first byte, by address too`() async throws {
        let authority = try TestAuthority.shared()
        let stub = try await SMTPStub.start(tls: authority.server, isImplicit: true)
        let session = try await SMTPSession.open(settings(stub, .implicitTLS, authority: authority.file), on: group)
        let done = await session.deliver(letters(1))
        await session.close()
        #expect(done.count == 1)
        #expect(stub.received.map(\.isSecured) == [true])
        #expect(stub.commands.filter { $0.hasPrefix("EHLO") }.count == 1)
        await stub.stop()
    }

    @Test(arguments: [SMTPSettings.Security.startTLSRequired, .implicitTLS])
    func `a certificate for another name, or of another authority, stops the session`(
        security: SMTPSettings.Security
    ) async throws {
        let folder = try TemporaryFolder()
        let authority = try TestAuthority(in: folder.path, names: "DNS:other.example")
        let stub = try await SMTPStub.start(tls: authority.server, isImplicit: security == .implicitTLS)
        for file in [authority.file, nil] {
            let wanted = settings(stub, security, authority: file, host: "localhost")
            let fault = await #expect(throws: RouteFault.self) { try await SMTPSession.open(wanted, on: group) }
            #expect(fault?.code == .tlsFailed)
            #expect(fault?.phase == .handshake)
        }
        #expect(stub.received.isEmpty)
        await stub.stop()
    }

    @Test func `TLS where it is offered takes any certificate, and goes on without where it is not`() async throws {
        let folder = try TemporaryFolder()
        let authority = try TestAuthority(in: folder.path, names: "DNS:other.example")
        for tls in [authority.server, nil] {
            let stub = try await SMTPStub.start(tls: tls)
            let session = try await SMTPSession.open(settings(stub, .startTLSIfOffered), on: group)
            _ = await session.deliver(letters(1))
            await session.close()
            #expect(stub.received.map(\.isSecured) == [tls != nil])
            await stub.stop()
        }
    }

    @Test func `an authority file that is none is told at once`() throws {
        let fault = #expect(throws: RouteFault.self) {
            try SMTPRoute(SMTPSettings(host: "localhost", security: .startTLSRequired, authorityFile: "/nowhere.pem"))
        }
        #expect(fault?.detail.contains("/nowhere.pem") == true)
    }

    @Test func `nobody listening is unreachable`() async throws {
        // Not the port of a stub that has stopped: another test may have it by now.
        let nobody = try DeafListener(refuses: true)
        let settings = SMTPSettings(host: "127.0.0.1", port: nobody.port, security: .none)
        let fault = await #expect(throws: RouteFault.self) { try await SMTPSession.open(settings, on: group) }
        #expect(fault?.description == "unreachable at connect (Connection refused)")
    }

    /// What opening comes to when the server misbehaves.
    @Test(
        arguments: [
            (SMTPStub.Phase.banner, SMTPStub.Action.reply("554 5.7.1 go away"), RouteFault.Code.refused),
            (.banner, .reply("421 4.3.2 later"), .closing),
            (.banner, .raw([UInt8](repeating: 0x78, count: 100_000)), .nonsense),
            (.banner, .disconnect, .disconnected),
            (.banner, .stall, .timedOut),
            (.hello, .reply("451 4.3.0 later"), .refused),
            (.hello, .disconnect, .disconnected),
            (.hello, .stall, .timedOut),
        ] as [(SMTPStub.Phase, SMTPStub.Action, RouteFault.Code)]
    )
    func `a server that will not begin is the route's fault`(
        phase: SMTPStub.Phase,
        fault: SMTPStub.Action,
        code: RouteFault.Code
    ) async throws {
        var behaviour = SMTPStub.Behaviour()
        behaviour.faults[phase] = fault
        let stub = try await SMTPStub.start(behaviour)
        var hasty = settings(stub)
        if fault == .stall { hasty.timeouts = SMTPTimeouts(hastyAt: phase) }
        let thrown = await #expect(throws: RouteFault.self) { try await SMTPSession.open(hasty, on: group) }
        #expect(thrown?.code == code)
        #expect(thrown?.phase == (phase == .banner ? .greeting : .hello))
        await stub.stop()
    }

    @Test(arguments: [true, false], [SMTPStub.Phase.mail, .recipient, .data, .content])
    func `a letter refused at any phase leaves the others alone`(pipelining: Bool, phase: SMTPStub.Phase) async throws {
        var behaviour = SMTPStub.Behaviour()
        behaviour.offersPipelining = pipelining
        behaviour.faults[phase] = .reply("450 4.2.0 later")
        behaviour.faultsLeft = 1
        let stub = try await SMTPStub.start(behaviour)
        let session = try await SMTPSession.open(settings(stub), on: group)
        let done = await session.deliver(letters(3))
        await session.close()
        guard case .refused(let reply, _, .transient) = done.first(where: { $0.tag == 1 })?.outcome else {
            Issue.record("\(done)")
            return
        }
        #expect(reply.code == 450)
        #expect(stub.copies == ["<2@a.example>": 1, "<3@a.example>": 1])
        await stub.stop()
    }

    @Test(arguments: [SMTPStub.Phase.mail, .recipient, .data, .content], [SMTPStub.Action.disconnect, .stall])
    func `a connection that breaks or stalls leaves only a sent letter uncertain`(
        phase: SMTPStub.Phase,
        fault: SMTPStub.Action
    ) async throws {
        var behaviour = SMTPStub.Behaviour()
        behaviour.faults[phase] = fault
        behaviour.onlyRecipientsHolding = phase == .mail ? "" : "r2@"
        let stub = try await SMTPStub.start(behaviour)
        var hasty = settings(stub)
        if fault == .stall { hasty.timeouts = SMTPTimeouts(hastyAt: phase) }
        let session = try await SMTPSession.open(hasty, on: group)
        let done = await session.deliver(letters(3))
        #expect(done.map(\.tag).sorted() == [1, 2, 3])
        for delivery in done {
            switch delivery.outcome {
            case .accepted: #expect(delivery.tag == 1)
            case .uncertain(let why):
                #expect(delivery.tag == 2 && phase == .content)
                #expect(why.code == (fault == .stall ? .timedOut : .disconnected))
            case .routeFault(let why):
                #expect(delivery.tag == 3 || phase != .content)
                #expect(why.code == (fault == .stall ? .timedOut : .disconnected))
            default: Issue.record("\(delivery.outcome)")
            }
        }
        #expect(!session.isUsable)
        #expect(stub.received.count <= 1)
        await session.close()
        await stub.stop()
    }

    @Test func `a server that restarts between batches costs nothing but the session`() async throws {
        let stub = try await SMTPStub.start()
        let session = try await SMTPSession.open(settings(stub), on: group)
        _ = await session.deliver(letters(1))
        await stub.dropConnections()
        let done = await session.deliver(letters(2))
        #expect(done.map(\.outcome) == [.notSent(.sessionOver), .notSent(.sessionOver)])
        #expect(stub.received.count == 1)
        await stub.stop()
    }

    @Test func `an old session takes no further letter`() async throws {
        let stub = try await SMTPStub.start()
        var brief = settings(stub)
        brief.longestSession = .zero
        let session = try await SMTPSession.open(brief, on: group)
        let done = await session.deliver(letters(1))
        #expect(done.map(\.outcome) == [.notSent(.sessionOver)])
        await session.close()
        await stub.stop()
    }

    @Test func `accepted letters are in the journal when the batch is done`() async throws {
        let folder = try TemporaryFolder()
        let stub = try await SMTPStub.start()
        let session = try await SMTPSession.open(settings(stub), on: group)
        let journal = try AcceptJournal(folder: folder.path, name: "a")
        let records = (0...20).map { AcceptRecord(token: UUID(), attempt: Int32($0), code: 250) }
        let (done, fault) = await session.deliver(letters(20), journal: journal) { records[Int($0)] }
        #expect(fault == nil)
        #expect(done.count == 20)
        let file = try FileDescriptor(opening: "\(folder.path)/a.journal", 0)
        #expect(AcceptRecord.all(in: try file.readAll()) == Array(records[1...]))
        await session.close()
        await stub.stop()
    }

    @Test(.enabled(if: SMTPSinkProcess.path != nil, "smtp-sink (Debian's package postfix) is not installed"))
    func `Postfix's sink takes what a session sends`() async throws {
        let sink = try #require(try await SMTPSinkProcess.start())
        let session = try await SMTPSession.open(
            SMTPSettings(host: "127.0.0.1", port: sink.port, security: .startTLSIfOffered),
            on: group
        )
        let done = await session.deliver(letters(200))
        await session.close()
        sink.stop()
        #expect(done.count == 200)
        for delivery in done {
            guard case .accepted = delivery.outcome else {
                Issue.record("\(delivery.outcome)")
                continue
            }
        }
    }
}
