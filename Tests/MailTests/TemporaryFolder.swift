import CourseTesting
import Foundation

/// A folder that goes away with the test.
final class TemporaryFolder {
    let path: String

    init() throws {
        path = FileManager.default.temporaryDirectory.appending(path: "mail-\(UUID().uuidString)").path
        try FileManager.default.createDirectory(atPath: path, withIntermediateDirectories: true)
    }

    /// Writes a shell script and makes it a program.
    ///
    /// Another process writes it: while this one has it open, a test elsewhere may start a program, which then holds it open too,
    /// and Linux runs no file that is open for writing.
    static func makeProgram(_ script: String, at path: String) throws {
        let result = try Command.run(
            "sh",
            ["-c", "cat >\"$1\" && chmod 700 \"$1\"", "sh", path],
            input: Array(script.utf8)
        )
        guard result.status == 0 else { throw CocoaError(.fileWriteUnknown) }
    }

    deinit { try? FileManager.default.removeItem(atPath: path) }
}
