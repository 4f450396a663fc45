import ArgumentParser
import Course
import CourseStore
import CourseWeb
import Foundation

/// The command `tandem demo`.
struct DemoCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "demo",
        abstract: "Shows a course from its first letter to its last, with nothing to set up.",
        discussion: """
            Keeps a private PostgreSQL cluster, the letters (a Maildir) and all else in one folder. On a terminal, or with \
            --serve, the pages are served with a link to sign in for everybody, and the course's clock runs, a day in a few \
            seconds, until you press Ctrl-C; with --through, or without a terminal, it runs to the last letter and ends.

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
    @Flag(help: "Serve the pages, even without a terminal.") var serve = false
    @Option(help: ArgumentHelp("Where pages are served; port 0 for any that is free.", valueName: "address"))
    var listen = ListenAddress.ordinary
    @Flag(help: "Throw away what an earlier demonstration left, and begin again.") var fresh = false
    @Option(
        help: ArgumentHelp(
            "How long a day of the course lasts, as 3s or 500ms; at least half a second.",
            valueName: "time"
        )
    ) var dayLasts =
        DayLength(seconds: 3)

    func validate() throws {
        if through, serve { throw ValidationError("--through ends, --serve goes on: say one of them") }
    }

    func run() async throws {
        let household = Household(folder: data)
        if fresh { try await household.clear() }
        let material = try DemoMaterial(folder: course)
        let runsThrough = through || (!serve && (isatty(STDIN_FILENO) == 0 || isatty(STDOUT_FILENO) == 0))
        try await household.whileRunning { household in
            try await DatabaseOptions.withStore(household.serviceConninfo) { store in
                let demonstration = Demonstration(store: store, household: household, material: material)
                try await demonstration.setUp()
                if runsThrough {
                    try await demonstration.runThrough()
                } else {
                    do {
                        let address = Site.Address(host: listen.host, port: listen.port)
                        try await demonstration.serve(at: address, dayLasts: dayLasts.seconds)
                    } catch let fault as SiteFault {
                        throw Refusal(atTheTerminal: "\(fault) (--listen 127.0.0.1:0 takes a free port)")
                    }
                }
            }
        }
    }
}

extension ListenAddress: ExpressibleByArgument {
    init?(argument: String) {
        self.init(argument)
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
