/// Why a day is not worked, as it is said: where a municipality is closed, with its name.
public enum ClosedDay: Hashable, Sendable {
    /// A Saturday or a Sunday.
    case weekend
    /// A public holiday.
    case holiday(Holiday)
    /// The municipality of that calendar is closed.
    case closed(ClosedPeriod, calendar: String)

    /// As it stands inside a sentence: `a weekend`, `langfredag`, `closed in Glostrup 15–19 February`.
    public func words(in language: Language) -> String {
        switch language {
        case .english: inEnglish
        case .danish: inDanish
        }
    }
}

extension WorkCalendar {
    /// Why the day is not worked; `nil` on a working day.
    public func closedDay(on day: Day) -> ClosedDay? {
        switch closure(on: day) {
        case .weekend: .weekend
        case .holiday(let holiday): .holiday(holiday)
        case .closed(let period): .closed(period, calendar: name)
        case nil: nil
        }
    }
}
