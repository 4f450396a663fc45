public import NIOCore
import NIOPosix
import NIOSSL

/// A relay that sessions can be opened to; made once, since reading the trusted certificates takes time.
public struct SMTPRoute: Sendable {
    /// What it was made from.
    public let settings: SMTPSettings
    private let tls: NIOSSLContext?
    private let connections = SMTPConnections()
    private let secrets: SecretKeeper?

    /// Reads the certificates that the settings need; a secret is read when a session is opened.
    ///
    /// - Throws: `RouteFault`: `tls-failed` where the authority file cannot be read or holds no certificate, `auth-unavailable`
    ///   where there are credentials and the certificate would not be verified.
    public init(_ settings: SMTPSettings) throws(RouteFault) {
        self.settings = settings
        secrets = settings.credentials.map { SecretKeeper($0.secret) }
        guard settings.credentials == nil || settings.security.isVerified else {
            let detail = "credentials are sent under verified TLS only"
            throw RouteFault(.authUnavailable, at: .connect, detail: detail)
        }
        guard settings.security != .none else {
            tls = nil
            return
        }
        var configuration = TLSConfiguration.makeClientConfiguration()
        configuration.minimumTLSVersion = .tlsv12
        if settings.security == .startTLSIfOffered { configuration.certificateVerification = .none }
        do {
            if let file = settings.authorityFile {
                let certificates = try NIOSSLCertificate.fromPEMFile(file)
                configuration.trustRoots = .certificates(certificates)
            }
            tls = try NIOSSLContext(configuration: configuration)
        } catch {
            let what =
                settings.authorityFile.map { "the certificate authority file \($0)" } ?? "the system's certificates"
            throw RouteFault(
                .tlsFailed,
                at: .connect,
                detail: "\(what) cannot be used: \(RouteFault.words(for: error))"
            )
        }
    }

    /// Connects, greets, secures, authenticates: the session is ready for letters when this returns.
    ///
    /// A token of XOAUTH2 that is refused by a 535 is renewed once, where a command can do that.
    ///
    /// - Throws: `RouteFault`; nothing is left open then.
    public func open(on group: any EventLoopGroup) async throws(RouteFault) -> SMTPSession {
        guard let credentials = settings.credentials, let secrets else { return try await open(on: group, login: nil) }
        do throws(RouteFault) {
            return try await open(on: group, credentials, secrets)
        } catch {
            let isExpired = error.code == .authFailed && error.reply?.code == 535
            guard isExpired, credentials.mechanism == .xoauth2, secrets.renews else { throw error }
        }
        return try await open(on: group, credentials, secrets)
    }

    private func open(
        on group: any EventLoopGroup,
        _ credentials: SMTPCredentials,
        _ secrets: SecretKeeper
    ) async throws(RouteFault) -> SMTPSession {
        let secret: SMTPSecret
        do throws(SecretFault) {
            secret = try await secrets.secret()
        } catch {
            throw RouteFault(.authUnavailable, at: .authentication, detail: error.explanation)
        }
        let login = SMTPDialogue.Login(mechanism: credentials.mechanism, user: credentials.user, secret: secret)
        do throws(RouteFault) {
            return try await open(on: group, login: login)
        } catch {
            if error.code == .authFailed { secrets.forget(secret) }
            throw error
        }
    }

    private func open(
        on group: any EventLoopGroup,
        login: SMTPDialogue.Login?
    ) async throws(RouteFault) -> SMTPSession {
        let loop = group.next()
        let opening = loop.makePromise(of: NIOLoopBound<SMTPChannelHandler>.self)
        let standing = SessionStanding()
        let settings = settings
        let tls = tls
        let connections = connections
        let bootstrap = ClientBootstrap(group: loop)
            .connectTimeout(TimeAmount(settings.timeouts.connect))
            .channelOption(.socketOption(.tcp_nodelay), value: 1)
            .channelInitializer { channel in
                channel.eventLoop.makeCompletedFuture {
                    let makeTLS = { try Self.makeTLSHandler(tls, host: settings.host) }
                    if settings.security == .implicitTLS {
                        try channel.pipeline.syncOperations.addHandler(makeTLS())
                    }
                    let handler = SMTPChannelHandler(
                        dialogue: SMTPDialogue(
                            heloName: settings.heloName,
                            security: settings.security,
                            lettersASession: settings.lettersASession,
                            login: login
                        ),
                        timeouts: settings.timeouts,
                        makeTLS: makeTLS,
                        opening: opening,
                        standing: standing
                    )
                    try channel.pipeline.syncOperations.addHandler(handler)
                    handler.retire(after: TimeAmount(settings.longestSession), on: channel.eventLoop)
                    connections.add(channel)
                }
            }
        let channel: any Channel
        do {
            channel = try await bootstrap.connect(host: settings.host, port: settings.port).get()
        } catch {
            // The pipeline may have failed the promise already; a second answer is ignored.
            let fault = RouteFault(.unreachable, at: .connect, detail: RouteFault.words(for: error))
            opening.fail(fault)
            throw fault
        }
        do {
            return SMTPSession(channel: channel, handler: try await opening.futureResult.get(), standing: standing)
        } catch let fault as RouteFault {
            throw fault
        } catch {
            throw RouteFault(.disconnected, at: .greeting, detail: RouteFault.words(for: error))
        }
    }

    /// Begins nothing more on any session, open or opening: letters past their final dot are waited for, all others come back
    /// as `withheld`, and each session closes.
    public func wrapUp() {
        connections.forEach { channel in
            guard let handler = try? channel.pipeline.syncOperations.handler(type: SMTPChannelHandler.self) else {
                return channel.close(promise: nil)
            }
            handler.wrapUp()
        }
    }

    /// Closes every session at once; what was past its final dot is `uncertain`.
    public func abort() {
        connections.forEach { $0.close(promise: nil) }
    }

    private static func makeTLSHandler(_ context: NIOSSLContext?, host: String) throws -> NIOSSLClientHandler {
        guard let context else { throw RouteFault(.tlsUnavailable, at: .startTLS) }
        // An address cannot be indicated as a name (RFC 6066 §3); it is verified against the certificate's addresses.
        let isAddress = (try? SocketAddress(ipAddress: host, port: 0)) != nil
        return try NIOSSLClientHandler(context: context, serverHostname: isAddress ? nil : host)
    }
}
