/// Where people find the site, as letters' links begin: `https://kursus.example`, without a slash at its end.
struct SiteAddress: Hashable, Sendable, CustomStringConvertible {
    let description: String

    /// The site as it is listened for on this machine.
    init(servedAt listen: ListenAddress?) {
        description = "http://localhost:\((listen ?? .ordinary).port)"
    }

    /// An address as it is written; `nil` when it is written otherwise, has a path, or would have people sign in in clear: browsers
    /// keep nothing of a site that is neither under TLS nor on their own machine.
    init?(_ text: String) {
        guard let parts = text.wholeMatch(of: Self.form) else { return nil }
        let (scheme, host) = (parts.1.lowercased(), parts.2.lowercased())
        if let port = parts.3 {
            guard let number = Int(port), (1...65_535).contains(number) else { return nil }
        }
        guard scheme == "https" || ["localhost", "127.0.0.1", "[::1]"].contains(host) else { return nil }
        description = "\(scheme)://\(host)" + (parts.3.map { ":\($0)" } ?? "")
    }

    private static var form: Regex<(Substring, Substring, Substring, Substring?)> {
        /(https?):\/\/([A-Za-z0-9](?:[A-Za-z0-9.-]{0,250}[A-Za-z0-9])?|\[[0-9A-Fa-f:.]{2,45}\])(?::([0-9]{1,5}))?\/?/
    }
}
