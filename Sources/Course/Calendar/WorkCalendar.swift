/// A municipality's calendar: which days are worked, and why the others are not.
///
/// A working day is Monday to Friday, no Danish public holiday, and not closed there.
public struct WorkCalendar: Hashable, Sendable {
    /// How far a search for a working day goes, in days; a calendar that is closed for longer has none.
    public static let reach = 400

    /// Whose calendar it is.
    public let name: String
    /// The days on which it is closed, by their first day; periods that overlap are one.
    public let closed: [ClosedPeriod]

    /// The calendar of `name`.
    ///
    /// A closed period that ends before it begins has no days.
    public init(name: String, closed: [ClosedPeriod]) {
        self.name = name
        self.closed = closed.filter { $0.from <= $0.to }.sorted { $0.from < $1.from }
            .reduce(into: []) { merged, period in
                guard let last = merged.last, period.from <= last.to else { return merged.append(period) }
                merged[merged.count - 1].to = max(last.to, period.to)
            }
    }

    /// Whether the day is worked.
    public func isWorkingDay(_ day: Day) -> Bool {
        closure(on: day) == nil
    }

    /// Why the day is not worked; `nil` on a working day.
    ///
    /// A holiday comes before a weekend, a weekend before a closed period.
    public func closure(on day: Day) -> Closure? {
        if let holiday = DanishHolidays.holiday(on: day) { return .holiday(holiday) }
        if day.weekday.isWeekend { return .weekend(day.weekday) }
        return closedPeriod(on: day).map(Closure.closed)
    }

    /// The first working day from `day` on, which may be that day; `nil` when there is none within ``reach``.
    public func workingDay(onOrAfter day: Day) -> Day? {
        workingDay(from: day, step: 1)
    }

    /// The last working day up to `day`, which may be that day; `nil` when there is none within ``reach``.
    public func workingDay(onOrBefore day: Day) -> Day? {
        workingDay(from: day, step: -1)
    }

    /// The next working day after `day`; `nil` when there is none within ``reach``.
    public func workingDay(after day: Day) -> Day? {
        workingDay(onOrAfter: day.adding(days: 1))
    }

    /// The last working day before `day`; `nil` when there is none within ``reach``.
    public func workingDay(before day: Day) -> Day? {
        workingDay(onOrBefore: day.adding(days: -1))
    }

    /// So many working days later, earlier when negative, `day` itself not counted; `nil` when one of them is not found
    /// within ``reach`` of the one before.
    public func adding(workingDays count: Int, to day: Day) -> Day? {
        var found = day
        for _ in 0..<abs(count) {
            guard let next = count > 0 ? workingDay(after: found) : workingDay(before: found) else { return nil }
            found = next
        }
        return found
    }

    private func workingDay(from day: Day, step: Int) -> Day? {
        (0...Self.reach).lazy.map { day.adding(days: $0 * step) }.first(where: isWorkingDay)
    }

    /// The closed period that holds a day, found by bisection.
    private func closedPeriod(on day: Day) -> ClosedPeriod? {
        var (low, high) = (0, closed.count)
        while low < high {
            let middle = (low + high) / 2
            if closed[middle].to < day { low = middle + 1 } else { high = middle }
        }
        return low < closed.count && closed[low].contains(day) ? closed[low] : nil
    }
}

/// Why a day is not worked.
public enum Closure: Hashable, Sendable {
    /// A Saturday or a Sunday.
    case weekend(Day.Weekday)
    /// A public holiday.
    case holiday(Holiday)
    /// The municipality is closed.
    case closed(ClosedPeriod)
}
