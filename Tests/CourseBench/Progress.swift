import Foundation

/// What the bench is doing, said to a person who watches standard error.
enum Progress {
    private static var isWatched: Bool { isatty(STDERR_FILENO) == 1 }

    /// Replaces what was said before.
    static func say(_ line: String) {
        if isWatched { FileHandle.standardError.write(Data("\r\u{1B}[K\(line) …".utf8)) }
    }

    /// Leaves an empty line to who comes next.
    static func end() {
        if isWatched { FileHandle.standardError.write(Data("\r\u{1B}[K".utf8)) }
    }
}
