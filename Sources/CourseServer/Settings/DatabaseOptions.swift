import ArgumentParser
import Course
import CourseStore
import Postgres
import Schema

/// Which database a command works on.
struct DatabaseOptions: ParsableArguments {
    @Option(
        help: ArgumentHelp("The service's libpq connection string, instead of TANDEM_DATABASE.", valueName: "string")
    )
    var database: String?

    @Option(help: ArgumentHelp("A JSON file with settings: {\"tandem\": {\"database\": …}}.", valueName: "file"))
    var config: String?

    @Option(help: ArgumentHelp("The data folder of a demonstration, instead of a database.", valueName: "folder"))
    var data: String?

    var flags: [String: String] {
        database.map { ["database": $0] } ?? [:]
    }

    /// The zone that moments are listed in where they belong to no course.
    func timeZone() throws -> Zone {
        try Settings.readTimeZone(file: config)
    }

    /// Runs a command's work with the store, and leaves nothing open or running that it started.
    func withStore<Result: Sendable>(_ body: @Sendable (Store) async throws -> Result) async throws -> Result {
        if let data {
            let household = Household(folder: data)
            return try await household.whileRunning { try await Self.withStore($0.serviceConninfo, body) }
        }
        let settings = try Settings.read(flags: flags, file: config)
        return try await Self.withStore(settings.database, body)
    }

    /// Runs work with the store of a database whose schema is this program's.
    static func withStore<Result: Sendable>(
        _ conninfo: String,
        _ body: @Sendable (Store) async throws -> Result
    ) async throws -> Result {
        try await Database.whileOpen(conninfo, actorSetting: "tandem.actor") { database in
            try await Migrations.requireNonePending(in: database)
            return try await body(Store(database, acting: .atTheTerminal))
        }
    }
}

/// The schema that this program works on.
enum Migrations {
    static func migrator() throws -> Migrator {
        try Migrator(
            Schema.migrations.map { Migration(name: $0.name, text: $0.text) },
            readableBy: "tandem_service"
        )
    }

    /// - Throws: ``Refusal`` where the database is behind.
    static func requireNonePending(in database: Database) async throws {
        let pending = try await migrator().pending(database)
        guard pending.isEmpty else {
            throw Refusal(
                atTheTerminal:
                    "the database lacks \(pending.joined(separator: ", ")): run tandem migrate as its owner first"
            )
        }
    }
}
