/// The public holidays of Denmark, computed: what is fixed, and what hangs on Easter.
public enum DanishHolidays {
    /// The years for which they are claimed to be right.
    public static let years = 1900...2199

    /// The last year that kept Store bededag.
    public static let lastGeneralPrayerDay = 2023

    /// Easter Sunday of a year.
    ///
    /// The Gregorian computus as Meeus gives it (*Astronomical Algorithms*, chapter 8).
    public static func easter(in year: Int) -> Day {
        let golden = year % 19
        let (century, yearOfCentury) = (year / 100, year % 100)
        let moonShift = (century - (century + 8) / 25 + 1) / 3
        let epact = (19 * golden + century - century / 4 - moonShift + 15) % 30
        let weekday = (32 + 2 * (century % 4) + 2 * (yearOfCentury / 4) - epact - yearOfCentury % 4) % 7
        let correction = (golden + 11 * epact + 22 * weekday) / 451
        let march = epact + weekday - 7 * correction + 114
        return Day(year, march / 31, march % 31 + 1)
    }

    /// The holiday on a day; `nil` on all others.
    public static func holiday(on day: Day) -> Holiday? {
        let (year, month, dayOfMonth) = day.parts
        switch (month, dayOfMonth) {
        case (1, 1): return .newYearsDay
        case (12, 25): return .christmasDay
        case (12, 26): return .secondChristmasDay
        case (3...6, _): break
        default: return nil
        }
        return switch day.days(since: easter(in: year)) {
        case -3: .maundyThursday
        case -2: .goodFriday
        case 0: .easterSunday
        case 1: .easterMonday
        case 26 where year <= lastGeneralPrayerDay: .generalPrayerDay
        case 39: .ascensionDay
        case 49: .whitSunday
        case 50: .whitMonday
        default: nil
        }
    }
}
