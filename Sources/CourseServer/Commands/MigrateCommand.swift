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
        let settings = try Settings.read(flags: database.flags, file: database.config)
        let applied = try await Database.whileOpen(
            settings.owner,
            actorSetting: "tandem.actor",
            connections: 1
        ) { owner in
            try await Migrations.migrator().migrate(owner)
        }
        Terminal.write(
            applied.isEmpty
                ? "The schema is as this program knows it.\n" : "Applied \(applied.joined(separator: ", ")).\n"
        )
    }
}
