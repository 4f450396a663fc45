/// Dates as the reasons of a plan and the messages of commands say them; letters have words of their own.
extension Day {
    /// As `Tuesday 16 February`, with the year where it is not `year`.
    func inEnglish(besides year: Int? = nil) -> String {
        let weekday = "\(weekday)"
        return
            "\(weekday.prefix(1).uppercased())\(weekday.dropFirst()) \(dayAndMonth)\(self.year == year ? "" : " \(self.year)")"
    }

    /// As `16 February`.
    var dayAndMonth: String { "\(parts.day) \(Self.englishMonths[parts.month - 1])" }

    private static let englishMonths = [
        "January", "February", "March", "April", "May", "June", "July", "August", "September", "October", "November",
        "December",
    ]
}

extension ClosedPeriod {
    /// As `15–19 February`, `7 May` or `24 December – 2 January`.
    var inEnglish: String {
        if from == to { return from.dayAndMonth }
        if (from.parts.year, from.parts.month) == (to.parts.year, to.parts.month) {
            return "\(from.parts.day)–\(to.dayAndMonth)"
        }
        return "\(from.dayAndMonth) – \(to.dayAndMonth)"
    }
}

extension ClosedDay {
    /// As `a weekend`, `Good Friday` or `closed in Glostrup 15–19 February`.
    var inEnglish: String {
        switch self {
        case .weekend: "a weekend"
        case .holiday(let holiday): holiday.englishName
        case .closed(let period, let calendar): "closed in \(calendar) \(period.inEnglish)"
        }
    }
}
