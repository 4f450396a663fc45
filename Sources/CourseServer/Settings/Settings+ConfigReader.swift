import Configuration
import Foundation
import Mail
import SystemPackage

extension Settings {
    /// Reads flags over environment over a JSON file.
    ///
    /// | key | environment | meaning |
    /// | --- | --- | --- |
    /// | `tandem.database` | `TANDEM_DATABASE` | the service's libpq connection string |
    /// | `tandem.owner` | `TANDEM_OWNER` | the migrating one's; the service's where none is given |
    /// | `tandem.mail` | `TANDEM_MAIL` | a transport URL: `smtp://`, `smtps://` or `maildir:` |
    /// | `tandem.journal` | `TANDEM_JOURNAL` | the folder of the accept journals, `/var/lib/tandem/journal` |
    /// | `tandem.mail-sessions` | `TANDEM_MAIL_SESSIONS` | deliveries at once, 4 |
    ///
    /// - Throws: ``SettingsFault`` for what is missing or malformed; nothing is replaced by a default in silence.
    static func read(flags: [String: String], file: String?) async throws -> Settings {
        var providers: [any ConfigProvider] = [
            InMemoryProvider(
                name: "flags",
                values: Dictionary(
                    uniqueKeysWithValues: flags.map { key, value in
                        (AbsoluteConfigKey(["tandem", key]), ConfigValue(.string(value), isSecret: false))
                    }
                )
            ),
            EnvironmentVariablesProvider(),
        ]
        if let file {
            do {
                providers.append(try await FileProvider<JSONSnapshot>(filePath: FilePath(file)))
            } catch {
                throw SettingsFault(description: "the configuration file \(file) cannot be read as JSON")
            }
        }
        let config = ConfigReader(providers: providers)
        func text(_ key: ConfigKey) -> String? {
            config.string(forKey: key, isSecret: true).flatMap { $0.isEmpty ? nil : $0 }
        }

        guard let database = text("tandem.database") else {
            throw SettingsFault.missing(
                "TANDEM_DATABASE",
                "give a libpq connection string, as \"host=/run/postgresql dbname=tandem user=tandem_service\""
            )
        }
        let owner = text("tandem.owner") ?? database
        for (name, conninfo) in [("TANDEM_DATABASE", database), ("TANDEM_OWNER", owner)] {
            if let fault = ConnectionString.fault(in: conninfo) { throw SettingsFault.malformed(name, fault) }
        }
        var mail: Transport?
        if let url = text("tandem.mail") {
            do {
                mail = try Transport(url, heloName: ProcessInfo.processInfo.hostName)
            } catch {
                throw SettingsFault.malformed("TANDEM_MAIL", "\(error)")
            }
        }
        var sessions = 4
        if let given = text("tandem.mail-sessions") {
            guard let number = Int(given), (1...64).contains(number) else {
                throw SettingsFault.malformed("TANDEM_MAIL_SESSIONS", "expected a number from 1 to 64")
            }
            sessions = number
        }
        return Settings(
            database: database,
            owner: owner,
            mail: mail,
            journal: text("tandem.journal") ?? "/var/lib/tandem/journal",
            mailSessions: sessions
        )
    }
}
