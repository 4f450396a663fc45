/// Where pages are served, as `127.0.0.1:8080` or `[::1]:8080`.
struct ListenAddress: Hashable, Sendable, CustomStringConvertible {
    /// A name or an address of this machine, without brackets.
    let host: String
    /// 0 for any that is free.
    let port: Int

    /// On this machine only: whoever else is to see pages, a proxy with TLS lets in.
    static let ordinary = ListenAddress(host: "127.0.0.1", port: 8080)

    private init(host: String, port: Int) {
        (self.host, self.port) = (host, port)
    }

    /// An address as it is written; `nil` when it is written otherwise.
    init?(_ text: String) {
        guard let colon = text.lastIndex(of: ":") else { return nil }
        let digits = text[text.index(after: colon)...]
        guard (1...5).contains(digits.utf8.count), digits.utf8.allSatisfy({ (0x30...0x39).contains($0) }),
            let port = Int(digits), port <= 65_535
        else { return nil }
        var host = text[..<colon]
        if host.hasPrefix("["), host.hasSuffix("]") {
            host = host.dropFirst().dropLast()
        } else if host.contains(":") {
            return nil
        }
        let isName = host.utf8.allSatisfy { byte in
            byte > 0x20 && byte < 0x7F && !#"/@[]?#"#.utf8.contains(byte)
        }
        guard !host.isEmpty, isName else { return nil }
        self.init(host: String(host), port: port)
    }

    var description: String { host.contains(":") ? "[\(host)]:\(port)" : "\(host):\(port)" }
}
