import Foundation
import Synchronization

/// The program at work, in a process of its own.
final class RunningProgram: Sendable {
    /// How it ended and what it wrote.
    struct Outcome: Sendable {
        /// The exit code, or the signal that ended it.
        var status: Int32
        /// Whether it ended by itself.
        var exited: Bool
        /// Standard output.
        var output: String
        /// Standard error.
        var complaint: String
    }

    private struct State {
        var hasEnded = false
        var waiters: [CheckedContinuation<Void, Never>] = []
    }

    private let process: Process
    private let files: (output: URL, complaint: URL)
    private let state = Mutex(State())

    /// Starts `tandem` with nothing in its environment but what is given, and a file as its standard input.
    init(_ arguments: [String], environment: [String: String], input: String? = nil, in folder: URL) throws {
        let name = UUID().uuidString
        files = (folder.appending(path: "\(name).out"), folder.appending(path: "\(name).err"))
        for file in [files.output, files.complaint] { try Data().write(to: file) }
        process = Process()
        process.executableURL = try Binary.url()
        process.arguments = arguments
        process.environment = environment
        process.currentDirectoryURL = folder
        process.standardInput = try input.map { try FileHandle(forReadingFrom: URL(filePath: $0)) } ?? .nullDevice
        process.standardOutput = try FileHandle(forWritingTo: files.output)
        process.standardError = try FileHandle(forWritingTo: files.complaint)
        process.terminationHandler = { [self] _ in
            let waiters = state.withLock { state in
                state.hasEnded = true
                defer { state.waiters = [] }
                return state.waiters
            }
            for waiter in waiters { waiter.resume() }
        }
        try process.run()
    }

    var identifier: Int32 { process.processIdentifier }
    var isRunning: Bool { state.withLock { !$0.hasEnded } }

    /// What it has written to standard output so far.
    var output: String { (try? String(contentsOf: files.output, encoding: .utf8)) ?? "" }

    /// What it has written to standard error so far.
    var complaint: String { (try? String(contentsOf: files.complaint, encoding: .utf8)) ?? "" }

    /// Waits for its end.
    @discardableResult
    func outcome() async throws -> Outcome {
        await withCheckedContinuation { continuation in
            let hasEnded = state.withLock { state in
                if !state.hasEnded { state.waiters.append(continuation) }
                return state.hasEnded
            }
            if hasEnded { continuation.resume() }
        }
        return Outcome(
            status: process.terminationStatus,
            exited: process.terminationReason == .exit,
            output: String(decoding: try Data(contentsOf: files.output), as: UTF8.self),
            complaint: complaint
        )
    }

    /// Kills it as `kill -9` does, and waits for its end.
    func kill() async throws {
        if isRunning { Foundation.kill(identifier, SIGKILL) }
        try await outcome()
    }

    /// Asks it to stop, and waits for its end.
    func terminate() async throws -> Outcome {
        Foundation.kill(identifier, SIGTERM)
        return try await outcome()
    }
}

/// The built program: it lies beside the test bundle.
enum Binary {
    struct NotFound: Error {}

    static func url() throws -> URL {
        let bundle = CommandLine.arguments.first { $0.contains(".xctest") } ?? CommandLine.arguments[0]
        var folder = URL(filePath: bundle)
        while folder.pathComponents.count > 1 {
            folder.deleteLastPathComponent()
            let binary = folder.appending(path: "tandem")
            var isFolder: ObjCBool = false
            if FileManager.default.fileExists(atPath: binary.path, isDirectory: &isFolder), !isFolder.boolValue {
                return binary
            }
        }
        throw NotFound()
    }
}
