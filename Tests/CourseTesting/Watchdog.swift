import Foundation

/// A shell that waits for this process to end, however it ends, and then cleans up after it.
///
/// It reads from a pipe that only this process holds open. It has a session of its own, so that what is typed at a terminal does not end it too.
public struct Watchdog: Sendable {
    // Kept open for as long as the process lives.
    private let pipe: Pipe

    /// Starts the shell.
    ///
    /// - Parameters:
    ///   - script: What cleans up; it finds its arguments in `$1`, `$2` …
    ///   - arguments: The arguments.
    /// - Throws: What `Process` throws where there is no shell.
    public init(script: String, arguments: [String]) throws {
        pipe = Pipe()
        // Programs that this process starts must not hold the pipe open.
        _ = fcntl(pipe.fileHandleForWriting.fileDescriptor, F_SETFD, FD_CLOEXEC)
        let shell = Process()
        shell.executableURL = URL(filePath: "/usr/bin/setsid")
        shell.arguments = ["sh", "-c", "trap '' INT TERM HUP; read _; exec </dev/null\n" + script, "sh"] + arguments
        shell.currentDirectoryURL = URL(filePath: "/")
        shell.standardInput = pipe.fileHandleForReading
        shell.standardOutput = FileHandle.nullDevice
        shell.standardError = FileHandle.nullDevice
        try shell.run()
    }
}
