import ArgumentParser
import Correspondence
import CourseStore
import CourseWeb
import Logging
import NIOPosix
import Postgres
import ServiceLifecycle

/// The command `tandem serve`.
struct ServeCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "serve",
        abstract: "Shows the pages, releases and delivers letters, and reads bounces, until it is stopped.",
        discussion: """
            Refuses to start while a migration is pending. Any number may run, on any number of machines. SIGTERM stops it \
            within TANDEM_SHUTDOWN seconds, letters on their way first; a second one ends it at once.

            On TANDEM_LISTEN are the pages, /metrics, for Prometheus, and /health, which is 200 while the database answers. \
            TANDEM_ADDRESS is where people find the pages: letters' links lead there.

            Example: TANDEM_MAIL=smtp://relay.example:25?starttls=required tandem serve
            """
    )

    /// A part of the service that can run by itself.
    enum Part: String, ExpressibleByArgument, CaseIterable {
        /// What is shown.
        case web
        /// Releases and delivers letters, and reads bounces; shows how the post stands.
        case mail
    }

    @Option(help: "Only this part of the service.") var only: Part?
    @Option(help: ArgumentHelp("A transport URL, instead of TANDEM_MAIL.", valueName: "url")) var mail: String?
    @Option(help: ArgumentHelp("The folder of the accept journals, instead of TANDEM_JOURNAL.", valueName: "folder"))
    var journal: String?
    @Option(help: ArgumentHelp("Where pages are served, or none, instead of TANDEM_LISTEN.", valueName: "address"))
    var listen: String?
    @OptionGroup var database: DatabaseOptions

    func run() async throws {
        let flags = database.flags.merging(
            [("mail", mail), ("journal", journal), ("listen", listen)]
                .compactMap { key, value in value.map { (key, $0) } },
            uniquingKeysWith: { _, flag in flag }
        )
        let settings = try Settings.read(flags: flags, file: database.config)
        let carriesMail = only != .web
        let routes = carriesMail ? try settings.requiredRoutes() : []
        guard carriesMail || settings.listen != nil else {
            throw Refusal(atTheTerminal: "--only web with TANDEM_LISTEN=none would serve nothing")
        }
        let logger = Logger(label: "tandem")
        let sessions = routes.reduce(0) { $0 + $1.sessions }
        let database = Database(settings.database, actorSetting: "tandem.actor", connections: sessions + 4)
        try await Migrations.requireNonePending(in: database)
        let store = Store(database, acting: .post)
        let stop = await StopSignals(shutdown: settings.shutdown, logger: logger)

        // The order is that of dependence: the last to start is the first to stop.
        var services: [any Service] = []
        if let listen = settings.listen {
            services.append(
                try Site(
                    store: store,
                    at: Site.Address(host: listen.host, port: listen.port),
                    signIn: try signInDesk(settings),
                    logger: logger
                )
            )
        }
        if carriesMail {
            services += try await postServices(routes, settings, store: store, stop: stop, logger: logger)
        }
        logger.info("Serving", metadata: ["part": "\(only?.rawValue ?? "all")"])
        do {
            try await stop.run(services, closing: { await database.close() })
        } catch let fault as SiteFault {
            throw Refusal(atTheTerminal: "\(fault) (TANDEM_LISTEN)")
        }
    }

    /// How people come in.
    private func signInDesk(_ settings: Settings) throws -> SignInDesk {
        SignInDesk(
            press: SignInPress(
                templates: try LetterTemplates.load(),
                site: settings.address.description,
                sender: settings.sender,
                zone: settings.timeZone
            ),
            routes: LetterRoutes(own: settings.ownRoutes),
            proxies: settings.proxies
        )
    }

    /// A mailman a route, the reader of bounces, and what gives them letters to carry.
    private func postServices(
        _ routes: [Settings.Route],
        _ settings: Settings,
        store: Store,
        stop: StopSignals,
        logger: Logger
    ) async throws -> [any Service] {
        let addresses = try settings.bounceAddresses()
        let post = Post(
            store: store,
            journal: settings.journal,
            group: MultiThreadedEventLoopGroup.singleton,
            logger: logger
        )
        var services: [any Service] = []
        if let folder = settings.bounceMaildir {
            let desk = BounceDesk(store: store, addresses: Array(addresses.values), logger: logger)
            services.append(BounceService(inbox: try BounceInbox(folder: folder, desk: desk, logger: logger)))
        }
        var mailmen: [(mailman: Mailman, bell: Doorbell)] = []
        for route in routes {
            let bell = Doorbell()
            let mailman = try await post.mailman(
                for: route,
                bounces: route.bounces.flatMap { addresses[$0] },
                shutdown: stop.forLetters,
                wokenBy: bell
            )
            mailmen.append((mailman, bell))
        }
        services.append(MailService(mailmen: mailmen, conninfo: settings.database))
        services.append(
            ReleaseService(
                store: store,
                courses: .live,
                ownRoutes: settings.ownRoutes,
                interval: .seconds(1),
                logger: logger
            )
        )
        return services
    }
}
