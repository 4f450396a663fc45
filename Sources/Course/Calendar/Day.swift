/// A civil date of the Gregorian calendar, without a time or a zone; from 0001-01-01 to 9999-12-31.
public struct Day: Hashable, Comparable, Sendable {
    /// Days since 1970-01-01.
    public let number: Int32

    /// The day so many days after 1970-01-01.
    public init(number: Int32) {
        self.number = number
    }

    /// A date written in the source.
    ///
    /// An impossible one is a mistake of the programmer and stops the program.
    public init(_ year: Int, _ month: Int, _ day: Int) {
        guard let valid = Day(year: year, month: month, day: day) else {
            preconditionFailure("no such date: \(year)-\(month)-\(day)")
        }
        self = valid
    }

    /// A date from its parts; `nil` when there is none such.
    public init?(year: Int, month: Int, day: Int) {
        guard (1...9999).contains(year), (1...12).contains(month), day >= 1,
            day <= Day.length(ofMonth: month, year: year)
        else { return nil }
        // Days are counted in eras of 400 years that begin in March, so that the leap day ends a year.
        let shifted = month > 2 ? year : year - 1
        let era = shifted / 400
        let yearOfEra = shifted - era * 400
        let dayOfYear = (153 * (month + (month > 2 ? -3 : 9)) + 2) / 5 + day - 1
        let dayOfEra = yearOfEra * 365 + yearOfEra / 4 - yearOfEra / 100 + dayOfYear
        number = Int32(era * 146_097 + dayOfEra - 719_468)
    }

    /// A date written `2027-01-18`; `nil` when it is written otherwise or does not exist.
    public init?(iso text: some StringProtocol) {
        let parts = text.split(separator: "-", omittingEmptySubsequences: false)
        guard parts.count == 3, parts[0].utf8.count == 4, parts[1].utf8.count == 2, parts[2].utf8.count == 2,
            text.utf8.allSatisfy({ $0 == UInt8(ascii: "-") || (UInt8(ascii: "0")...UInt8(ascii: "9")).contains($0) }),
            let year = Int(parts[0]), let month = Int(parts[1]), let day = Int(parts[2])
        else { return nil }
        self.init(year: year, month: month, day: day)
    }

    /// The year, the month from 1 and the day of the month from 1.
    public var parts: (year: Int, month: Int, day: Int) {
        let shifted = Int(number) + 719_468
        let era = shifted / 146_097
        let dayOfEra = shifted - era * 146_097
        let yearOfEra = (dayOfEra - dayOfEra / 1460 + dayOfEra / 36_524 - dayOfEra / 146_096) / 365
        let dayOfYear = dayOfEra - (365 * yearOfEra + yearOfEra / 4 - yearOfEra / 100)
        let shiftedMonth = (5 * dayOfYear + 2) / 153
        let month = shiftedMonth < 10 ? shiftedMonth + 3 : shiftedMonth - 9
        return (yearOfEra + era * 400 + (month <= 2 ? 1 : 0), month, dayOfYear - (153 * shiftedMonth + 2) / 5 + 1)
    }

    /// The year.
    public var year: Int { parts.year }

    /// The day of the week.
    public var weekday: Weekday {
        // 1970-01-01 was a Thursday.
        Weekday.allCases[((Int(number) + 3) % 7 + 7) % 7]
    }

    /// The day so many days later; earlier when negative.
    public func adding(days: Int) -> Day {
        Day(number: number + Int32(days))
    }

    /// The day so many months later, earlier when negative; beyond the month's end its last day.
    ///
    /// It stops at the years 1 and 9999.
    public func adding(months: Int) -> Day {
        let (year, month, day) = parts
        let count = min(max(year * 12 + month - 1 + months, 12), 9999 * 12 + 11)
        let (newYear, newMonth) = (count / 12, count % 12 + 1)
        return Day(newYear, newMonth, min(day, Day.length(ofMonth: newMonth, year: newYear)))
    }

    /// Days from another day to this one.
    public func days(since other: Day) -> Int {
        Int(number) - Int(other.number)
    }

    /// How many days a month has.
    public static func length(ofMonth month: Int, year: Int) -> Int {
        switch month {
        case 2: year % 4 == 0 && (year % 100 != 0 || year % 400 == 0) ? 29 : 28
        case 4, 6, 9, 11: 30
        default: 31
        }
    }

    /// The earlier one first.
    public static func < (one: Day, other: Day) -> Bool { one.number < other.number }

    /// The days of the week, Monday first (ISO 8601).
    public enum Weekday: Int, Hashable, Codable, Sendable, CaseIterable {
        /// The working week and its end.
        case monday = 1, tuesday, wednesday, thursday, friday, saturday, sunday

        /// Whether it is a Saturday or a Sunday.
        public var isWeekend: Bool { self == .saturday || self == .sunday }
    }
}

extension Day: CustomStringConvertible {
    /// As `2027-01-18`.
    public var description: String {
        let (year, month, day) = parts
        return "\(String(year).leftPadded(to: 4))-\(String(month).leftPadded(to: 2))-\(String(day).leftPadded(to: 2))"
    }
}

extension Day: Codable {
    /// Reads `2027-01-18`.
    public init(from decoder: any Decoder) throws {
        let container = try decoder.singleValueContainer()
        guard let day = Day(iso: try container.decode(String.self)) else {
            throw DecodingError.dataCorruptedError(in: container, debugDescription: "no date")
        }
        self = day
    }

    /// Writes `2027-01-18`.
    public func encode(to encoder: any Encoder) throws {
        var container = encoder.singleValueContainer()
        try container.encode(description)
    }
}

extension String {
    /// Zeros in front, up to `width`.
    func leftPadded(to width: Int) -> String {
        String(repeating: "0", count: max(0, width - utf8.count)) + self
    }
}
