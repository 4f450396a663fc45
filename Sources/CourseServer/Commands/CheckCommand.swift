import ArgumentParser
import Course
import CourseStore
import Mail
import NIOPosix
import Postgres

/// The command `tandem check`.
struct CheckCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "check",
        abstract: "Checks configuration, database, roles, schema, and mail on every route.",
        discussion: """
            Greets each relay and, where there are credentials, signs in. Everything is looked at before anything is refused.

            Example: tandem check
            """
    )

    @OptionGroup var database: DatabaseOptions

    func run() async throws {
        let settings = try Settings.read(flags: database.flags, file: database.config)
        Terminal.write("configuration: read\n")
        let database = Database(settings.database, actorSetting: "tandem.actor", connections: 1)
        var faults: [String] = []
        var courses: [StoredCourse] = []
        do {
            let store = Store(database, acting: .atTheTerminal)
            let role = try await store.roleStanding()
            Terminal.write("database: PostgreSQL \(role.serverVersion), as \(role.name)\n")
            faults += role.faults
            if role.faults.isEmpty { Terminal.write("role: bound by row-level security\n") }
            try await Migrations.requireNonePending(in: database)
            Terminal.write("schema: as this program knows it\n")
            for key in try await store.courseKeys() { courses.append(try await store.course(key)) }
        } catch {
            faults.append("\(error)")
        }
        await database.close()
        faults += await MailCheck(settings: settings).run()
        if settings.listen != nil, settings.address == SiteAddress(servedAt: settings.listen) {
            Terminal.say(
                "warning: TANDEM_ADDRESS is not set: links in letters lead to \(settings.address), on this machine only"
            )
        }
        for warning in MailWarnings(settings: settings, courses: courses).all { Terminal.say("warning: \(warning)") }
        guard faults.isEmpty else { throw Refusal(atTheTerminal: faults.joined(separator: "\n")) }
    }
}
