import Glibc
import Synchronization

/// Finds ports for programs that must be told theirs.
public enum LoopbackPort {
    /// A port of 127.0.0.1 that was free a moment ago, below those that the system gives to outgoing connections: else one of
    /// the many that other tests open would take it before the program does.
    ///
    /// - Returns: the port.
    /// - Throws: ``NoneFree``.
    public static func free() throws -> Int {
        for _ in 0..<100 {
            let port = Int.random(in: 20_000..<32_000)
            // What another test has just been given, its program may not listen on yet.
            if given.withLock({ $0.insert(port).inserted }), isFree(port) { return port }
        }
        throw NoneFree()
    }

    /// A hundred ports were taken, all of them.
    public struct NoneFree: Error {}

    /// The ports that this process has given out: none is given twice.
    private static let given = Mutex<Set<Int>>([])

    /// Binds and never listens: a process that another test starts just now holds the socket until it becomes its program,
    /// and whoever asks whether the port is served already would be answered by nobody.
    private static func isFree(_ port: Int) -> Bool {
        let probe = socket(AF_INET, Int32(SOCK_STREAM.rawValue | SOCK_CLOEXEC.rawValue), 0)
        guard probe >= 0 else { return false }
        defer { close(probe) }
        var address = sockaddr_in()
        address.sin_family = sa_family_t(AF_INET)
        address.sin_port = in_port_t(port).bigEndian
        address.sin_addr.s_addr = inet_addr("127.0.0.1")
        return withUnsafePointer(to: &address) { pointer in
            pointer.withMemoryRebound(to: sockaddr.self, capacity: 1) {
                bind(probe, $0, socklen_t(MemoryLayout<sockaddr_in>.size)) == 0
            }
        }
    }
}
