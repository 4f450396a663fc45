import Course

/// The calendar behind a plan board: months, weeks, and the days that are not worked.
struct BoardCalendar: Hashable, Sendable {
    let months: [Month]
    let weeks: [Week]
    let shades: [Shade]

    /// A month, from where it begins on the board.
    struct Month: Hashable, Sendable {
        /// The first of its days on the board.
        let day: Day
        let x: Int
        let width: Int
    }

    /// A week, from its Monday.
    struct Week: Hashable, Sendable {
        let number: Int
        let x: Int
        let width: Int
    }

    /// Days that are not worked.
    struct Shade: Hashable, Sendable {
        let cause: ClosedDay
        let days: ClosedRange<Day>
        let x: Int
        let width: Int
    }

    /// The calendar of a municipality between two days.
    init(_ calendar: WorkCalendar, scale: PlanBoard.Scale) {
        func stretch(_ from: Day, _ to: Day) -> (x: Int, width: Int) {
            let x = scale.start(of: from)
            return (x, scale.start(of: to.adding(days: 1)) - x)
        }
        var months: [Month] = []
        var begins = scale.first
        while begins <= scale.last {
            let parts = begins.parts
            let ends = min(
                Day(parts.year, parts.month, Day.length(ofMonth: parts.month, year: parts.year)),
                scale.last
            )
            let (x, width) = stretch(begins, ends)
            months.append(Month(day: begins, x: x, width: width))
            begins = ends.adding(days: 1)
        }
        self.months = months

        let mondays = stride(from: 0, to: scale.last.days(since: scale.first), by: 7).map {
            scale.first.adding(days: $0)
        }
        weeks = mondays.map { Week(number: $0.week, x: scale.start(of: $0), width: 7 * scale.dayWidth) }

        let weekends = mondays.map { monday in
            let days = monday.adding(days: 5)...monday.adding(days: 6)
            let (x, width) = stretch(days.lowerBound, days.upperBound)
            return Shade(cause: .weekend, days: days, x: x, width: width)
        }
        let closed = calendar.closed.compactMap { period -> Shade? in
            guard period.to >= scale.first, period.from <= scale.last else { return nil }
            let (x, width) = stretch(max(period.from, scale.first), min(period.to, scale.last))
            return Shade(
                cause: .closed(period, calendar: calendar.name),
                days: period.from...period.to,
                x: x,
                width: width
            )
        }
        let holidays = (0...scale.last.days(since: scale.first)).compactMap { offset -> Shade? in
            let day = scale.first.adding(days: offset)
            guard let holiday = DanishHolidays.holiday(on: day) else { return nil }
            let (x, width) = stretch(day, day)
            return Shade(cause: .holiday(holiday), days: day...day, x: x, width: width)
        }
        // What is drawn later lies on top.
        shades = weekends + closed + holidays
    }
}
