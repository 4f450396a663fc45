import Glibc

/// A system call on a file that failed.
public struct FileFault: Error, Sendable, Hashable, CustomStringConvertible {
    /// The system call.
    public let operation: String
    /// Its `errno`.
    public let number: Int32

    init(_ operation: String, _ number: Int32) {
        self.operation = operation
        self.number = number
    }

    /// Whether the file is not there, or not any more.
    public var isMissing: Bool { number == ENOENT }

    /// Whether the disk, or what we may use of it, is full.
    public var isFull: Bool { number == ENOSPC || number == EDQUOT || number == EFBIG }

    /// The operation and the system's words for what went wrong.
    public var description: String {
        "\(operation) failed: \(strerror(number).map { String(cString: $0) } ?? "error \(number)")"
    }
}
