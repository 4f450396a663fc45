import Correspondence
import Course
import CourseStore
import Foundation
import Logging
import Mail
import NIOCore
import Postgres

/// Composes the parts that write and carry letters.
struct Post {
    let store: Store
    /// The folder of the accept journals of this machine.
    let journal: String
    let group: any EventLoopGroup
    let logger: Logger

    /// A mailman for a route.
    ///
    /// - Parameters:
    ///   - route: the route, and how it is to be served.
    ///   - bounces: the address that its letters come back to.
    ///   - shutdown: how long letters in flight may take when it is stopped.
    ///   - bell: what wakes it.
    /// - Returns: A mailman who is not at work yet.
    /// - Throws: where the journal's folder or a Maildir cannot be made, or certificates cannot be read.
    func mailman(
        for route: Settings.Route,
        bounces: BounceAddress? = nil,
        shutdown: Duration = .seconds(20),
        wokenBy bell: Doorbell = Doorbell()
    ) async throws -> Mailman {
        let folder = "\(journal)/\(try await store.databaseIdentity())"
        try FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: true)
        return Mailman(
            store: store,
            writer: LetterWriter(templates: try LetterTemplates.load()),
            carrier: try Carrier(route.transport, on: group),
            settings: Mailman.Settings(
                route: route.name,
                name: Self.freshName(),
                journalFolder: folder,
                sessions: route.sessions,
                lettersAMinute: route.lettersAMinute,
                quiet: route.quiet,
                bounces: bounces,
                shutdown: shutdown
            ),
            bell: bell,
            logger: logger
        )
    }

    /// A mailman for a course with a clock of its own: whatever the hour, and as fast as it goes.
    func mailman(
        onClockOf course: StoredCourse,
        to transport: Transport,
        wokenBy bell: Doorbell = Doorbell()
    ) async throws -> Mailman {
        let route = Settings.Route(
            name: CourseClock.route(of: course.id),
            transport: transport,
            sessions: 4,
            lettersAMinute: nil,
            quiet: nil,
            bounces: nil
        )
        return try await mailman(for: route, wokenBy: bell)
    }

    /// Unique to the mailman, and a file's name.
    private static func freshName() -> String {
        let host = ProcessInfo.processInfo.hostName.filter { $0.isASCII && ($0.isLetter || $0.isNumber || $0 == "-") }
        return "\(host.prefix(32)).\(UUID().uuidString.lowercased())"
    }
}
