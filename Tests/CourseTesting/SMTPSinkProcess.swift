import Foundation
import NIOCore
import NIOPosix

/// Postfix's `smtp-sink` as a process on a free loopback port; ends with this value.
public final class SMTPSinkProcess {
    /// The port that it listens on, on 127.0.0.1.
    public let port: Int
    private let process: Process

    /// Where the sink is installed; nil where it is not (Debian's package `postfix`).
    public static var path: String? {
        ["/usr/sbin/smtp-sink", "/usr/local/sbin/smtp-sink"].first { FileManager.default.isExecutableFile(atPath: $0) }
    }

    /// Starts the sink and waits until it takes connections.
    ///
    /// - Parameter options: more of its options, as `["-q", "rcpt"]`.
    /// - Returns: nil where it is not installed.
    /// - Throws: where it ends before it takes a connection.
    public static func start(options: [String] = []) async throws -> SMTPSinkProcess? {
        guard let path else { return nil }
        let group = MultiThreadedEventLoopGroup.singleton
        let probe = try await ServerBootstrap(group: group).bind(host: "127.0.0.1", port: 0).get()
        let port = probe.localAddress?.port ?? 0
        try await probe.close().get()
        let process = Process()
        process.executableURL = URL(filePath: path)
        // As root the sink wants a user to become.
        let user = getuid() == 0 ? ["-u", "nobody"] : []
        process.arguments = user + options + ["127.0.0.1:\(port)", "512"]
        process.standardOutput = FileHandle.nullDevice
        process.standardError = FileHandle.nullDevice
        try process.run()
        let sink = SMTPSinkProcess(port: port, process: process)
        while true {
            do {
                try await ClientBootstrap(group: group).connect(host: "127.0.0.1", port: port).get().close().get()
                return sink
            } catch {
                guard process.isRunning else { throw error }
            }
        }
    }

    private init(port: Int, process: Process) {
        self.port = port
        self.process = process
    }

    deinit { stop() }

    /// Ends the process.
    public func stop() {
        // Started from a thread of the pool, the sink has inherited that thread's blocked signals: SIGTERM is one of them.
        if process.isRunning { kill(process.processIdentifier, SIGKILL) }
    }
}
