import ArgumentParser
import Foundation
import Postgres

/// `course-bench`: every figure beside what the same machine can do at most, in one run.
@main
struct Bench: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "course-bench",
        abstract: "Measures Tandem against the limits of the machine that it runs on.",
        discussion: """
            Wants a running cluster of its own, as Deploy/bench starts one, and the program `tandem` beside itself.

            Example: course-bench release mail --cluster /var/tmp/tandem-bench.x --format json
            """
    )

    /// What can be measured.
    enum Subject: String, ExpressibleByArgument, CaseIterable {
        case postgres, release, reschedule, mail, memory, lateness
    }

    /// How the figures are printed.
    enum Format: String, ExpressibleByArgument, CaseIterable {
        case text, json
    }

    @Argument(help: "What is measured; everything, unless something is named.") var subjects: [Subject] = []
    @Option(help: "How the figures are printed.") var format: Format = .text
    @Option(help: ArgumentHelp("The folder of the running cluster.", valueName: "folder")) var cluster: String
    @Option(help: ArgumentHelp("Leaders enrolled for release and reschedule.", valueName: "number")) var leaders =
        100_000
    @Option(help: ArgumentHelp("Letters of each run of mail.", valueName: "number")) var letters = 20_000

    func validate() throws {
        guard (1000...1_000_000).contains(leaders), (100...1_000_000).contains(letters) else {
            throw ValidationError("--leaders is 1000 to 1,000,000, --letters 100 to 1,000,000")
        }
    }

    func run() async throws {
        let chosen = subjects.isEmpty ? Set(Subject.allCases) : Set(subjects)
        let cluster = PrivateCluster(folder: cluster, searchPath: ProcessInfo.processInfo.environment["PATH"] ?? "")
        var measurements: [Measurement] = []
        if chosen.contains(.postgres) { measurements += try await PostgresBench(cluster: cluster).run() }
        if chosen.contains(.release) {
            measurements += try await ReleaseBench(cluster: cluster, leaders: leaders).run()
        }
        if chosen.contains(.reschedule) {
            measurements += try await RescheduleBench(cluster: cluster, leaders: leaders).run()
        }
        if chosen.contains(.mail) || chosen.contains(.memory) {
            // The memory is that of the run with the most sessions: without `mail` no other is needed.
            let sessions = chosen.contains(.mail) ? [1, 4, 16] : [16]
            let (speeds, memory) = try await MailBench(cluster: cluster, letters: letters).run(sessions: sessions)
            if chosen.contains(.mail) { measurements += speeds }
            if chosen.contains(.memory) { measurements.append(memory) }
        }
        if chosen.contains(.lateness) { measurements += try await LatenessBench(cluster: cluster).run() }
        Progress.end()
        print(try format == .json ? measurements.json() : measurements.table())
    }
}
