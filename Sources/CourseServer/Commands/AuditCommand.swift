import ArgumentParser
import CourseStore

/// The command `tandem audit`.
struct AuditCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "audit",
        abstract: "Lists who did what and when, the latest first.",
        discussion: "Example: tandem audit --course digital-ledelse-2027 --limit 20"
    )

    @Option(help: ArgumentHelp("Only what concerns the course with this key.", valueName: "key")) var course: String?
    @Option(help: ArgumentHelp("At most so many, 1 to 100000.", valueName: "number")) var limit = 100
    @OptionGroup var format: FormatOption
    @OptionGroup var database: DatabaseOptions

    func validate() throws {
        guard (1...100_000).contains(limit) else { throw ValidationError("--limit is a number from 1 to 100000") }
    }

    func run() async throws {
        let entries = try await database.withStore { try await $0.auditTrail(course: course, limit: limit) }
        let listing = AuditListing(entries: entries, zone: try database.timeZone())
        Terminal.write(try listing.written(as: format.format))
    }
}
