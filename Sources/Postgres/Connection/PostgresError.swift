/// What PostgreSQL, the connection to it, or the reading of a row refused.
///
/// It tells what, where and by which constraint, never the values: neither those bound nor those in a message of
/// the server's. `DETAIL` and `HINT` are left out for that reason.
public struct PostgresError: Error, Hashable, Sendable {
    /// The SQLSTATE.
    public var code: Code
    /// What the server or this module says, where it cannot hold a value.
    public var message: String?
    /// The constraint that was violated.
    ///
    /// A function may name one too: `RAISE … USING CONSTRAINT = 'name'`.
    public var constraint: String?
    /// The table concerned.
    public var table: String?
    /// The column concerned.
    public var column: String?
    /// Where in the statement the fault is, in Unicode scalars from 1.
    public var position: Int?
    /// The file whose call failed, as `#fileID`.
    public var file: String = ""
    /// The line of the call.
    public var line: UInt = 0

    /// Makes an error of this module's or a caller's own.
    public init(_ code: Code, _ message: String? = nil) {
        self.code = code
        self.message = message
    }

    /// Whether the same transaction may succeed when it runs again: it lost against another one, its connection broke, or
    /// its server is no longer the primary.
    public var isTransient: Bool {
        isConflict || endsConnection
    }

    /// Whether it lost against another transaction, and so did nothing.
    var isConflict: Bool {
        code == .serializationFailure || code == .deadlockDetected
    }

    /// Whether the connection is of no more use.
    var endsConnection: Bool {
        code == .readOnlyTransaction || code.rawValue.hasPrefix("08") || code.rawValue.hasPrefix("57P0")
    }

    func prefixed(_ prefix: String) -> PostgresError {
        var error = self
        error.message = prefix + (message ?? "")
        return error
    }

    func located(at caller: Caller) -> PostgresError {
        guard file.isEmpty else { return self }
        var error = self
        error.file = caller.file
        error.line = caller.line
        return error
    }
}

extension PostgresError: CustomStringConvertible {
    /// The error in one line.
    public var description: String {
        var text = "PostgreSQL \(code.rawValue)"
        if let constraint { text += ", constraint \(constraint)" }
        if let table { text += ", table \(table)" }
        if let message { text += ": \(message)" }
        if !file.isEmpty { text += " (\(file):\(line))" }
        return text
    }
}

/// The place in the source that an error names.
struct Caller: Sendable {
    var file: String
    var line: UInt
}
