import Course
import CourseStore
import Foundation
import Mail

extension Settings {
    /// The keys of a route's own settings.
    static let routeKeys: Set<String> = ["mail", "sessions", "letters-a-minute", "quiet", "bounces"]

    /// Reads the default route and those of single municipalities; each of these takes from the default what it does not
    /// say itself.
    ///
    /// | key | environment, for `glostrup` | meaning |
    /// | --- | --- | --- |
    /// | `tandem.route.KEY.mail` | `TANDEM_ROUTE_GLOSTRUP_MAIL` | its transport URL |
    /// | `tandem.route.KEY.sessions` | `TANDEM_ROUTE_GLOSTRUP_SESSIONS` | its deliveries at once |
    /// | `tandem.route.KEY.letters-a-minute` | `TANDEM_ROUTE_GLOSTRUP_LETTERS_A_MINUTE` | its letters a minute, or `none` |
    /// | `tandem.route.KEY.quiet` | `TANDEM_ROUTE_GLOSTRUP_QUIET` | its quiet hours, or `none` |
    /// | `tandem.route.KEY.bounces` | `TANDEM_ROUTE_GLOSTRUP_BOUNCES` | the address that its bounces come back to |
    static func readRoutes(
        _ reader: SettingsReader,
        bounces ordinary: String?,
        in zone: Zone
    ) throws(SettingsFault) -> [Route] {
        let keys = try municipalities(reader)
        guard let transport = try transport("mail", reader) else {
            guard keys.isEmpty else {
                throw .missing("TANDEM_MAIL", "letters of municipalities without a route of their own need one")
            }
            // Looked at all the same: what is malformed is to be said now, not when mail is turned on.
            _ = try quiet("quiet", reader, in: zone)
            _ = try lettersAMinute("letters-a-minute", reader)
            _ = try reader.number("mail-sessions", in: 1...64)
            return []
        }
        let post = Route(
            name: CourseClock.ordinaryRoute,
            transport: transport,
            sessions: try reader.number("mail-sessions", in: 1...64) ?? 4,
            lettersAMinute: try lettersAMinute("letters-a-minute", reader) ?? nil,
            quiet: try quiet("quiet", reader, in: zone) ?? QuietHours("21:00-06:00", in: zone),
            bounces: ordinary
        )
        var routes = [post]
        for key in keys {
            let own = "route.\(key)"
            routes.append(
                Route(
                    name: key,
                    transport: try Self.transport("\(own).mail", reader) ?? post.transport,
                    sessions: try reader.number("\(own).sessions", in: 1...64) ?? post.sessions,
                    lettersAMinute: try lettersAMinute("\(own).letters-a-minute", reader) ?? post.lettersAMinute,
                    quiet: try quiet("\(own).quiet", reader, in: zone) ?? post.quiet,
                    bounces: try bounces("\(own).bounces", reader) ?? post.bounces
                )
            )
        }
        return routes
    }

    /// - Throws: ``SettingsFault`` where one of these names, as `TANDEM_ROUTE_GLOSTRUP_MAIL`, is a setting of no route: it
    ///   would be one that is not set.
    static func requireNamed(_ names: [String], in routes: [Route]) throws(SettingsFault) {
        let known = Set(
            routes.flatMap { route in routeKeys.map { SettingsReader.variable("route.\(route.name).\($0)") } }
        )
        for name in names.sorted() where !known.contains(name) {
            throw SettingsFault(
                description: "\(name) is a setting of no route: TANDEM_ROUTES names the municipalities that have one"
            )
        }
    }

    // MARK: Parts

    private static func municipalities(_ reader: SettingsReader) throws(SettingsFault) -> [String] {
        var keys: [String] = []
        for part in reader.text("routes")?.split(separator: ",", omittingEmptySubsequences: false) ?? [] {
            let key = part.trimmingCharacters(in: .whitespaces)
            guard key.wholeMatch(of: /[a-z0-9][a-z0-9-]{0,63}/) != nil, key != CourseClock.ordinaryRoute,
                !key.hasPrefix("course-"), !keys.contains(key)
            else {
                throw .malformed(
                    "TANDEM_ROUTES",
                    "expected the keys of municipalities, each once, as albertslund,glostrup"
                )
            }
            keys.append(key)
        }
        return keys
    }

    private static func transport(_ key: String, _ reader: SettingsReader) throws(SettingsFault) -> Transport? {
        guard let url = reader.text(key) else { return nil }
        do {
            return try Transport(url, heloName: ProcessInfo.processInfo.hostName)
        } catch {
            throw .malformed(SettingsReader.variable(key), "\(error)")
        }
    }

    /// `nil` where nothing is said, `.some(nil)` where no limit is asked for.
    private static func lettersAMinute(_ key: String, _ reader: SettingsReader) throws(SettingsFault) -> Int?? {
        guard let text = reader.text(key) else { return nil }
        if text == "none" { return .some(nil) }
        guard let number = Int(text), (1...1_000_000).contains(number) else {
            throw .malformed(SettingsReader.variable(key), "expected a number from 1 to 1000000, or none")
        }
        return number
    }

    /// `nil` where nothing is said, `.some(nil)` where no quiet is asked for.
    private static func quiet(
        _ key: String,
        _ reader: SettingsReader,
        in zone: Zone
    ) throws(SettingsFault) -> QuietHours?? {
        guard let text = reader.text(key) else { return nil }
        if text == "none" { return .some(nil) }
        guard let hours = QuietHours(text, in: zone) else {
            throw .malformed(
                SettingsReader.variable(key),
                "expected two different times of day, as 21:00-06:00, or none"
            )
        }
        return hours
    }

    static func bounces(_ key: String, _ reader: SettingsReader) throws(SettingsFault) -> String? {
        guard let text = reader.text(key) else { return nil }
        do {
            try Mailbox.validate(text)
        } catch {
            throw .malformed(SettingsReader.variable(key), "expected an address, as bounces@tandem.example")
        }
        return text
    }
}
