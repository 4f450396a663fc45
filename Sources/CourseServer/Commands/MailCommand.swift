import ArgumentParser
import CourseStore

/// The command `tandem mail …`.
struct MailCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "mail",
        abstract: "Shows how the post stands, and holds, retries or cancels letters.",
        discussion: "Example: tandem mail status",
        subcommands: [
            MailStatusCommand.self, MailListCommand.self, MailRetryCommand.self, MailHoldCommand.self,
            MailCancelCommand.self,
        ]
    )
}

/// The command `tandem mail status`.
struct MailStatusCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "status",
        abstract: "Shows each route: what is queued, what became of letters, and who is at work.",
        discussion: """
            The same figures stand on /metrics of tandem serve, as Prometheus reads them.

            Example: tandem mail status --format json
            """
    )

    @OptionGroup var format: FormatOption
    @OptionGroup var database: DatabaseOptions

    func run() async throws {
        let standing = try await database.withStore { try await $0.acting(as: .post).mailStanding() }
        let listing = MailStandingListing(standing: standing, zone: try database.timeZone())
        Terminal.write(try listing.written(as: format.format))
    }
}

/// The command `tandem mail list`.
struct MailListCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "list",
        abstract: "Lists undelivered letters, those that are due first.",
        discussion: """
            Example: tandem mail list --route albertslund --limit 20
            Example: tandem mail list --leader lone.kjaer@albertslund.example
            """
    )

    @Option(help: ArgumentHelp("Only letters of this route.", valueName: "route")) var route: String?
    @Option(help: ArgumentHelp("Only letters to the leader with this address.", valueName: "mail")) var leader: String?
    @Option(help: ArgumentHelp("Only letters of the course with this key.", valueName: "key")) var course: String?
    @Option(help: ArgumentHelp("At most so many, 1 to 100000.", valueName: "number")) var limit = 100
    @OptionGroup var format: FormatOption
    @OptionGroup var database: DatabaseOptions

    func validate() throws {
        guard (1...100_000).contains(limit) else { throw ValidationError("--limit is a number from 1 to 100000") }
    }

    func run() async throws {
        let letters = try await database.withStore {
            try await $0.mailLetters(route: route, leader: leader, course: course, limit: limit)
        }
        let listing = QueuedLettersListing(letters: letters, zone: try database.timeZone())
        Terminal.write(try listing.written(as: format.format))
    }
}
