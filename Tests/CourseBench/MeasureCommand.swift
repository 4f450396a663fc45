import ArgumentParser
import Foundation
import Postgres

/// Measures what is named, and prints the figures.
struct MeasureCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "measure",
        abstract: "Measures what is named: the same without this word.",
        discussion: """
            Wants a running cluster of its own, as Deploy/bench starts one, and the program `tandem` beside itself.

            Example: course-bench release mail --cluster /var/tmp/tandem-bench.x --format json
            """
    )

    /// What can be measured.
    enum Subject: String, ExpressibleByArgument, CaseIterable {
        case postgres, release, reschedule, mail, memory, lateness, web, steady

        /// What is measured where nothing is named: all that takes no minutes.
        static let ordinary = Set(allCases).subtracting([.steady])
    }

    /// How the figures are printed.
    enum Format: String, ExpressibleByArgument, CaseIterable {
        case text, json
    }

    @Argument(help: "What is measured; everything but steady, unless something is named.") var subjects: [Subject] = []
    @Option(help: "How the figures are printed.") var format: Format = .text
    @Option(help: ArgumentHelp("The folder of the running cluster.", valueName: "folder")) var cluster: String
    @Option(help: ArgumentHelp("Leaders enrolled for release, reschedule and web.", valueName: "number")) var leaders =
        100_000
    @Option(help: ArgumentHelp("Letters of each run of mail.", valueName: "number")) var letters = 20_000

    @Option(help: ArgumentHelp("How long steady lasts.", valueName: "minutes")) var minutes = 10.0
    @Option(help: ArgumentHelp("Letters a second of steady.", valueName: "number")) var rate = 500

    func validate() throws {
        guard (1000...1_000_000).contains(leaders), (100...1_000_000).contains(letters) else {
            throw ValidationError("--leaders is 1000 to 1,000,000, --letters 100 to 1,000,000")
        }
        guard (0.5...600).contains(minutes), (10...10_000).contains(rate) else {
            throw ValidationError("--minutes is 0.5 to 600, --rate 10 to 10,000")
        }
    }

    func run() async throws {
        let chosen = subjects.isEmpty ? Subject.ordinary : Set(subjects)
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
            let (speeds, memory) = try await MailBench(cluster: cluster, letters: letters)
                .run(sessions: sessions, withTLS: chosen.contains(.mail) ? [4, 16] : [])
            if chosen.contains(.mail) { measurements += speeds }
            if chosen.contains(.memory) { measurements.append(memory) }
        }
        if chosen.contains(.lateness) { measurements += try await LatenessBench(cluster: cluster).run() }
        if chosen.contains(.web) { measurements += try await WebBench(cluster: cluster, leaders: leaders).run() }
        if chosen.contains(.steady) {
            measurements += try await SteadyBench(cluster: cluster, minutes: minutes, rate: rate).run()
        }
        Progress.end()
        print(try format == .json ? measurements.json() : measurements.table())
    }
}
