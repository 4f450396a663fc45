import CourseTesting
import Foundation
import NIOPosix
import Testing

@testable import Mail

/// Sessions that authenticate, over real sockets against the stub.
struct SMTPSignInTests {
    private let group = MultiThreadedEventLoopGroup.singleton
    private let folder: TemporaryFolder
    private let authority: TestAuthority

    init() throws {
        folder = try TemporaryFolder()
        authority = try TestAuthority.shared()
    }

    private func stub(
        _ mechanisms: [String] = ["PLAIN", "LOGIN", "XOAUTH2"],
        _ authentication: SMTPStub.Behaviour.Authentication = .underTLS,
        isImplicit: Bool = false
    ) async throws -> SMTPStub {
        var behaviour = SMTPStub.Behaviour()
        behaviour.mechanisms = mechanisms
        behaviour.authentication = authentication
        behaviour.accounts = ["kursus": "hemmelig"]
        behaviour.wantsAuthentication = true
        return try await SMTPStub.start(behaviour, tls: authority.server, isImplicit: isImplicit)
    }

    private func settings(
        _ stub: SMTPStub,
        _ credentials: SMTPCredentials?,
        _ security: SMTPSettings.Security = .startTLSRequired
    ) -> SMTPSettings {
        SMTPSettings(
            host: "localhost",
            port: stub.port,
            security: security,
            authorityFile: authority.file,
            credentials: credentials
        )
    }

    private func write(_ text: String) throws -> String {
        let path = "\(folder.path)/secret"
        try Data(text.utf8).write(to: URL(filePath: path))
        return path
    }

    private static let letter = Envelope(
        sender: "s@a.example",
        recipient: "r@b.example",
        message: Array("Subject: x\r\n\r\nx\r\n".utf8),
        tag: 1
    )

    @Test(arguments: [nil] + SMTPCredentials.Mechanism.allCases.map { $0 }, [true, false])
    func `every mechanism signs in, under STARTTLS and implicit TLS`(
        mechanism: SMTPCredentials.Mechanism?,
        isImplicit: Bool
    ) async throws {
        let stub = try await stub(isImplicit: isImplicit)
        let credentials = SMTPCredentials(mechanism: mechanism, user: "kursus", secret: .file(try write("hemmelig\n")))
        let security: SMTPSettings.Security = isImplicit ? .implicitTLS : .startTLSRequired
        let session = try await SMTPSession.open(settings(stub, credentials, security), on: group)
        let done = await session.deliver([Self.letter])
        await session.close()
        guard case .accepted = done.first?.outcome else {
            Issue.record("\(done)")
            return
        }
        let name = mechanism?.rawValue.uppercased() ?? "PLAIN"
        #expect(stub.authentications == [.init(mechanism: name, user: "kursus", secret: "hemmelig", isTaken: true)])
        #expect(stub.received.map(\.isSecured) == [true])
        await stub.stop()
    }

    @Test(arguments: SMTPCredentials.Mechanism.allCases)
    func `a wrong password is the route's fault, tried once, and is in no word of it`(
        mechanism: SMTPCredentials.Mechanism
    ) async throws {
        let stub = try await stub()
        let credentials = SMTPCredentials(mechanism: mechanism, user: "kursus", secret: .file(try write("forkert")))
        let wanted = settings(stub, credentials)
        let fault = await #expect(throws: RouteFault.self) { try await SMTPSession.open(wanted, on: group) }
        #expect(fault?.code == .authFailed)
        #expect(fault?.phase == .authentication)
        #expect(fault?.reply?.code == 535)
        #expect(stub.authentications.map(\.isTaken) == [false])
        let words = "\(String(describing: fault)) \(String(reflecting: fault)) \(wanted)"
        #expect(!words.contains("forkert") && !words.contains(Data("forkert".utf8).base64EncodedString()))
        await stub.stop()
    }

    @Test func `a new password in the file needs no restart`() async throws {
        let stub = try await stub()
        let credentials = SMTPCredentials(user: "kursus", secret: .file(try write("gammel")))
        let route = try SMTPRoute(settings(stub, credentials))
        await #expect(throws: RouteFault.self) { try await route.open(on: group) }
        _ = try write("hemmelig")
        try await route.open(on: group).close()
        await stub.stop()
    }

    @Test func `AUTH that is offered only in clear gets no password`() async throws {
        let stub = try await stub(["PLAIN"], .inClearOnly)
        let credentials = SMTPCredentials(user: "kursus", secret: .file(try write("hemmelig")))
        let fault = await #expect(throws: RouteFault.self) {
            try await SMTPSession.open(settings(stub, credentials), on: group)
        }
        #expect(fault?.code == .authUnavailable)
        #expect(!stub.commands.contains { $0.hasPrefix("AUTH") })
        await stub.stop()
    }

    @Test(arguments: [SMTPSettings.Security.none, .startTLSIfOffered])
    func `credentials without verified TLS make no route`(security: SMTPSettings.Security) throws {
        let credentials = SMTPCredentials(user: "kursus", secret: .file("/s"))
        let fault = #expect(throws: RouteFault.self) {
            try SMTPRoute(SMTPSettings(host: "localhost", security: security, credentials: credentials))
        }
        #expect(fault?.code == .authUnavailable)
    }

    @Test func `a certificate that does not verify gets no password`() async throws {
        let other = try TemporaryFolder()
        let stranger = try TestAuthority(in: other.path)
        let stub = try await stub()
        var wanted = settings(stub, SMTPCredentials(user: "kursus", secret: .file(try write("hemmelig"))))
        wanted.authorityFile = stranger.file
        let fault = await #expect(throws: RouteFault.self) { try await SMTPSession.open(wanted, on: group) }
        #expect(fault?.code == .tlsFailed)
        #expect(stub.authentications.isEmpty)
        await stub.stop()
    }

    @Test func `a secret that cannot be read opens no connection`() async throws {
        let stub = try await stub()
        let credentials = SMTPCredentials(user: "kursus", secret: .file("\(folder.path)/nothing"))
        let fault = await #expect(throws: RouteFault.self) {
            try await SMTPSession.open(settings(stub, credentials), on: group)
        }
        #expect(fault?.code == .authUnavailable)
        #expect(fault?.detail.contains("nothing cannot be read") == true)
        #expect(stub.sessions == 0)
        await stub.stop()
    }

    @Test func `a relay that wants credentials from somebody who has none is no letter's fault`() async throws {
        let stub = try await stub()
        let session = try await SMTPSession.open(settings(stub, nil), on: group)
        let done = await session.deliver([Self.letter])
        guard case .routeFault(let fault) = done.first?.outcome else {
            Issue.record("\(done)")
            return
        }
        #expect(fault.code == .authUnavailable && fault.reply?.code == 530)
        await session.close()
        await stub.stop()
    }

    // MARK: Tokens

    private func tokens() throws -> SMTPCredentials {
        let body =
            "n=$(cat '\(folder.path)/n' 2>/dev/null || echo 0); n=$((n + 1)); echo $n >'\(folder.path)/n'; echo token-$n"
        let path = "\(folder.path)/token"
        try TemporaryFolder.makeProgram("#!/bin/sh\n\(body)\n", at: path)
        return SMTPCredentials(mechanism: .xoauth2, user: "kursus", secret: .command(path))
    }

    @Test func `a token that has run out is renewed once, and kept while it is taken`() async throws {
        let stub = try await stub()
        stub.change { $0.accounts = ["kursus": "token-2"] }
        let route = try SMTPRoute(settings(stub, try tokens()))
        for _ in 0..<3 { try await route.open(on: group).close() }
        #expect(stub.authentications.map(\.secret) == ["token-1", "token-2", "token-2", "token-2"])
        stub.change { $0.accounts = ["kursus": "token-3"] }
        try await route.open(on: group).close()
        #expect(stub.authentications.suffix(2).map(\.secret) == ["token-2", "token-3"])
        await stub.stop()
    }

    @Test func `a second token that is refused too is a route fault`() async throws {
        let stub = try await stub()
        let route = try SMTPRoute(settings(stub, try tokens()))
        let fault = await #expect(throws: RouteFault.self) { try await route.open(on: group) }
        #expect(fault?.code == .authFailed)
        #expect(stub.authentications.map(\.secret) == ["token-1", "token-2"])
        await stub.stop()
    }

    @Test(arguments: ["454 4.7.0 later", "534 5.7.9 another mechanism"])
    func `only a 535 renews a token`(reply: String) async throws {
        let stub = try await stub()
        stub.change { $0.faults = [.auth: .reply(reply)] }
        let route = try SMTPRoute(settings(stub, try tokens()))
        let fault = await #expect(throws: RouteFault.self) { try await route.open(on: group) }
        #expect(fault?.code == .authFailed)
        #expect(stub.sessions == 1)
        await stub.stop()
    }

    @Test func `a password's command runs again at the next session, not at once`() async throws {
        let stub = try await stub()
        var credentials = try tokens()
        credentials.mechanism = .plain
        let route = try SMTPRoute(settings(stub, credentials))
        for count in 1...2 {
            await #expect(throws: RouteFault.self) { try await route.open(on: group) }
            #expect(stub.authentications.map(\.secret) == (1...count).map { "token-\($0)" })
        }
        await stub.stop()
    }
}
