/// A civil date and a wall-clock time, without a zone.
public struct LocalDateTime: Hashable, Comparable, Sendable {
    /// The date.
    public var day: Day
    /// The time of day.
    public var time: LocalTime

    /// A time on a day.
    public init(_ day: Day, _ time: LocalTime) {
        self.day = day
        self.time = time
    }

    /// Written `2027-01-18T13:00`, with a space for the `T` too; `nil` when it is written otherwise or does not exist.
    public init?(iso text: some StringProtocol) {
        let parts = text.split(omittingEmptySubsequences: false) { $0 == "T" || $0 == " " }
        guard parts.count == 2, parts[1].utf8.count == 5, let day = Day(iso: parts[0]), let time = LocalTime(parts[1])
        else { return nil }
        self.init(day, time)
    }

    /// Minutes since 1970-01-01T00:00.
    public var minutes: Int { Int(day.number) * 1440 + time.minutes }

    /// So many minutes since 1970-01-01T00:00.
    public init(minutes: Int) {
        let day = minutes >= 0 ? minutes / 1440 : (minutes - 1439) / 1440
        self.day = Day(number: Int32(day))
        time = LocalTime(minutes: minutes - day * 1440) ?? .midnight
    }

    /// So many minutes later.
    public func adding(minutes: Int) -> LocalDateTime {
        LocalDateTime(minutes: self.minutes + minutes)
    }

    /// The earlier one first.
    public static func < (one: LocalDateTime, other: LocalDateTime) -> Bool { one.minutes < other.minutes }
}

extension LocalDateTime: CustomStringConvertible {
    /// As `2027-01-18T13:00`.
    public var description: String { "\(day)T\(time)" }
}

extension LocalDateTime: Codable {
    /// Reads `2027-01-18T13:00`.
    public init(from decoder: any Decoder) throws {
        let container = try decoder.singleValueContainer()
        guard let moment = LocalDateTime(iso: try container.decode(String.self)) else {
            throw DecodingError.dataCorruptedError(in: container, debugDescription: "no date with a time")
        }
        self = moment
    }

    /// Writes `2027-01-18T13:00`.
    public func encode(to encoder: any Encoder) throws {
        var container = encoder.singleValueContainer()
        try container.encode(description)
    }
}
