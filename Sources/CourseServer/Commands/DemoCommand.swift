import ArgumentParser
import Course
import CourseStore
import Foundation

/// The command `tandem demo`.
struct DemoCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "demo",
        abstract: "Shows a course from its first letter to its last, with nothing to set up.",
        discussion: """
            Keeps a private PostgreSQL cluster, the letters (a Maildir) and all else in one folder. On a terminal the course's \
            clock runs, a day in a few seconds, until you press Ctrl-C; with --through, or without a terminal, it runs to the \
            last letter and ends.

            Example: tandem demo --data .demo --course Deploy/course --through
            """
    )

    @Option(help: ArgumentHelp("Where everything is kept.", valueName: "folder")) var data = ".demo"
    @Option(
        help: ArgumentHelp(
            "A folder with one course file (.yaml) and a list (KEY.csv) for each municipality.",
            valueName: "folder"
        )
    )
    var course: String
    @Flag(help: "Run to the last letter, and end.") var through = false
    @Flag(help: "Throw away what an earlier demonstration left, and begin again.") var fresh = false
    @Option(
        help: ArgumentHelp(
            "How long a day of the course lasts, as 3s or 500ms; at least half a second.",
            valueName: "time"
        )
    ) var dayLasts =
        DayLength(seconds: 3)

    func run() async throws {
        let household = Household(folder: data)
        if fresh { try await household.clear() }
        let material = try DemoMaterial(folder: course)
        let runsThrough = through || isatty(STDIN_FILENO) == 0 || isatty(STDOUT_FILENO) == 0
        try await household.whileRunning { household in
            try await DatabaseOptions.withStore(household.serviceConninfo) { store in
                let demonstration = Demonstration(store: store, household: household, material: material)
                try await demonstration.setUp()
                if runsThrough {
                    try await demonstration.runThrough()
                } else {
                    try await demonstration.serve(dayLasts: dayLasts.seconds)
                }
            }
        }
    }
}

/// A length of time written `3s` or `500ms`.
struct DayLength: ExpressibleByArgument, CustomStringConvertible {
    let seconds: Double

    init(seconds: Double) {
        self.seconds = seconds
    }

    init?(argument: String) {
        let (unit, scale): (String, Double) = argument.hasSuffix("ms") ? ("ms", 0.001) : ("s", 1)
        guard argument.hasSuffix(unit), let number = Double(argument.dropLast(unit.count)), number * scale >= 0.5,
            number * scale <= 86_400
        else { return nil }
        seconds = number * scale
    }

    var description: String { "\(seconds.formatted())s" }
}
