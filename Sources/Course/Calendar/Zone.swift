import Foundation

/// A time zone by its IANA name: where wall-clock times become instants.
public struct Zone: Hashable, Sendable {
    /// The IANA name, as `Europe/Copenhagen`.
    public let identifier: String
    private let rules: TimeZone

    /// The zone of that name; `nil` when there is none.
    public init?(_ identifier: String) {
        guard let rules = TimeZone(identifier: identifier) else { return nil }
        self.identifier = identifier
        self.rules = rules
    }

    /// The instant of a wall-clock time.
    ///
    /// A time in the gap of a spring change moves on by the gap; in the doubled hour of autumn the first counts.
    public func instant(of local: LocalDateTime) -> Instant {
        let naive = local.minutes * 60
        // The offsets a day earlier and a day later are the two candidates around any change.
        let before = offset(at: Instant(seconds: naive - 86_400))
        let after = offset(at: Instant(seconds: naive + 86_400))
        let first = Instant(seconds: naive - before)
        if before == after || offset(at: first) == before { return first }
        let second = Instant(seconds: naive - after)
        // In the gap neither fits: reading it with the offset before the change moves it on by the gap.
        return offset(at: second) == after ? second : first
    }

    /// The wall-clock time at an instant, to the minute, rounded down.
    public func local(_ instant: Instant) -> LocalDateTime {
        let seconds = instant.seconds + offset(at: instant)
        return LocalDateTime(minutes: seconds >= 0 ? seconds / 60 : (seconds - 59) / 60)
    }

    /// Seconds east of Greenwich at an instant.
    public func offset(at instant: Instant) -> Int {
        rules.secondsFromGMT(for: Date(timeIntervalSince1970: TimeInterval(instant.seconds)))
    }

    /// An instant as ISO 8601 with the zone's offset, as `2027-01-18T08:00:00+01:00`.
    public func iso8601(_ instant: Instant) -> String {
        let offset = offset(at: instant) / 60
        let local = local(instant)
        let seconds = String(((instant.seconds % 60) + 60) % 60).leftPadded(to: 2)
        let (hours, minutes) = (abs(offset) / 60, abs(offset) % 60)
        let sign = offset < 0 ? "-" : "+"
        return "\(local):\(seconds)\(sign)\(String(hours).leftPadded(to: 2)):\(String(minutes).leftPadded(to: 2))"
    }
}

extension Zone: Codable {
    /// Reads the IANA name.
    public init(from decoder: any Decoder) throws {
        let container = try decoder.singleValueContainer()
        guard let zone = Zone(try container.decode(String.self)) else {
            throw DecodingError.dataCorruptedError(in: container, debugDescription: "no time zone")
        }
        self = zone
    }

    /// Writes the IANA name.
    public func encode(to encoder: any Encoder) throws {
        var container = encoder.singleValueContainer()
        try container.encode(identifier)
    }
}
