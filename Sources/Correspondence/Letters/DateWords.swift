public import Course

/// Dates and times as letters and pages say them.
///
/// As `torsdag den 15. april kl. 9.00` and `Thursday 15 April at 9.00`. The year is said only where the day alone could be taken for another.
public struct DateWords: Sendable {
    let language: Language
    /// The days that need no year.
    let yearless: ClosedRange<Day>?

    /// Dates in a language; of `yearless` days the year is not said.
    public init(language: Language, yearless: ClosedRange<Day>? = nil) {
        (self.language, self.yearless) = (language, yearless)
    }

    /// As `torsdag den 15. april`.
    public func day(_ day: Day) -> String {
        let (year, month, dayOfMonth) = day.parts
        let suffix = yearless?.contains(day) == true ? "" : " \(year)"
        let weekday = weekdays[day.weekday.rawValue - 1]
        return switch language {
        case .danish: "\(weekday) den \(dayOfMonth). \(months[month - 1])\(suffix)"
        case .english: "\(weekday) \(dayOfMonth) \(months[month - 1])\(suffix)"
        }
    }

    /// As `9.00`.
    public func time(_ time: LocalTime) -> String {
        "\(time.hour).\(time.minute < 10 ? "0" : "")\(time.minute)"
    }

    /// As `torsdag den 15. april kl. 9.00`.
    public func dayAndTime(_ moment: LocalDateTime) -> String {
        "\(day(moment.day)) \(at) \(time(moment.time))"
    }

    /// As `torsdag den 15. april kl. 9.00–15.00`; over midnight both days are said.
    public func span(_ start: LocalDateTime, _ end: LocalDateTime?) -> String {
        guard let end, end > start else { return dayAndTime(start) }
        guard end.day == start.day else { return "\(dayAndTime(start)) \(until) \(dayAndTime(end))" }
        let hours = "\(time(start.time))–\(time(end.time))"
        return switch language {
        case .danish: "\(day(start.day)) kl. \(hours)"
        case .english: "\(day(start.day)), \(hours)"
        }
    }

    /// As `fra torsdag den 18. marts til onsdag den 7. april`.
    public func window(_ from: Day, _ to: Day) -> String {
        switch language {
        case .danish: "fra \(day(from)) til \(day(to))"
        case .english: "from \(day(from)) to \(day(to))"
        }
    }

    private var at: String {
        switch language {
        case .danish: "kl."
        case .english: "at"
        }
    }

    private var until: String {
        switch language {
        case .danish: "til"
        case .english: "to"
        }
    }

    private var weekdays: [String] {
        switch language {
        case .danish: Self.danishWeekdays
        case .english: Self.englishWeekdays
        }
    }

    private var months: [String] {
        switch language {
        case .danish: Self.danishMonths
        case .english: Self.englishMonths
        }
    }

    private static let danishWeekdays = ["mandag", "tirsdag", "onsdag", "torsdag", "fredag", "lørdag", "søndag"]
    private static let englishWeekdays = [
        "Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday",
    ]
    private static let danishMonths = [
        "januar", "februar", "marts", "april", "maj", "juni", "juli", "august", "september", "oktober", "november",
        "december",
    ]
    private static let englishMonths = [
        "January", "February", "March", "April", "May", "June", "July", "August", "September", "October", "November",
        "December",
    ]
}
