import ArgumentParser
import Postgres

/// The command `tandem migrate`.
struct MigrateCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "migrate",
        abstract: "Brings the database's schema forward.",
        discussion: """
            Runs as the owner (TANDEM_OWNER), forward only, a transaction a file. The roles are made once a cluster, by \
            Deploy/roles.

            Example: TANDEM_OWNER="dbname=tandem user=tandem_owner" tandem migrate
            """
    )

    @OptionGroup var database: DatabaseOptions

    func run() async throws {
        let settings = try await Settings.read(flags: database.flags, file: database.config)
        let owner = Database(settings.owner, actorSetting: "tandem.actor", connections: 1)
        let outcome: Result<[String], any Error>
        do {
            outcome = .success(try await Migrations.migrator().migrate(owner))
        } catch {
            outcome = .failure(error)
        }
        await owner.close()
        let applied = try outcome.get()
        Terminal.write(
            applied.isEmpty
                ? "The schema is as this program knows it.\n" : "Applied \(applied.joined(separator: ", ")).\n"
        )
    }
}
