import Foundation

/// Another program at work beside the bench, found beside it or in a folder of Debian's.
final class Program {
    private let process = Process()
    private let log: URL

    /// Starts it; what it says goes to a file.
    init(_ name: String, _ arguments: [String], environment: [String: String] = [:]) throws {
        let file = try Self.find(name)
        log = FileManager.default.temporaryDirectory.appending(path: "\(name)-\(UUID().uuidString).log")
        guard FileManager.default.createFile(atPath: log.path, contents: nil) else {
            throw BenchFault("\(log.path) cannot be written")
        }
        let output = try FileHandle(forWritingTo: log)
        process.executableURL = file
        process.arguments = arguments
        process.environment = ProcessInfo.processInfo.environment.merging(environment) { _, ours in ours }
        process.standardInput = FileHandle.nullDevice
        process.standardOutput = output
        process.standardError = output
        try process.run()
    }

    deinit { kill(process.processIdentifier, SIGKILL) }

    /// - Throws: ``BenchFault`` with its last words, where it has ended.
    func requireRunning() throws {
        guard process.isRunning else { throw BenchFault("\(name) ended: \(lastWords)") }
    }

    /// Waits until it ends by itself.
    ///
    /// - Throws: ``BenchFault`` where it fails, or takes longer than `patience`.
    func finish(within patience: Duration) async throws {
        let end = ContinuousClock.now + patience
        while process.isRunning {
            guard ContinuousClock.now < end else { throw BenchFault("\(name) did not end within \(patience)") }
            try await Task.sleep(for: .milliseconds(5))
        }
        guard process.terminationStatus == 0 else { throw BenchFault("\(name) failed: \(lastWords)") }
    }

    /// Asks it to end, and makes it end where it does not.
    func stop() async throws {
        process.terminate()
        let end = ContinuousClock.now + .seconds(10)
        while process.isRunning, ContinuousClock.now < end { try await Task.sleep(for: .milliseconds(10)) }
        if process.isRunning { kill(process.processIdentifier, SIGKILL) }
    }

    /// Its number.
    var processIdentifier: Int32 { process.processIdentifier }

    /// The most memory that was ever resident, in MB (proc(5), `VmHWM`).
    func peakMemory() throws -> Double { try Self.memory(of: processIdentifier, "VmHWM") }

    /// Memory of a process, in MB, by its line in proc(5)'s `status`.
    static func memory(of process: Int32, _ line: String) throws -> Double {
        let status = try String(contentsOfFile: "/proc/\(process)/status", encoding: .utf8)
        let words = status.split(separator: "\n").first { $0.hasPrefix("\(line):") }?.split(
            whereSeparator: \.isWhitespace
        )
        guard let words, words.count == 3, let kilobytes = Double(words[1]) else {
            throw BenchFault("the memory of a program is not known")
        }
        return kilobytes * 1024 / 1_000_000
    }

    private var name: String { process.executableURL?.lastPathComponent ?? "a program" }

    /// All that it has said so far.
    var said: String { (try? String(contentsOf: log, encoding: .utf8)) ?? "" }

    private var lastWords: String {
        said.split(separator: "\n").suffix(5).joined(separator: "\n")
    }

    private static func find(_ name: String) throws -> URL {
        let beside = Bundle.main.executableURL?.deletingLastPathComponent().appending(path: name)
        let places = [beside, URL(filePath: "/usr/sbin/\(name)"), URL(filePath: "/usr/bin/\(name)")]
        guard
            let found = places.compactMap(\.self).first(where: { FileManager.default.isExecutableFile(atPath: $0.path) }
            )
        else { throw BenchFault("\(name) is not there: Deploy/bench builds or installs it") }
        return found
    }
}
