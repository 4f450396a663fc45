// PostgreSQL counts time in whole microseconds and days from the start of the year 2000 (`timestamp.h`, `date.h`).
// These types carry its numbers; what they mean in a time zone is for others.

/// An instant: `timestamp with time zone`.
public struct PostgresTimestamp: Hashable, Comparable, Sendable {
    /// Microseconds since 2000-01-01 00:00 UTC; the extremes are `-infinity` and `infinity`.
    public var microseconds: Int64

    /// Makes a value from PostgreSQL's number.
    public init(microseconds: Int64) { self.microseconds = microseconds }

    /// Compares in time.
    public static func < (earlier: Self, later: Self) -> Bool { earlier.microseconds < later.microseconds }
}

extension PostgresTimestamp: PostgresEncodable, PostgresDecodable {
    /// `timestamp with time zone`.
    public static var postgresType: PostgresType { .timestamp }

    /// Writes the number.
    public func encode(into writer: inout PostgresWriter) { writer.write(microseconds) }

    /// Reads the number.
    public init(from field: borrowing PostgresField) throws(PostgresError) {
        guard field.isNull || field.has(.timestamp) else { throw field.mismatch(expected: "PostgresTimestamp") }
        microseconds = try field.integer()
    }
}

/// A wall-clock time on a day: `timestamp without time zone`.
public struct PostgresLocalTimestamp: Hashable, Comparable, Sendable {
    /// Microseconds since 2000-01-01 00:00; the extremes are `-infinity` and `infinity`.
    public var microseconds: Int64

    /// Makes a value from PostgreSQL's number.
    public init(microseconds: Int64) { self.microseconds = microseconds }

    /// Compares in time.
    public static func < (earlier: Self, later: Self) -> Bool { earlier.microseconds < later.microseconds }
}

extension PostgresLocalTimestamp: PostgresEncodable, PostgresDecodable {
    /// `timestamp without time zone`.
    public static var postgresType: PostgresType { .localTimestamp }

    /// Writes the number.
    public func encode(into writer: inout PostgresWriter) { writer.write(microseconds) }

    /// Reads the number.
    public init(from field: borrowing PostgresField) throws(PostgresError) {
        guard field.isNull || field.has(.localTimestamp) else {
            throw field.mismatch(expected: "PostgresLocalTimestamp")
        }
        microseconds = try field.integer()
    }
}

/// A civil day: `date`.
public struct PostgresDate: Hashable, Comparable, Sendable {
    /// Days since 2000-01-01; the extremes are `-infinity` and `infinity`.
    public var days: Int32

    /// Makes a value from PostgreSQL's number.
    public init(days: Int32) { self.days = days }

    /// Compares in time.
    public static func < (earlier: Self, later: Self) -> Bool { earlier.days < later.days }
}

extension PostgresDate: PostgresEncodable, PostgresDecodable {
    /// `date`.
    public static var postgresType: PostgresType { .date }

    /// Writes the number.
    public func encode(into writer: inout PostgresWriter) { writer.write(days) }

    /// Reads the number.
    public init(from field: borrowing PostgresField) throws(PostgresError) {
        guard field.isNull || field.has(.date) else { throw field.mismatch(expected: "PostgresDate") }
        days = try field.integer()
    }
}

/// A time of day: `time without time zone`.
public struct PostgresTime: Hashable, Comparable, Sendable {
    /// Microseconds since midnight, 0 through 86,400,000,000 (24:00).
    public var microseconds: Int64

    /// Makes a value from PostgreSQL's number.
    public init(microseconds: Int64) { self.microseconds = microseconds }

    /// Compares in time.
    public static func < (earlier: Self, later: Self) -> Bool { earlier.microseconds < later.microseconds }
}

extension PostgresTime: PostgresEncodable, PostgresDecodable {
    /// `time without time zone`.
    public static var postgresType: PostgresType { .time }

    /// Writes the number.
    public func encode(into writer: inout PostgresWriter) { writer.write(microseconds) }

    /// Reads the number.
    public init(from field: borrowing PostgresField) throws(PostgresError) {
        guard field.isNull || field.has(.time) else { throw field.mismatch(expected: "PostgresTime") }
        microseconds = try field.integer()
    }
}
