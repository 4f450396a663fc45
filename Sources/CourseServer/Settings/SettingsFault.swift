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
