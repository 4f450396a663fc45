import Mail

/// What the program must be told to run.
struct Settings: Sendable {
    /// The service's libpq connection string.
    var database: String
    /// The migrating one's; the service's where none is given.
    var owner: String
    /// Where letters go.
    var mail: Transport?
    /// The folder of the accept journals of this machine.
    var journal: String
    /// Deliveries at once.
    var mailSessions: Int
}

/// Why the program does not start: which setting, and what is wrong with it.
///
/// Never the value of one that holds a secret.
struct SettingsFault: Error, CustomStringConvertible {
    let description: String

    static func missing(_ name: String, _ what: String) -> SettingsFault {
        SettingsFault(description: "\(name) is not set: \(what)")
    }

    static func malformed(_ name: String, _ what: String) -> SettingsFault {
        SettingsFault(description: "\(name) is malformed: \(what)")
    }
}
