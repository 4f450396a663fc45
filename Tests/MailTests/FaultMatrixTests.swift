import CourseTesting
import Foundation
import NIOPosix
import Testing

@testable import Mail

/// Nine phases, five faults each: what becomes of the letter that meets it, and of the one behind it.
struct FaultMatrixTests {
    /// What a fault comes to.
    enum Fate: Hashable, Sendable {
        /// No session: neither letter was begun.
        case closed(RouteFault.Code, SMTPPhase)
        /// The letter is refused; the next one passes.
        case refused(SMTPPhase, FailureClass)
        /// The session breaks: nothing is held against either letter.
        case broken(RouteFault.Code, SMTPPhase)
        /// The session breaks, and a copy of the first may be out (RFC 1047).
        case unknown(RouteFault.Code)
    }

    /// Soft reject, hard reject, disconnect, stall, nonsense.
    static let fates: [SMTPStub.Phase: [Fate]] = [
        .connect: [
            .closed(.refused, .greeting), .closed(.refused, .greeting), .closed(.disconnected, .greeting),
            .closed(.timedOut, .greeting), .closed(.nonsense, .greeting),
        ],
        .banner: [
            .closed(.refused, .greeting), .closed(.refused, .greeting), .closed(.disconnected, .greeting),
            .closed(.timedOut, .greeting), .closed(.nonsense, .greeting),
        ],
        .hello: [
            .closed(.refused, .hello), .closed(.tlsUnavailable, .hello), .closed(.disconnected, .hello),
            .closed(.timedOut, .hello), .closed(.nonsense, .hello),
        ],
        .startTLS: [
            .closed(.tlsUnavailable, .startTLS), .closed(.tlsUnavailable, .startTLS), .closed(.disconnected, .startTLS),
            .closed(.timedOut, .startTLS), .closed(.nonsense, .startTLS),
        ],
        .auth: [
            .closed(.authFailed, .authentication), .closed(.authFailed, .authentication),
            .closed(.disconnected, .authentication), .closed(.timedOut, .authentication),
            .closed(.nonsense, .authentication),
        ],
        .mail: [
            .refused(.mail, .transient), .refused(.mail, .letter), .broken(.disconnected, .mail),
            .broken(.timedOut, .mail), .broken(.nonsense, .mail),
        ],
        .recipient: [
            .refused(.recipient, .transient), .refused(.recipient, .letter), .broken(.disconnected, .recipient),
            .broken(.timedOut, .recipient), .broken(.nonsense, .recipient),
        ],
        .data: [
            .refused(.data, .transient), .refused(.data, .letter), .broken(.disconnected, .data),
            .broken(.timedOut, .data), .broken(.nonsense, .data),
        ],
        .content: [
            .refused(.content, .transient), .refused(.content, .letter), .unknown(.disconnected), .unknown(.timedOut),
            .unknown(.nonsense),
        ],
    ]

    private static let letters = (1...2).map { tag in
        Envelope(
            sender: "s@a.example",
            recipient: "r\(tag)@b.example",
            message: Array("Message-ID: <\(tag)@a.example>\r\n\r\nx\r\n".utf8),
            tag: Int64(tag)
        )
    }

    @Test(arguments: SMTPStub.Fault.phases, [true, false])
    func `each fault comes to what the table says`(phase: SMTPStub.Phase, pipelining: Bool) async throws {
        let folder = try TemporaryFolder()
        let authority = try TestAuthority.shared()
        try "hemmelig".write(toFile: "\(folder.path)/secret", atomically: true, encoding: .utf8)
        let fates = try #require(Self.fates[phase])
        #expect(fates.count == SMTPStub.Fault.actions.count)
        for (action, fate) in zip(SMTPStub.Fault.actions, fates) {
            var behaviour = SMTPStub.Behaviour(SMTPStub.Fault(at: phase, doing: action), times: 1)
            behaviour.offersPipelining = pipelining
            behaviour.keepsUnanswered = true
            behaviour.mechanisms = ["PLAIN"]
            behaviour.accounts = ["kursus": "hemmelig"]
            let stub = try await SMTPStub.start(behaviour, tls: authority.server)
            let settings = SMTPSettings(
                host: "localhost",
                port: stub.port,
                security: .startTLSRequired,
                authorityFile: authority.file,
                credentials: SMTPCredentials(user: "kursus", secret: .file("\(folder.path)/secret")),
                timeouts: action == .stall ? SMTPTimeouts(hastyAt: phase) : SMTPTimeouts()
            )
            await check(fate, "\(action)", settings, stub)
            await stub.stop()
        }
    }

    private func check(_ fate: Fate, _ action: String, _ settings: SMTPSettings, _ stub: SMTPStub) async {
        let group = MultiThreadedEventLoopGroup.singleton
        let session: SMTPSession
        do throws(RouteFault) {
            session = try await SMTPSession.open(settings, on: group)
        } catch {
            #expect(fate == .closed(error.code, error.phase), "\(action)")
            #expect(stub.received.isEmpty)
            return
        }
        let done = await session.deliver(Self.letters)
        #expect(done.map(\.tag).sorted() == [1, 2])
        let first = done.first { $0.tag == 1 }?.outcome
        let second = done.first { $0.tag == 2 }?.outcome
        switch first {
        case .refused(_, let phase, let meaning):
            #expect(fate == .refused(phase, meaning), "\(action)")
            if case .accepted = second {} else { Issue.record("\(String(describing: second))") }
            #expect(stub.copies == ["<2@a.example>": 1])
            #expect(session.isUsable)
        case .routeFault(let why):
            #expect(fate == .broken(why.code, why.phase), "\(action)")
            if case .routeFault(why) = second {} else { Issue.record("\(String(describing: second))") }
            #expect(stub.received.isEmpty)
            #expect(!session.isUsable)
        case .uncertain(let why):
            #expect(fate == .unknown(why.code), "\(action)")
            if case .routeFault = second {} else { Issue.record("\(String(describing: second))") }
            // The stub has it; a server that broke a moment earlier would not.
            #expect(stub.copies == ["<1@a.example>": 1])
            #expect(!session.isUsable)
        default:
            Issue.record("\(String(describing: first)) where \(fate) was expected")
        }
        await session.close()
    }
}
