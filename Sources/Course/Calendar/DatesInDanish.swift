/// Dates as the reasons of a plan say them in Danish.
extension Day {
    /// As `tirsdag den 16. februar`, with the year where it is not `year`.
    func inDanish(besides year: Int? = nil) -> String {
        "\(Self.danishWeekdays[weekday.rawValue - 1]) den \(dayAndMonthInDanish)\(self.year == year ? "" : " \(self.year)")"
    }

    /// As `16. februar`.
    var dayAndMonthInDanish: String { "\(parts.day). \(Self.danishMonths[parts.month - 1])" }

    /// As `16. februar 2027`.
    var dateInDanish: String { "\(dayAndMonthInDanish) \(year)" }

    private static let danishWeekdays = ["mandag", "tirsdag", "onsdag", "torsdag", "fredag", "lørdag", "søndag"]
    private static let danishMonths = [
        "januar", "februar", "marts", "april", "maj", "juni", "juli", "august", "september", "oktober", "november",
        "december",
    ]
}

extension ClosedPeriod {
    /// As `15.–19. februar`, `7. maj` or `24. december – 2. januar`.
    var inDanish: String {
        if from == to { return from.dayAndMonthInDanish }
        if (from.parts.year, from.parts.month) == (to.parts.year, to.parts.month) {
            return "\(from.parts.day).–\(to.dayAndMonthInDanish)"
        }
        return "\(from.dayAndMonthInDanish) – \(to.dayAndMonthInDanish)"
    }
}

extension ClosedDay {
    /// As `en weekend`, `langfredag` or `lukket i Glostrup 15.–19. februar`.
    var inDanish: String {
        switch self {
        case .weekend: "en weekend"
        case .holiday(let holiday): holiday.danishName
        case .closed(let period, let calendar): "lukket i \(calendar) \(period.inDanish)"
        }
    }
}
