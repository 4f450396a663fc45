import Foundation
import NIOCore
import NIOPosix

/// Postfix's `smtp-sink` as a process on a free loopback port; ends with this value, or with the test process.
///
/// It keeps what it is sent and counts it, and misbehaves as told: see `Fault`.
public final class SMTPSinkProcess {
    /// The port that it listens on, on 127.0.0.1.
    public let port: Int
    private let process: Process
    private let folder: ScratchFolder

    /// Where the sink is installed; nil where it is not (Debian's package `postfix`).
    public static var path: String? {
        ["/usr/sbin/smtp-sink", "/usr/local/sbin/smtp-sink"].first { FileManager.default.isExecutableFile(atPath: $0) }
    }

    /// Starts the sink and waits until it takes connections.
    ///
    /// - Parameters:
    ///   - faults: what goes wrong in every session.
    ///   - keepsMessages: whether each message is written to a file, for `messages`; costs time.
    ///   - options: more of its options, as `["-8"]`.
    /// - Returns: nil where it is not installed.
    /// - Throws: where it ends before it takes a connection.
    public static func start(
        _ faults: [Fault] = [],
        keepsMessages: Bool = false,
        options: [String] = []
    ) async throws -> SMTPSinkProcess? {
        guard let path else { return nil }
        for attempt in 0..<8 {
            if let sink = try await start(path, faults, keepsMessages: keepsMessages, options: options) { return sink }
            // Whatever it lacked while hundreds of tests began at once comes back.
            try await Task.sleep(for: .milliseconds(50 << attempt))
        }
        throw DidNotStart()
    }

    /// The sink ended before it took a connection, on any of eight ports.
    public struct DidNotStart: Error {}

    /// - Returns: nil where it ended, as when somebody else took its port first.
    private static func start(
        _ path: String,
        _ faults: [Fault],
        keepsMessages: Bool,
        options: [String]
    ) async throws -> SMTPSinkProcess? {
        let folder = try ScratchFolder("sink")
        // As root the sink wants a user to become, who then has to write here.
        try folder.makeFolder("messages", permissions: 0o777)
        try folder.write("", to: "counters")
        let port = try LoopbackPort.free()
        let process = Process()
        process.executableURL = URL(filePath: path)
        process.arguments =
            (getuid() == 0 ? ["-u", "nobody"] : [])
            + ["-c"] + (keepsMessages ? ["-d", "messages/"] : [])
            + faults.flatMap(\.options) + options + ["127.0.0.1:\(port)", "512"]
        process.currentDirectoryURL = URL(filePath: folder.path)
        process.standardOutput = try FileHandle(forWritingTo: URL(filePath: "\(folder.path)/counters"))
        process.standardError = FileHandle.nullDevice
        try process.run()
        let sink = SMTPSinkProcess(port: port, process: process, folder: folder)
        while process.isRunning {
            let connection = try? await ClientBootstrap(group: MultiThreadedEventLoopGroup.singleton)
                .connect(host: "127.0.0.1", port: port).get()
            guard let connection else { continue }
            // A sink that hangs up at once has closed it already.
            try? await connection.close().get()
            if process.isRunning { return sink }
        }
        return nil
    }

    private init(port: Int, process: Process, folder: ScratchFolder) {
        self.port = port
        self.process = process
        self.folder = folder
    }

    deinit { stop() }

    /// Ends the process; what it has counted and kept goes too.
    public func stop() {
        // Started from a thread of the pool, the sink has inherited that thread's blocked signals: SIGTERM is one of them.
        if process.isRunning { kill(process.processIdentifier, SIGKILL) }
        folder.clear()
    }

    /// How many messages have come to their final dot, whatever was answered to it.
    ///
    /// - Throws: what Foundation throws after `stop()`.
    public var arrived: Int {
        get throws {
            // "sess=2 quit=1 mesg=17", and a carriage return, as often as something changes.
            let counters = try String(contentsOfFile: "\(folder.path)/counters", encoding: .utf8)
            let last = counters.split(separator: "\r").last ?? ""
            return last.split(separator: "=").last.flatMap { Int($0) } ?? 0
        }
    }

    /// The messages that have come to their final dot, in no order; only where they are kept.
    ///
    /// The sink puts a few header lines of its own on top, and ends lines by a line feed alone.
    ///
    /// - Throws: what Foundation throws after `stop()`.
    public var messages: [DeliveredMessage] {
        get throws {
            let place = "\(folder.path)/messages"
            return try FileManager.default.contentsOfDirectory(atPath: place).map { name in
                DeliveredMessage(name: name, bytes: [UInt8](try Data(contentsOf: URL(filePath: "\(place)/\(name)"))))
            }
        }
    }

    /// How often each Message-ID has come to its final dot; only where messages are kept.
    ///
    /// - Throws: what Foundation throws after `stop()`.
    public var copies: [String: Int] {
        get throws { try messages.reduce(into: [:]) { $0[$1.messageID, default: 0] += 1 } }
    }
}
