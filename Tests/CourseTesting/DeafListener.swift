import Glibc

/// A port that is taken and that nobody can connect to.
public final class DeafListener: Sendable {
    /// The port, on 127.0.0.1.
    public let port: Int
    private let sockets: [Int32]

    /// Takes a port.
    ///
    /// - Parameter refuses: whether connecting is refused at once; else its queue of connections is full, and whoever connects gets no
    ///   answer, as behind a firewall that drops packets.
    /// - Throws: `Failure` where a socket cannot be had.
    public init(refuses: Bool = false) throws {
        let listener = try Self.socket()
        var address = sockaddr_in()
        address.sin_family = sa_family_t(AF_INET)
        address.sin_addr.s_addr = in_addr_t(0x7F00_0001).bigEndian
        var length = socklen_t(MemoryLayout<sockaddr_in>.size)
        var sockets = [listener]
        let isReady = withUnsafeMutablePointer(to: &address) { pointer in
            pointer.withMemoryRebound(to: sockaddr.self, capacity: 1) { address in
                guard bind(listener, address, length) == 0, getsockname(listener, address, &length) == 0 else {
                    return false
                }
                if refuses { return true }
                guard listen(listener, 0) == 0 else { return false }
                // A queue of none holds one; the others are left waiting.
                for _ in 0..<3 {
                    guard let filler = try? Self.socket() else { return false }
                    _ = connect(filler, address, length)
                    sockets.append(filler)
                }
                return true
            }
        }
        guard isReady else { throw Failure(number: errno) }
        self.sockets = sockets
        port = Int(UInt16(bigEndian: address.sin_port))
    }

    deinit {
        for socket in sockets { close(socket) }
    }

    private static func socket() throws -> Int32 {
        let kind = Int32(SOCK_STREAM.rawValue) | Int32(SOCK_NONBLOCK.rawValue) | Int32(SOCK_CLOEXEC.rawValue)
        let socket = Glibc.socket(AF_INET, kind, 0)
        guard socket >= 0 else { throw Failure(number: errno) }
        return socket
    }

    /// No socket was to be had.
    public struct Failure: Error {
        /// Its `errno`.
        public let number: Int32
    }
}
