public import Foundation

/// Runs another program to its end.
public enum Command {
    /// What the program printed and how it ended.
    public struct Result: Sendable {
        /// The exit status.
        public let status: Int32
        /// What it wrote to standard output.
        public let output: Data
        /// What it wrote to standard error.
        public let complaint: String

        /// The output as text.
        public var text: String { String(decoding: output, as: UTF8.self) }
    }

    /// Runs a program found in PATH; its output goes through files, so that no pipe can fill.
    ///
    /// - Parameters:
    ///   - program: its name or path.
    ///   - arguments: what it is told.
    ///   - input: what it reads from standard input.
    ///   - place: its working folder; nil for this process's.
    /// - Returns: what it printed and how it ended, whatever its exit status.
    /// - Throws: what Foundation throws where it does not start.
    public static func run(
        _ program: String,
        _ arguments: [String],
        input: [UInt8] = [],
        in place: String? = nil
    ) throws -> Result {
        let folder = FileManager.default.temporaryDirectory.appending(path: "command-\(UUID().uuidString)")
        try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
        defer { try? FileManager.default.removeItem(at: folder) }
        let files = ["in", "out", "err"].map { folder.appending(path: $0) }
        try Data(input).write(to: files[0])
        for file in files[1...] { try Data().write(to: file) }
        let process = Process()
        process.executableURL = URL(filePath: "/usr/bin/env")
        process.arguments = [program] + arguments
        if let place { process.currentDirectoryURL = URL(filePath: place) }
        process.standardInput = try FileHandle(forReadingFrom: files[0])
        process.standardOutput = try FileHandle(forWritingTo: files[1])
        process.standardError = try FileHandle(forWritingTo: files[2])
        try process.run()
        process.waitUntilExit()
        return Result(
            status: process.terminationStatus,
            output: try Data(contentsOf: files[1]),
            complaint: String(decoding: try Data(contentsOf: files[2]), as: UTF8.self)
        )
    }

    /// The same, for programs that take a while: no thread of the tests waits for it.
    public static func result(
        of program: String,
        _ arguments: [String],
        input: [UInt8] = [],
        in place: String? = nil
    ) async throws -> Result {
        try await withCheckedThrowingContinuation { continuation in
            Thread.detachNewThread {
                continuation.resume(with: Swift.Result { try run(program, arguments, input: input, in: place) })
            }
        }
    }
}
