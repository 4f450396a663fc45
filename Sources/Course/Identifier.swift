/// The key of one subject, so that a leader's is never taken for a group's.
public struct Identifier<Subject>: RawRepresentable, Hashable, Comparable, Codable, Sendable, CustomStringConvertible {
    /// The key as the database has it.
    public let rawValue: Int64

    /// Takes a key from the database.
    public init(rawValue: Int64) {
        self.rawValue = rawValue
    }

    /// Reads a bare number.
    public init(from decoder: any Decoder) throws {
        rawValue = try decoder.singleValueContainer().decode(Int64.self)
    }

    /// Writes a bare number.
    public func encode(to encoder: any Encoder) throws {
        var container = encoder.singleValueContainer()
        try container.encode(rawValue)
    }

    /// The number alone.
    public var description: String { String(rawValue) }

    /// The order in which the database gave the keys out.
    public static func < (one: Self, other: Self) -> Bool { one.rawValue < other.rawValue }
}
