import ArgumentParser
import Foundation
import Postgres

/// `course-bench`: every figure beside what the same machine can do at most, in one run.
@main
struct Bench: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "course-bench",
        abstract: "Measures Tandem against the limits of the machine that it runs on.",
        subcommands: [MeasureCommand.self, FixedPageCommand.self],
        defaultSubcommand: MeasureCommand.self
    )
}
