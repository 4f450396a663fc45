import ArgumentParser
import Course
import CourseStore

/// The command `tandem enrol`.
struct EnrolCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "enrol",
        abstract: "Enrols the leaders of a municipality from its list.",
        discussion: """
            The list is a CSV file with headings in Danish or English, as Excel saves it. It is compared row by row with who \
            is enrolled; with a rejected or conflicting row nothing is written.

            Example: tandem enrol --course digital-ledelse-2027 --municipality glostrup glostrup.csv --dry-run
            """
    )

    @OptionGroup var course: CourseOption
    @Option(help: ArgumentHelp("The municipality's key.", valueName: "key")) var municipality: String
    @Argument(help: "The list (CSV).") var file: String
    @Flag(help: "Show what would change, and change nothing.") var dryRun = false
    @Flag(help: "Let the list win over what was changed by hand.") var overwrite = false
    @Flag(help: "Withdraw leaders who are not on the list.") var withdrawMissing = false
    @OptionGroup var format: FormatOption
    @OptionGroup var database: DatabaseOptions

    func run() async throws {
        let bytes = try InputFile.read(file, limit: LeaderList.largest)
        let list = try FileFaults.saying { () throws(LeaderListFaults) in
            try LeaderList.read(bytes, name: file)
        }
        if list.rows.count > 5_000 { Terminal.progress("\(list.rows.count) rows are being compared …") }
        let enrolment = try await database.withStore { store in
            try await store.enrol(
                list,
                in: course.course,
                municipality: municipality,
                overwrite: overwrite,
                withdrawMissing: withdrawMissing,
                dryRun: dryRun
            )
        }
        if list.rows.count > 5_000 { Terminal.endProgress() }
        let listing = EnrolmentListing(enrolment: enrolment)
        if format.format == .text {
            if !listing.table.rows.isEmpty { Terminal.write(listing.table.text) }
            Terminal.write("\(municipality): \(listing.summary)\n")
            if dryRun { Terminal.write("Nothing was written (--dry-run).\n") }
        } else {
            Terminal.write(try listing.written(as: format.format))
        }
        for warning in enrolment.warnings {
            Terminal.say("warning: \(file):\(warning.row.map { "\($0): " } ?? " ")\(warning.message)")
        }
        guard enrolment.isAcceptable else {
            throw Refusal(
                atTheTerminal:
                    "nothing was written: of \(Counted(list.rows.count, "row")) \(enrolment.count(.rejected)) rejected, \(enrolment.count(.conflict)) in conflict; correct the list and enrol it again"
            )
        }
    }
}
