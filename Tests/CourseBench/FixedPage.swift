import ArgumentParser
import Hummingbird
import Logging
import NIOCore

/// A page of as many octets as wanted, served by the framework alone: what the site is held against.
struct FixedPageCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "fixed-page",
        abstract: "Serves a page that never changes.",
        shouldDisplay: false
    )

    @Option var port: Int
    @Option var octets: Int

    func run() async throws {
        let page = ByteBuffer(repeating: UInt8(ascii: "x"), count: octets)
        let router = Router()
        router.get("page") { _, _ in
            Response(
                status: .ok,
                headers: [.contentType: "text/html; charset=utf-8"],
                body: ResponseBody(byteBuffer: page)
            )
        }
        var logger = Logger(label: "bench")
        logger.logLevel = .warning
        let application = Application(
            router: router,
            configuration: ApplicationConfiguration(address: .hostname("127.0.0.1", port: port)),
            logger: logger
        )
        try await application.runService()
    }
}
