public import CourseStore
import Hummingbird
public import Logging
import NIOCore
public import ServiceLifecycle

/// What `serve` shows over HTTP: for now how the post stands, for those who watch over it.
///
/// TLS is the business of a proxy in front of it.
public struct Site: Service {
    private let address: Address
    private let application: Application<RouterResponder<BasicRequestContext>>

    /// Where a site is served.
    public struct Address: Hashable, Sendable, CustomStringConvertible {
        /// A name or an address of this machine.
        public let host: String
        /// 0 for any that is free.
        public let port: Int

        /// An address of this machine.
        public init(host: String, port: Int) {
            (self.host, self.port) = (host, port)
        }

        /// As `127.0.0.1:8080` or `[::1]:8080`.
        public var description: String { host.contains(":") ? "[\(host)]:\(port)" : "\(host):\(port)" }
    }

    /// A site that is not served yet.
    ///
    /// - Parameters:
    ///   - store: what it shows.
    ///   - address: where it is to be served.
    ///   - logger: told of requests and of what went wrong with them.
    public init(store: Store, at address: Address, logger: Logger) {
        self.address = address
        var quiet = logger
        // The framework's own lines are said here, in this program's words.
        quiet.logLevel = max(logger.logLevel, .warning)
        application = Application(
            router: Self.router(store, logger: logger),
            // An open connection without a word is closed: a proxy opens another, and nobody can hold them all.
            server: .http1(configuration: .init(idleTimeout: .seconds(30))),
            configuration: ApplicationConfiguration(address: .hostname(address.host, port: address.port)),
            onServerRunning: { channel in
                let port = channel.localAddress?.port ?? address.port
                logger.info("Listening", metadata: ["address": "\(Address(host: address.host, port: port))"])
            },
            logger: quiet
        )
    }

    /// Every address of the site.
    static func router(_ store: Store, logger: Logger) -> Router<BasicRequestContext> {
        let router = Router(context: BasicRequestContext.self, options: [.autoGenerateHeadEndpoints])
        router.add(middleware: RequestLog(logger: logger))
        router.add(middleware: SecurityHeaders())
        router.add(middleware: FaultAnswers(logger: logger))
        router.get("health") { _, _ in try await Health(of: store).response }
        router.get("metrics") { _, _ in try await MailMetrics(standing: store.mailStanding()).response }
        return router
    }

    /// Serves until it is stopped; requests at work then are answered first.
    ///
    /// - Throws: ``SiteFault`` where the address cannot be listened on.
    public func run() async throws {
        do {
            try await application.run()
        } catch let error as IOError {
            throw SiteFault(address: address, number: error.errnoCode)
        }
    }
}
