import Configuration
import Course
import Foundation
import Mail

extension Settings {
    /// Reads flags over environment over a JSON file.
    ///
    /// | key | environment | meaning |
    /// | --- | --- | --- |
    /// | `tandem.database` | `TANDEM_DATABASE` | the service's libpq connection string |
    /// | `tandem.owner` | `TANDEM_OWNER` | the migrating one's; the service's where none is given |
    /// | `tandem.mail` | `TANDEM_MAIL` | the default route's transport URL: `smtp://`, `smtps://` or `maildir:` |
    /// | `tandem.mail-sessions` | `TANDEM_MAIL_SESSIONS` | its deliveries at once, 1 to 64; 4 |
    /// | `tandem.letters-a-minute` | `TANDEM_LETTERS_A_MINUTE` | its letters a minute at most, or `none`; none |
    /// | `tandem.quiet` | `TANDEM_QUIET` | the hours in which letters stay in the house, or `none`; `21:00-06:00` |
    /// | `tandem.time-zone` | `TANDEM_TIME_ZONE` | whose hours those are; `Europe/Copenhagen` |
    /// | `tandem.bounces` | `TANDEM_BOUNCES` | the address that bounces come back to; without it they are not known of |
    /// | `tandem.secret-file` | `TANDEM_SECRET_FILE` | the file of at least 32 octets that bounce addresses are signed with |
    /// | `tandem.bounce-maildir` | `TANDEM_BOUNCE_MAILDIR` | the Maildir that bounces are delivered to, for `serve` to watch |
    /// | `tandem.journal` | `TANDEM_JOURNAL` | the folder of the accept journals; `/var/lib/tandem/journal` |
    /// | `tandem.listen` | `TANDEM_LISTEN` | where pages are served, or `none`; `127.0.0.1:8080` |
    /// | `tandem.address` | `TANDEM_ADDRESS` | the site's public address; `http://localhost` with the port of the former |
    /// | `tandem.sender` | `TANDEM_SENDER` | who sign-in letters to administrators are from; else a municipality |
    /// | `tandem.proxies` | `TANDEM_PROXIES` | proxies elsewhere than on this machine whose `X-Forwarded-For` is believed |
    /// | `tandem.shutdown` | `TANDEM_SHUTDOWN` | seconds that a stop may take, 1 to 600; 20 |
    /// | `tandem.routes` | `TANDEM_ROUTES` | the keys of municipalities with a route of their own |
    ///
    /// Those routes' own settings are below `tandem.route.KEY`, as ``readRoutes(_:bounces:in:)`` has them.
    ///
    /// - Throws: ``SettingsFault`` for what is missing or malformed; nothing is replaced by a default in silence.
    static func read(flags: [String: String], file: String?) throws(SettingsFault) -> Settings {
        let (reader, routeSettings) = try open(flags: flags, file: file)
        guard let database = reader.text("database") else {
            throw .missing(
                "TANDEM_DATABASE",
                "give a libpq connection string, as \"host=/run/postgresql dbname=tandem user=tandem_service\""
            )
        }
        let owner = reader.text("owner") ?? database
        for (name, conninfo) in [("TANDEM_DATABASE", database), ("TANDEM_OWNER", owner)] {
            if let fault = ConnectionString.fault(in: conninfo) { throw .malformed(name, fault) }
        }
        let zone = try timeZone(reader)
        var settings = Settings(
            database: database,
            owner: owner,
            journal: reader.text("journal") ?? "/var/lib/tandem/journal",
            bounces: try bounces("bounces", reader),
            bounceMaildir: reader.text("bounce-maildir"),
            secretFile: reader.text("secret-file"),
            timeZone: zone
        )
        for (name, path) in [
            ("TANDEM_BOUNCE_MAILDIR", settings.bounceMaildir), ("TANDEM_SECRET_FILE", settings.secretFile),
        ] {
            guard path?.hasPrefix("/") ?? true else { throw .malformed(name, "expected an absolute path") }
        }
        settings.listen = try listen(reader)
        settings.address = try address(reader, servedAt: settings.listen)
        settings.sender = try sender(reader)
        settings.proxies = try proxies(reader)
        if let seconds = try reader.number("shutdown", in: 1...600) { settings.shutdown = .seconds(seconds) }
        settings.routes = try readRoutes(reader, bounces: settings.bounces, in: zone)
        try requireNamed(routeSettings, in: settings.routes)
        return settings
    }

    /// Reads the time zone alone, for a command that may do without a database of its own.
    static func readTimeZone(file: String?) throws(SettingsFault) -> Zone {
        try timeZone(open(flags: [:], file: file).reader)
    }

    private static func timeZone(_ reader: SettingsReader) throws(SettingsFault) -> Zone {
        guard let zone = Zone(reader.text("time-zone") ?? "Europe/Copenhagen") else {
            throw .malformed("TANDEM_TIME_ZONE", "expected the name of a time zone, as Europe/Copenhagen")
        }
        return zone
    }

    /// The sources in their order, and the variables of every setting that is said to be a route's.
    static func open(
        flags: [String: String],
        file: String?
    ) throws(SettingsFault) -> (reader: SettingsReader, routeSettings: [String]) {
        let environment = ProcessInfo.processInfo.environment
        var providers: [any ConfigProvider] = [
            provider("flags", of: flags.map { ("tandem.\($0)", $1) }),
            EnvironmentVariablesProvider(environmentVariables: environment),
        ]
        var routeSettings = environment.keys.filter { $0.hasPrefix("TANDEM_ROUTE_") }
        if let file {
            let values = try SettingsFile(path: file).values
            providers.append(provider("file", of: values.map { ($0, $1) }))
            routeSettings += values.keys.filter { $0.hasPrefix("tandem.route.") }
                .map { SettingsReader.variable(String($0.trimmingPrefix("tandem."))) }
        }
        return (SettingsReader(config: ConfigReader(providers: providers)), routeSettings)
    }

    /// Whether a setting of that name exists.
    static func knows(_ name: String) -> Bool {
        let parts = name.split(separator: ".", omittingEmptySubsequences: false).map(String.init)
        guard parts.first == "tandem" else { return false }
        switch parts.count {
        case 2: return keys.contains(parts[1])
        case 4: return parts[1] == "route" && routeKeys.contains(parts[3])
        default: return false
        }
    }

    private static let keys: Set<String> = [
        "database", "owner", "mail", "mail-sessions", "letters-a-minute", "quiet", "time-zone", "bounces",
        "secret-file",
        "bounce-maildir", "journal", "listen", "address", "sender", "proxies", "shutdown", "routes",
    ]

    private static func provider(_ name: String, of values: [(String, String)]) -> InMemoryProvider {
        InMemoryProvider(
            name: name,
            values: Dictionary(
                values.map { name, value in
                    let parts = name.split(separator: ".").map(String.init)
                    return (AbsoluteConfigKey(parts), ConfigValue(.string(value), isSecret: false))
                },
                uniquingKeysWith: { one, _ in one }
            )
        )
    }
}
