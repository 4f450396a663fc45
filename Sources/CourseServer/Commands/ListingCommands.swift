import ArgumentParser
import Course
import CourseStore

/// The command `tandem plan`.
struct PlanCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "plan",
        abstract: "Lists every planned prompt: when, for whom, and why on that day.",
        discussion: "Example: tandem plan --course digital-ledelse-2027 --format csv > plan.csv"
    )

    @OptionGroup var course: CourseOption
    @OptionGroup var format: FormatOption
    @OptionGroup var database: DatabaseOptions

    func run() async throws {
        let ledger = try await database.withStore { try await $0.ledger(of: course.course) }
        Terminal.write(try PlanListing(ledger: ledger).written(as: format.format))
    }
}

/// The command `tandem preview`.
struct PreviewCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "preview",
        abstract: "Lists who will get what on which day, as things stand.",
        discussion: """
            Example: tandem preview --course digital-ledelse-2027 --leader helle.hansen@albertslund.example
            Example: tandem preview --course digital-ledelse-2027 --from 2027-02-01 --to 2027-02-28
            """
    )

    @OptionGroup var course: CourseOption
    @Option(help: ArgumentHelp("Only the letters of the leader with this address.", valueName: "mail")) var leader:
        String?
    @Option(help: ArgumentHelp("Only letters from this day on.", valueName: "day")) var from: Day?
    @Option(help: ArgumentHelp("Only letters up to this day.", valueName: "day")) var to: Day?
    @OptionGroup var format: FormatOption
    @OptionGroup var database: DatabaseOptions

    func validate() throws {
        if let from, let to, to < from { throw ValidationError("--to is before --from") }
    }

    func run() async throws {
        let preview = try await database.withStore { try await $0.preview(of: course.course, leader: leader) }
        let days = (from ?? Day(1, 1, 1))...max(from ?? Day(1, 1, 1), to ?? Day(9999, 12, 31))
        Terminal.write(try PreviewListing(preview, days: days).written(as: format.format))
        if leader == nil, format.format == .text {
            for warning in preview.warnings { Terminal.say("warning: \(warning)") }
        }
    }
}

/// The command `tandem ledger`.
struct LedgerCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "ledger",
        abstract: "Lists what became of every prompt: planned = sent + pending + skipped + failed + bounced.",
        discussion: """
            Counted in leaders × prompts; only "letters" counts mails. A prompt that is sent if needed goes to those who have not \
            seen a film or booked: of it only round figures are told, and nobody's share.

            Example: tandem ledger --course digital-ledelse-2027 --format json
            """
    )

    @OptionGroup var course: CourseOption
    @OptionGroup var format: FormatOption
    @OptionGroup var database: DatabaseOptions

    func run() async throws {
        let ledger = try await database.withStore { try await $0.ledger(of: course.course) }
        Terminal.write(try LedgerListing(ledger: ledger).written(as: format.format))
    }
}

extension CoursePreview {
    /// What would be too much for somebody.
    var warnings: [Finding] {
        var load = LetterLoad(lettersAWeek: course.outline.lettersAWeek)
        for recipient in recipients { load.add(lettersOfOneLeader: preview.letters(for: recipient)) }
        return load.findings + Finding.capacities(of: course.outline.sessions, leaders: recipients.count)
    }
}
