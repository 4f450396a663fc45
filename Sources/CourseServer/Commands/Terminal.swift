import Foundation
import Glibc

/// Where a command writes: results to standard output, all else to standard error.
enum Terminal {
    /// Writes a result.
    static func write(_ text: String) {
        FileHandle.standardOutput.write(Data(text.utf8))
    }

    /// Says something to the person at the terminal.
    static func say(_ line: String) {
        FileHandle.standardError.write(Data((line + "\n").utf8))
    }

    /// Whether a person is looking at standard error.
    static var isWatched: Bool { isatty(STDERR_FILENO) == 1 }

    /// Replaces the line of a progress that a person is looking at.
    static func progress(_ line: String) {
        guard isWatched else { return }
        FileHandle.standardError.write(Data("\r\u{1B}[K\(line)".utf8))
    }

    /// Ends the progress line.
    static func endProgress() {
        if isWatched { FileHandle.standardError.write(Data("\n".utf8)) }
    }
}

/// A file that was asked for.
enum InputFile {
    /// - Throws: a sentence that names the file where it cannot be read or is larger than `limit` bytes.
    static func read(_ path: String, limit: Int) throws -> [UInt8] {
        guard let handle = FileHandle(forReadingAtPath: path) else {
            throw InputFault(description: "\(path): cannot be read; is it there, and may you read it?")
        }
        defer { try? handle.close() }
        do {
            let data = try handle.read(upToCount: limit + 1) ?? Data()
            guard data.count <= limit else {
                throw InputFault(description: "\(path): is larger than \(limit / 1_000_000) MB")
            }
            return Array(data)
        } catch let fault as InputFault {
            throw fault
        } catch {
            throw InputFault(description: "\(path): cannot be read; is it a file?")
        }
    }
}

struct InputFault: Error, CustomStringConvertible {
    let description: String
}
