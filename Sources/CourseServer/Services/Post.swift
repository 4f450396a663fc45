import Correspondence
import CourseStore
import Foundation
import Logging
import Mail
import NIOCore
import Postgres

/// Composes the parts that write and carry letters.
enum Post {
    /// A mailman for a route.
    static func mailman(
        route: String,
        store: Store,
        transport: Transport,
        journal: String,
        sessions: Int,
        bell: Doorbell,
        on group: any EventLoopGroup,
        logger: Logger
    ) async throws -> Mailman {
        let folder = "\(journal)/\(try await store.databaseIdentity())"
        try FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: true)
        let writer = LetterWriter(templates: try LetterTemplates.load())
        // Unique to the process, and a file's name.
        let host = ProcessInfo.processInfo.hostName.filter { $0.isASCII && ($0.isLetter || $0.isNumber || $0 == "-") }
        let name = "\(host.prefix(32)).\(UUID().uuidString.lowercased())"
        return Mailman(
            store: store,
            writer: writer,
            carrier: try Carrier(transport, on: group),
            settings: Mailman.Settings(
                route: route,
                name: name,
                journalFolder: folder,
                sessions: sessions
            ),
            bell: bell,
            logger: logger
        )
    }
}
