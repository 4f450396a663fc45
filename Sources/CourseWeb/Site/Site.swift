public import CourseStore
import Hummingbird
public import Logging
import NIOCore
public import ServiceLifecycle

/// What is served over HTTP: the pages, and for those who watch over the post how it stands.
///
/// TLS is the business of a proxy in front of it.
public struct Site: Service {
    private let address: Address
    private let application: Application<RouterResponder<SiteContext>>

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
    ///   - store: what it shows; whom for, it decides itself.
    ///   - address: where it is to be served.
    ///   - desk: how people come in.
    ///   - demonstration: the course that is shown to whoever looks on; `nil` for courses of real people.
    ///   - logger: told of requests and of what went wrong with them.
    ///   - listening: told where, once it is served.
    /// - Throws: Where a template is wrong.
    public init(
        store: Store,
        at address: Address,
        signIn desk: SignInDesk,
        demonstration: (any Demonstrating)? = nil,
        logger: Logger,
        listening: @escaping @Sendable (Address) -> Void = { _ in }
    ) throws {
        self.address = address
        var quiet = logger
        // The framework's own lines are said here, in this program's words.
        quiet.logLevel = max(logger.logLevel, .warning)
        application = Application(
            responder: try Self.router(store, signIn: desk, demonstration: demonstration, logger: logger)
                .buildResponder(),
            // An open connection without a word is closed: a proxy opens another, and nobody can hold them all.
            server: .http1(configuration: .init(idleTimeout: .seconds(30))),
            configuration: ApplicationConfiguration(address: .hostname(address.host, port: address.port)),
            onServerRunning: { channel in
                let port = channel.localAddress?.port ?? address.port
                let served = Address(host: address.host, port: port)
                logger.info("Listening", metadata: ["address": "\(served)"])
                listening(served)
            },
            logger: quiet
        )
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
