public import Course
public import Postgres

// PostgreSQL counts from 2000-01-01; the calendar counts from 1970-01-01.
private let daysBetweenEpochs: Int32 = 10_957
private let microsecondsBetweenEpochs: Int64 = 10_957 * 86_400 * 1_000_000

extension Day: PostgresMapped {
    /// The date, as the database holds it.
    public var stored: PostgresDate { PostgresDate(days: number - daysBetweenEpochs) }

    /// Takes what the database holds.
    public init?(stored: PostgresDate) {
        self.init(number: stored.days + daysBetweenEpochs)
    }
}

extension Instant: PostgresMapped {
    /// The instant; the ends of time are PostgreSQL's infinities, as the database holds it.
    public var stored: PostgresTimestamp {
        switch self {
        case .distantPast: PostgresTimestamp(microseconds: .min)
        case .distantFuture: PostgresTimestamp(microseconds: .max)
        default: PostgresTimestamp(microseconds: microseconds - microsecondsBetweenEpochs)
        }
    }

    /// Takes what the database holds.
    public init?(stored: PostgresTimestamp) {
        switch stored.microseconds {
        case .min: self = .distantPast
        case .max: self = .distantFuture
        default: self.init(microseconds: stored.microseconds + microsecondsBetweenEpochs)
        }
    }
}

extension LocalDateTime: PostgresMapped {
    /// The date and time, without a zone, as the database holds it.
    public var stored: PostgresLocalTimestamp {
        PostgresLocalTimestamp(microseconds: Int64(minutes) * 60_000_000 - microsecondsBetweenEpochs)
    }

    /// Takes what the database holds.
    public init?(stored: PostgresLocalTimestamp) {
        self.init(minutes: Int((stored.microseconds + microsecondsBetweenEpochs) / 60_000_000))
    }
}

extension LocalTime: PostgresMapped {
    /// The time of day, as the database holds it.
    public var stored: PostgresTime { PostgresTime(microseconds: Int64(minutes) * 60_000_000) }

    /// Takes what the database holds.
    public init?(stored: PostgresTime) {
        self.init(minutes: Int(stored.microseconds / 60_000_000))
    }
}
