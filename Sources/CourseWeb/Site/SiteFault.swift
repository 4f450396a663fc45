import Glibc

/// Why a site cannot be served.
public struct SiteFault: Error, Hashable, CustomStringConvertible {
    /// Where it was to be served.
    public let address: Site.Address
    /// The system's `errno`.
    public let number: Int32

    /// One sentence.
    public var description: String {
        let cause =
            switch number {
            case EADDRINUSE: "another program listens there"
            case EADDRNOTAVAIL: "this machine has no such address"
            case EACCES: "ports below 1024 are not for this account"
            default: strerror(number).map { String(cString: $0) } ?? "error \(number)"
            }
        return "\(address) cannot be listened on: \(cause)"
    }
}
