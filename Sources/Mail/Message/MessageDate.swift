/// When a letter was written, and by which clock (RFC 5322 §3.3).
public struct MessageDate: Sendable, Hashable {
    /// Seconds since 1970-01-01 00:00 UTC.
    public let secondsSince1970: Int64
    /// Minutes that the writer's clock was ahead of UTC, −1439…1439.
    public let utcOffsetMinutes: Int

    /// A date by seconds.
    public init(secondsSince1970: Int64, utcOffsetMinutes: Int) {
        self.secondsSince1970 = secondsSince1970
        self.utcOffsetMinutes = max(-1439, min(1439, utcOffsetMinutes))
    }

    /// A date by microseconds, as a database gives them; what is less than a second is left out.
    public init(microsecondsSince1970: Int64, utcOffsetMinutes: Int) {
        let (quotient, remainder) = microsecondsSince1970.quotientAndRemainder(dividingBy: 1_000_000)
        self.init(secondsSince1970: remainder < 0 ? quotient - 1 : quotient, utcOffsetMinutes: utcOffsetMinutes)
    }
}

/// A wall clock's reading: a civil date of the Gregorian calendar and a time.
struct CivilTime: Sendable, Hashable {
    var year: Int
    var month: Int
    var day: Int
    var hour: Int
    var minute: Int
    var second: Int
    /// 0 is Sunday.
    var weekday: Int

    /// What a clock that is `offset` seconds ahead of UTC shows.
    init(secondsSince1970: Int64, utcOffsetSeconds offset: Int) {
        let local = Int(secondsSince1970) + offset
        let days = (local - (local % 86_400 + 86_400) % 86_400) / 86_400
        let rest = local - days * 86_400
        (hour, minute, second) = (rest / 3600, rest / 60 % 60, rest % 60)
        weekday = ((days + 4) % 7 + 7) % 7
        // Years that begin in March, so that the leap day is the last; eras of 400 years have 146,097 days.
        let shifted = days + 719_468
        let era = (shifted >= 0 ? shifted : shifted - 146_096) / 146_097
        let dayOfEra = shifted - era * 146_097
        let yearOfEra = (dayOfEra - dayOfEra / 1460 + dayOfEra / 36_524 - dayOfEra / 146_096) / 365
        let dayOfYear = dayOfEra - (365 * yearOfEra + yearOfEra / 4 - yearOfEra / 100)
        let marchMonth = (5 * dayOfYear + 2) / 153
        day = dayOfYear - (153 * marchMonth + 2) / 5 + 1
        month = marchMonth < 10 ? marchMonth + 3 : marchMonth - 9
        year = yearOfEra + era * 400 + (month <= 2 ? 1 : 0)
    }
}
