/// A time zone as a calendar part tells it: a name, and the offsets that were or will be in force.
public struct CalendarZone: Sendable, Hashable {
    /// The zone's name, as `Europe/Copenhagen`.
    public let name: String
    /// The offset in force before the first observance, in seconds east of UTC.
    public let earliestOffset: Int
    /// The zone's transitions, in order.
    public let observances: [Observance]

    /// Makes a zone; the observances are put in order.
    public init(name: String, earliestOffset: Int, observances: [Observance] = []) {
        self.name = name
        self.earliestOffset = earliestOffset
        self.observances = observances.sorted { $0.begins < $1.begins }
    }

    /// A stretch of time with one offset.
    public struct Observance: Sendable, Hashable {
        /// The first second of it, since 1970 in UTC.
        public let begins: Int64
        /// Seconds east of UTC.
        public let offset: Int
        /// Whether it is summer time.
        public let isDaylight: Bool

        /// Makes an observance.
        public init(begins: Int64, offset: Int, isDaylight: Bool) {
            self.begins = begins
            self.offset = offset
            self.isDaylight = isDaylight
        }
    }

    /// Seconds east of UTC at an instant.
    func offset(at instant: Int64) -> Int {
        observances.last { $0.begins <= instant }?.offset ?? earliestOffset
    }

    /// What a clock in the zone shows.
    func clock(at instant: Int64) -> CivilTime {
        CivilTime(secondsSince1970: instant, utcOffsetSeconds: offset(at: instant))
    }

    /// The observances that a reader needs for an event: the one in force, the one before it (some readers want one of
    /// each kind), and any that begin in its course; each with the offset before it.
    func observances(from start: Int64, through end: Int64) -> [(observance: Observance, previous: Int)] {
        let inForce = observances.lastIndex { $0.begins <= start } ?? 0
        return observances.indices.filter { $0 >= inForce - 1 && observances[$0].begins <= max(start, end) }.map {
            (observances[$0], $0 > 0 ? observances[$0 - 1].offset : earliestOffset)
        }
    }
}
