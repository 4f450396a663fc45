extension PostgresError {
    /// An SQLSTATE (PostgreSQL, Appendix A).
    ///
    /// Faults found on this side of the wire use the standard's code for them.
    public struct Code: RawRepresentable, Hashable, Sendable, ExpressibleByStringLiteral {
        /// The five characters.
        public let rawValue: String

        /// Makes a code from its five characters.
        public init(rawValue: String) { self.rawValue = rawValue }

        /// Makes a code from its five characters.
        public init(stringLiteral value: String) { rawValue = value }

        /// The first two characters.
        var category: Substring { rawValue.prefix(2) }
    }
}

extension PostgresError.Code {
    /// 08001: no connection could be made.
    public static let cannotConnect: Self = "08001"
    /// 08003: the session or the pool was used after its end.
    public static let noConnection: Self = "08003"
    /// 08006: the connection broke; a commit then may or may not have happened.
    public static let connectionFailure: Self = "08006"
    /// 21000: not exactly one row.
    public static let cardinality: Self = "21000"
    /// 22004: NULL where a value was expected.
    public static let unexpectedNull: Self = "22004"
    /// 22023: the database holds what a type cannot be.
    public static let invalidValue: Self = "22023"
    /// 23502: a NULL in a column that refuses it.
    public static let notNullViolation: Self = "23502"
    /// 23503: a foreign key.
    public static let foreignKeyViolation: Self = "23503"
    /// 23505: a unique or primary key.
    public static let uniqueViolation: Self = "23505"
    /// 23514: a CHECK.
    public static let checkViolation: Self = "23514"
    /// 23P01: an exclusion constraint.
    public static let exclusionViolation: Self = "23P01"
    /// 25006: the server does not write: it is, or has become, a standby.
    public static let readOnlyTransaction: Self = "25006"
    /// 25P01: a script ended the transaction it ran in.
    public static let noActiveTransaction: Self = "25P01"
    /// 25P02: the transaction failed in an earlier statement.
    public static let failedTransaction: Self = "25P02"
    /// 26000: a prepared statement that the server no longer knows.
    static let unknownStatement: Self = "26000"
    /// 0A000: not supported; also a prepared statement whose columns have changed.
    static let notSupported: Self = "0A000"
    /// 40001: another transaction came first.
    public static let serializationFailure: Self = "40001"
    /// 40P01: two transactions waited for each other.
    public static let deadlockDetected: Self = "40P01"
    /// 42501: a missing right, or a row-level policy.
    public static let insufficientPrivilege: Self = "42501"
    /// 42804: a column of another type than was read.
    public static let mismatchedType: Self = "42804"
    /// 42P01: no such table.
    public static let undefinedTable: Self = "42P01"
    /// 55P03: a lock was not to be had (`NOWAIT`, `lock_timeout`).
    public static let lockNotAvailable: Self = "55P03"
    /// 57014: the statement was cancelled, by a time-out or by somebody else.
    public static let queryCancelled: Self = "57014"
    /// 57P01: an administrator ended the connection.
    public static let adminShutdown: Self = "57P01"
}
