import ArgumentParser
import Correspondence
import Course
import CourseStore
import Logging
import Mail
import NIOPosix

/// The command `tandem simulate`.
struct SimulateCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "simulate",
        abstract: "Runs a course through in seconds, with the real release, queue and transport.",
        discussion: """
            The course's clock is moved to the next due moment whenever nothing is in flight. A live course is refused, and so \
            is a transport that leaves this machine.

            Example: tandem course copy digital-ledelse-2027 trial
                     tandem simulate --course trial --from 2026-12-01 --to 2027-09-30 --mail maildir:/tmp/letters
            """
    )

    @OptionGroup var course: CourseOption
    @Option(help: ArgumentHelp("The first day; else the course's.", valueName: "day")) var from: Day?
    @Option(help: ArgumentHelp("The last day; else the course's.", valueName: "day")) var to: Day?
    @Option(help: ArgumentHelp("A transport URL, instead of TANDEM_MAIL.", valueName: "url")) var mail: String?
    @Flag(help: "Allow a transport that leaves this machine.") var anyTransport = false
    @OptionGroup var database: DatabaseOptions

    func validate() throws {
        if let from, let to, to < from { throw ValidationError("--to is before --from") }
    }

    func run() async throws {
        let household = database.data.map { Household(folder: $0) }
        var transport = try mail.map { try Transport($0) }
        var journal = household?.journal
        if household == nil {
            let settings = try Settings.read(flags: database.flags, file: database.config)
            transport = transport ?? settings.routes.first?.transport
            journal = settings.journal
        }
        guard let transport = try transport ?? household.map({ try Transport("maildir:\($0.maildir)") }) else {
            throw SettingsFault.missing("TANDEM_MAIL", "give a transport URL, as maildir:/folder")
        }
        guard anyTransport || transport.staysHere else {
            throw Refusal(
                atTheTerminal: "the transport leaves this machine: use maildir: or loopback, or say --any-transport"
            )
        }
        // Without a folder of its own a simulation keeps its journal beside its letters.
        let folder = if case .maildir(let letters) = transport { letters + ".journal" } else { journal ?? "journal" }
        try await database.withStore { store in
            try await run(store, transport: transport, journal: folder)
        }
    }

    private func run(_ store: Store, transport: Transport, journal: String) async throws {
        let known = try await store.course(course.course)
        let zone = known.outline.timeZone
        let start = zone.instant(of: LocalDateTime(from ?? known.outline.starts, .midnight))
        let begun = try await store.beginSimulation(of: course.course, at: start, rate: 0)
        let post = Post(
            store: store,
            journal: journal,
            group: MultiThreadedEventLoopGroup.singleton,
            logger: Logger(label: "tandem.simulate")
        )
        let mailman = try await post.mailman(onClockOf: begun, to: transport)
        let letters = try await Simulation(
            store: store,
            mailman: mailman,
            course: begun,
            end: zone.instant(of: LocalDateTime((to ?? begun.outline.ends).adding(days: 1), .midnight)),
            report: { day, letters in Terminal.write("\(day)  \(Counted(letters, "letter"))\n") }
        ).run()
        Terminal.write(
            "\(Counted(letters, "letter")) in all. What became of everything: tandem ledger --course \(course.course)\n"
        )
    }
}
