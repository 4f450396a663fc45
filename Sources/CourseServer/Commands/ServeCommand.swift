import ArgumentParser
import Correspondence
import CourseStore
import Logging
import NIOPosix
import Postgres
import ServiceLifecycle
import UnixSignals

/// The command `tandem serve`.
struct ServeCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "serve",
        abstract: "Releases and delivers letters until it is stopped.",
        discussion: """
            Refuses to start while a migration is pending. Any number may run, on any number of machines.

            Example: TANDEM_MAIL=smtp://relay.example:25?starttls=required tandem serve
            """
    )

    /// A part of the service that can run by itself.
    enum Part: String, ExpressibleByArgument, CaseIterable {
        /// Releases and delivers letters; so far that is all there is.
        case mail
    }

    @Option(help: "Only this part of the service.") var only: Part?
    @Option(help: ArgumentHelp("A transport URL, instead of TANDEM_MAIL.", valueName: "url")) var mail: String?
    @Option(help: ArgumentHelp("The folder of the accept journals, instead of TANDEM_JOURNAL.", valueName: "folder"))
    var journal: String?
    @OptionGroup var database: DatabaseOptions

    func run() async throws {
        let flags = database.flags.merging(
            [("mail", mail), ("journal", journal)].compactMap { key, value in value.map { (key, $0) } },
            uniquingKeysWith: { _, flag in flag }
        )
        let settings = try await Settings.read(flags: flags, file: database.config)
        guard let transport = settings.mail else {
            throw SettingsFault.missing(
                "TANDEM_MAIL",
                "give a transport URL, as smtp://relay.example:25 or maildir:/folder"
            )
        }
        let logger = Logger(label: "tandem")
        let database = Database(settings.database, actorSetting: "tandem.actor", connections: settings.mailSessions + 4)
        try await Migrations.requireNonePending(in: database)
        let store = Store(database)
        let bell = Doorbell()
        let mailman = try await Post.mailman(
            route: CourseClock.ordinaryRoute,
            store: store,
            transport: transport,
            journal: settings.journal,
            sessions: settings.mailSessions,
            bell: bell,
            on: MultiThreadedEventLoopGroup.singleton,
            logger: logger
        )
        // The order is that of dependence: the last to start is the first to stop.
        let services: [any Service] = [
            MailService(mailman: mailman, bell: bell, conninfo: settings.database),
            ReleaseService(store: store, courses: .live, interval: .seconds(1), logger: logger),
        ]
        logger.info("Serving", metadata: ["part": "\(only ?? .mail)"])
        var configuration = ServiceGroupConfiguration(
            services: services.map { ServiceGroupConfiguration.ServiceConfiguration(service: $0) },
            gracefulShutdownSignals: [.sigterm, .sigint],
            logger: logger
        )
        // Letters in flight end by then, or the journal has them: a database that is away does not hold up a restart.
        configuration.maximumGracefulShutdownDuration = .seconds(30)
        try await ServiceGroup(configuration: configuration).run()
        await database.close()
    }
}
