import Configuration

/// Reads single settings; what is set to nothing is not set.
struct SettingsReader {
    let config: ConfigReader

    /// The setting of a key below `tandem`, as `route.glostrup.mail`.
    func text(_ key: String) -> String? {
        config.string(forKey: ConfigKey("tandem.\(key)"), isSecret: true).flatMap { $0.isEmpty ? nil : $0 }
    }

    /// A setting that is a whole number.
    ///
    /// - Throws: ``SettingsFault`` where it is none, or outside the range.
    func number(_ key: String, in range: ClosedRange<Int>) throws(SettingsFault) -> Int? {
        guard let text = text(key) else { return nil }
        guard let number = Int(text), range.contains(number) else {
            throw .malformed(
                Self.variable(key),
                "expected a number from \(range.lowerBound) to \(range.upperBound)"
            )
        }
        return number
    }

    /// The environment's name for a key, as `TANDEM_ROUTE_GLOSTRUP_MAIL`; a fault is told by it.
    static func variable(_ key: String) -> String {
        "TANDEM_"
            + String(key.uppercased().map { $0.isASCII && ($0.isLetter || $0.isNumber) ? $0 : "_" })
    }
}
