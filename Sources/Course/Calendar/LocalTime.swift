/// A wall-clock time, to the minute; from 00:00 to 23:59.
public struct LocalTime: Hashable, Comparable, Sendable {
    /// Minutes since midnight.
    public let minutes: Int

    /// Midnight.
    public static let midnight = LocalTime(0, 0)

    /// A time written in the source.
    ///
    /// An impossible one is a mistake of the programmer and stops the program.
    public init(_ hour: Int, _ minute: Int) {
        precondition((0..<24).contains(hour) && (0..<60).contains(minute), "no such time: \(hour):\(minute)")
        minutes = hour * 60 + minute
    }

    /// A time from minutes since midnight; `nil` beyond the day.
    public init?(minutes: Int) {
        guard (0..<1440).contains(minutes) else { return nil }
        self.minutes = minutes
    }

    /// A time written `08:00` or `8:00`; `nil` when it is written otherwise or does not exist.
    public init?(_ text: some StringProtocol) {
        let parts = text.split(separator: ":", omittingEmptySubsequences: false)
        guard parts.count == 2, (1...2).contains(parts[0].utf8.count), parts[1].utf8.count == 2,
            parts.joined().utf8.allSatisfy({ (UInt8(ascii: "0")...UInt8(ascii: "9")).contains($0) }),
            let hour = Int(parts[0]), let minute = Int(parts[1]), hour < 24, minute < 60
        else { return nil }
        minutes = hour * 60 + minute
    }

    /// From 0 to 23.
    public var hour: Int { minutes / 60 }

    /// From 0 to 59.
    public var minute: Int { minutes % 60 }

    /// The earlier one first.
    public static func < (one: LocalTime, other: LocalTime) -> Bool { one.minutes < other.minutes }
}

extension LocalTime: CustomStringConvertible {
    /// As `08:00`.
    public var description: String {
        "\(String(hour).leftPadded(to: 2)):\(String(minute).leftPadded(to: 2))"
    }
}

extension LocalTime: Codable {
    /// Reads `08:00`.
    public init(from decoder: any Decoder) throws {
        let container = try decoder.singleValueContainer()
        guard let time = LocalTime(try container.decode(String.self)) else {
            throw DecodingError.dataCorruptedError(in: container, debugDescription: "no time")
        }
        self = time
    }

    /// Writes `08:00`.
    public func encode(to encoder: any Encoder) throws {
        var container = encoder.singleValueContainer()
        try container.encode(description)
    }
}
