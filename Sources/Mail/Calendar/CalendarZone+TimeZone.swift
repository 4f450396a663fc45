import Foundation

extension CalendarZone {
    /// The zone that the system knows by this name, with its real transitions; nil where it knows none.
    ///
    /// - Parameters:
    ///   - identifier: as `Europe/Copenhagen`.
    ///   - start: seconds since 1970; transitions from two years before are there.
    ///   - end: seconds since 1970; transitions up to it are there.
    public init?(identifier: String, from start: Int64, through end: Int64) {
        guard let zone = TimeZone(identifier: identifier) else { return nil }
        let twoYears = 2.0 * 366 * 86_400
        let first = Date(timeIntervalSince1970: Double(start) - twoYears)
        var observances: [Observance] = []
        var instant = first
        while let next = zone.nextDaylightSavingTimeTransition(after: instant), next > instant,
            next.timeIntervalSince1970 <= Double(max(start, end))
        {
            observances.append(
                Observance(
                    begins: Int64(next.timeIntervalSince1970.rounded()),
                    offset: zone.secondsFromGMT(for: next),
                    isDaylight: zone.isDaylightSavingTime(for: next)
                )
            )
            instant = next
        }
        self.init(name: identifier, earliestOffset: zone.secondsFromGMT(for: first), observances: observances)
    }
}
