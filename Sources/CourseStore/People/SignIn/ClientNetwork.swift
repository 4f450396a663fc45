import Glibc

/// The network that somebody asks from: what may ask so often an hour, since single addresses cost nothing.
public struct ClientNetwork: Hashable, Sendable {
    /// A /24 of IPv4 as `192.0.2.0/24`, a /64 of IPv6 as 16 hexadecimal digits; `unknown` for what is no address.
    public let text: String

    /// The network of an address, as `192.0.2.7` or `2001:db8::7`, without a port; an IPv4 address in IPv6 (RFC 4291 §2.5.5.2) is the former.
    public init(of address: String) {
        var four = in_addr()
        var six = in6_addr()
        // A link's own address names its interface, too (RFC 4007 §11).
        let plain = String(address.prefix { $0 != "%" })
        if inet_pton(AF_INET, plain, &four) == 1 {
            text = Self.text(ofFour: withUnsafeBytes(of: four) { Array($0) })
        } else if inet_pton(AF_INET6, plain, &six) == 1 {
            let bytes = withUnsafeBytes(of: six) { Array($0) }
            text =
                bytes.starts(with: Self.mapped)
                ? Self.text(ofFour: Array(bytes[12...]))
                : bytes[..<8].hexadecimal
        } else {
            text = "unknown"
        }
    }

    private static let mapped: [UInt8] = [0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0xFF, 0xFF]

    private static func text(ofFour bytes: [UInt8]) -> String {
        bytes[..<3].map(String.init).joined(separator: ".") + ".0/24"
    }
}
