import Glibc

/// The address that somebody asks from, in the one way of writing it.
public struct ClientAddress: Hashable, Sendable {
    /// As `192.0.2.7` or `2001:db8::7`.
    public let text: String

    /// An address of IPv4 or IPv6 as it is written, without a port; `nil` where it is none.
    public init?(_ text: String) {
        var four = in_addr()
        var six = in6_addr()
        var buffer = [CChar](repeating: 0, count: Int(INET6_ADDRSTRLEN))
        let size = socklen_t(buffer.count)
        // A link's own address names its interface, too (RFC 4007 §11).
        let plain = String(text.prefix { $0 != "%" })
        let isWritten =
            if inet_pton(AF_INET, plain, &four) == 1 {
                inet_ntop(AF_INET, &four, &buffer, size) != nil
            } else if inet_pton(AF_INET6, plain, &six) == 1 {
                inet_ntop(AF_INET6, &six, &buffer, size) != nil
            } else {
                false
            }
        guard isWritten else { return nil }
        let written = String(decoding: buffer.prefix { $0 != 0 }.map(UInt8.init(bitPattern:)), as: UTF8.self)
        // An IPv4 address in IPv6, as a socket for both has it (RFC 4291 §2.5.5.2).
        self.text = written.hasPrefix("::ffff:") && written.contains(".") ? String(written.dropFirst(7)) : written
    }

    /// Whether it is this machine's own.
    var isLoopback: Bool { text == "::1" || text.hasPrefix("127.") }

    /// Who asks: the peer itself, or whom it says that it asks for where it is a proxy of ours.
    ///
    /// - Parameters:
    ///   - peer: The connection's other end.
    ///   - forwarded: The `X-Forwarded-For` fields, one after the other. Only the last entry of the last is a proxy's of ours: what
    ///     stands before it is what the client itself has said.
    ///   - proxies: Peers that are believed, beside those on this machine.
    /// - Returns: The address; `nil` where the peer has none.
    static func of(peer: String?, forwarded: [String], proxies: Set<String>) -> ClientAddress? {
        guard let peer = peer.flatMap({ ClientAddress($0) }) else { return nil }
        guard peer.isLoopback || proxies.contains(peer.text), let last = forwarded.last?.split(separator: ",").last
        else { return peer }
        return ClientAddress(last.filter { !$0.isWhitespace }) ?? peer
    }
}
