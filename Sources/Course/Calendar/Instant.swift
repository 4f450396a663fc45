/// A point of time, to the microsecond, the same everywhere.
public struct Instant: Hashable, Comparable, Sendable {
    /// Microseconds since 1970-01-01T00:00:00Z.
    public let microseconds: Int64

    /// So many microseconds since 1970-01-01T00:00:00Z.
    public init(microseconds: Int64) {
        self.microseconds = microseconds
    }

    /// So many seconds since 1970-01-01T00:00:00Z.
    public init(seconds: Int) {
        microseconds = Int64(seconds) * 1_000_000
    }

    /// Before every other.
    public static let distantPast = Instant(microseconds: .min)

    /// After every other.
    public static let distantFuture = Instant(microseconds: .max)

    /// Whole seconds since 1970-01-01T00:00:00Z, rounded down.
    public var seconds: Int {
        let (quotient, remainder) = microseconds.quotientAndRemainder(dividingBy: 1_000_000)
        return Int(remainder < 0 ? quotient - 1 : quotient)
    }

    /// So many seconds later; earlier when negative.
    public func adding(seconds: Int) -> Instant {
        Instant(microseconds: microseconds + Int64(seconds) * 1_000_000)
    }

    /// The earlier one first.
    public static func < (one: Instant, other: Instant) -> Bool { one.microseconds < other.microseconds }
}
