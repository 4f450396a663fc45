import ArgumentParser
import CourseStore
import Mail
import NIOPosix
import Postgres

/// The command `tandem check`.
struct CheckCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "check",
        abstract: "Checks configuration, database, roles, schema and mail.",
        discussion: "Example: tandem check"
    )

    @OptionGroup var database: DatabaseOptions

    func run() async throws {
        let settings = try await Settings.read(flags: database.flags, file: database.config)
        Terminal.write("configuration: read\n")
        let database = Database(settings.database, actorSetting: "tandem.actor", connections: 1)
        var faults: [String] = []
        do {
            let role = try await Store(database).roleStanding()
            Terminal.write("database: PostgreSQL \(role.serverVersion), as \(role.name)\n")
            faults += role.faults
            if role.faults.isEmpty { Terminal.write("role: bound by row-level security\n") }
            try await Migrations.requireNonePending(in: database)
            Terminal.write("schema: as this program knows it\n")
        } catch {
            faults.append("\(error)")
        }
        await database.close()
        switch settings.mail {
        case nil: faults.append("TANDEM_MAIL is not set: no letter can leave")
        case .maildir(let folder): Terminal.write("mail: into the Maildir \(folder)\n")
        case .smtp(let relay):
            do {
                try await SMTPSession.open(relay, on: MultiThreadedEventLoopGroup.singleton).close()
                Terminal.write("mail: \(relay.host):\(relay.port) greets us\n")
            } catch {
                faults.append("mail: \(relay.host):\(relay.port): \(error)")
            }
        }
        guard faults.isEmpty else { throw Refusal(faults.joined(separator: "\n")) }
    }
}
