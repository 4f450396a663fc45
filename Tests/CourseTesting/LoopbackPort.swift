import NIOCore
import NIOPosix
import Synchronization

/// Finds ports for programs that must be told theirs.
public enum LoopbackPort {
    /// A port of 127.0.0.1 that was free a moment ago, below those that the system gives to outgoing connections: else one of
    /// the many that other tests open would take it before the program does.
    ///
    /// - Returns: the port.
    /// - Throws: what the system says where no port is free.
    public static func free() async throws -> Int {
        for _ in 0..<100 {
            let port = Int.random(in: 20_000..<32_000)
            // What another test has just been given, its program may not listen on yet.
            guard given.withLock({ $0.insert(port).inserted }) else { continue }
            guard let probe = try? await bind(port) else { continue }
            try await probe.close().get()
            return port
        }
        let probe = try await bind(0)
        defer { probe.close(promise: nil) }
        return probe.localAddress?.port ?? 0
    }

    /// The ports that this process has given out: none is given twice.
    private static let given = Mutex<Set<Int>>([])

    private static func bind(_ port: Int) async throws -> any Channel {
        try await ServerBootstrap(group: MultiThreadedEventLoopGroup.singleton).bind(host: "127.0.0.1", port: port)
            .get()
    }
}
