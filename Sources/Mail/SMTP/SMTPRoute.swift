import Glibc
public import NIOCore
import NIOPosix
import NIOSSL

/// A relay that sessions can be opened to; made once, since reading the trusted certificates takes time.
public struct SMTPRoute: Sendable {
    /// What it was made from.
    public let settings: SMTPSettings
    private let tls: NIOSSLContext?

    /// Reads the certificates that the settings need.
    ///
    /// - Throws: `RouteFault` (`tls-failed`) where the authority file cannot be read or holds no certificate.
    public init(_ settings: SMTPSettings) throws(RouteFault) {
        self.settings = settings
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
            throw RouteFault(.tlsFailed, at: .connect, detail: "\(what) cannot be used: \(error)")
        }
    }

    /// Connects, greets, secures: the session is ready for letters when this returns.
    ///
    /// - Throws: `RouteFault`; nothing is left open then.
    public func open(on group: any EventLoopGroup) async throws(RouteFault) -> SMTPSession {
        let loop = group.next()
        let opening = loop.makePromise(of: Void.self)
        let standing = SessionStanding()
        let settings = settings
        let tls = tls
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
                            lettersASession: settings.lettersASession
                        ),
                        timeouts: settings.timeouts,
                        makeTLS: makeTLS,
                        opening: opening,
                        standing: standing
                    )
                    try channel.pipeline.syncOperations.addHandler(handler)
                    handler.retire(after: TimeAmount(settings.longestSession), on: channel.eventLoop)
                }
            }
        let channel: any Channel
        do {
            channel = try await bootstrap.connect(host: settings.host, port: settings.port).get()
        } catch {
            // The pipeline may have failed the promise already; a second answer is ignored.
            let fault = RouteFault(.unreachable, at: .connect, detail: Self.reason(error))
            opening.fail(fault)
            throw fault
        }
        do {
            try await opening.futureResult.get()
            return try await SMTPSession(channel: channel, standing: standing)
        } catch let fault as RouteFault {
            throw fault
        } catch {
            throw RouteFault(.disconnected, at: .greeting, detail: String(describing: error))
        }
    }

    private static func makeTLSHandler(_ context: NIOSSLContext?, host: String) throws -> NIOSSLClientHandler {
        guard let context else { throw RouteFault(.tlsUnavailable, at: .startTLS) }
        // An address cannot be indicated as a name (RFC 6066 §3); it is verified against the certificate's addresses.
        let isAddress = (try? SocketAddress(ipAddress: host, port: 0)) != nil
        return try NIOSSLClientHandler(context: context, serverHostname: isAddress ? nil : host)
    }

    private static func reason(_ error: any Error) -> String {
        switch error {
        case let error as NIOConnectionError:
            let cause = error.connectionErrors.first?.error ?? error.dnsAError ?? error.dnsAAAAError
            return cause.map { reason($0) } ?? "no address for the host"
        case let error as IOError:
            return strerror(error.errnoCode).map { String(cString: $0) } ?? "error \(error.errnoCode)"
        default:
            return String(describing: error)
        }
    }
}
