import Course
import CourseWeb
import Mail

extension Settings {
    /// Reads the site's public address alone, for a command that may do without a database of its own.
    static func readAddress(file: String?) throws(SettingsFault) -> SiteAddress {
        let reader = try open(flags: [:], file: file).reader
        return try address(reader, servedAt: try listen(reader))
    }

    /// Where pages are served; `nil` for nowhere.
    static func listen(_ reader: SettingsReader) throws(SettingsFault) -> ListenAddress? {
        guard let text = reader.text("listen") else { return .ordinary }
        let listen = ListenAddress(text)
        guard text == "none" || listen != nil else {
            throw .malformed("TANDEM_LISTEN", "expected an address and a port, as 127.0.0.1:8080, or none")
        }
        return listen
    }

    static func address(
        _ reader: SettingsReader,
        servedAt listen: ListenAddress?
    ) throws(SettingsFault) -> SiteAddress {
        guard let text = reader.text("address") else { return SiteAddress(servedAt: listen) }
        guard let address = SiteAddress(text) else {
            throw .malformed(
                "TANDEM_ADDRESS",
                "expected an address without a path, as https://kursus.example; http is for localhost only"
            )
        }
        return address
    }

    static func sender(_ reader: SettingsReader) throws(SettingsFault) -> Mailbox? {
        guard let text = reader.text("sender") else { return nil }
        do {
            return try Mailbox(parsing: text)
        } catch {
            throw .malformed("TANDEM_SENDER", "expected a name and an address, as Tandem <kursus@tandem.example>")
        }
    }

    /// The peers whose word is taken for whom they ask for.
    static func proxies(_ reader: SettingsReader) throws(SettingsFault) -> Set<String> {
        var proxies: Set<String> = []
        for part in reader.text("proxies")?.split(separator: ",", omittingEmptySubsequences: false) ?? [] {
            guard let address = ClientAddress(part.filter { !$0.isWhitespace }) else {
                throw .malformed("TANDEM_PROXIES", "expected addresses, as 192.0.2.10,2001:db8::10")
            }
            proxies.insert(address.text)
        }
        return proxies
    }
}
