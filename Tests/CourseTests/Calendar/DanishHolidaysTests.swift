import Course
import Testing

struct DanishHolidaysTests {
    @Test(arguments: [
        "1900-04-15", "1913-03-23", "1943-04-25", "1954-04-18", "1981-04-19", "2000-04-23", "2008-03-23", "2011-04-24",
        "2015-04-05", "2016-03-27", "2019-04-21", "2020-04-12", "2021-04-04", "2022-04-17", "2023-04-09", "2024-03-31",
        "2025-04-20", "2026-04-05", "2027-03-28", "2028-04-16", "2029-04-01", "2030-04-21", "2038-04-25", "2049-04-18",
        "2076-04-19", "2100-03-28", "2160-03-23",
    ])
    func `Easter falls where the almanac has it`(_ date: String) {
        #expect(DanishHolidays.easter(in: day(date).year) == day(date))
    }

    @Test func `Easter agrees with Gauss's rule from 1900 to 2199`() {
        for year in DanishHolidays.years {
            let (epact, weekday) = (24, year < 2100 ? 5 : 6)
            let moon = (19 * (year % 19) + epact) % 30
            let sunday = (2 * (year % 4) + 4 * (year % 7) + 6 * moon + weekday) % 7
            var expected = Day(year, 3, 22).adding(days: moon + sunday)
            if moon == 29, sunday == 6 { expected = Day(year, 4, 19) }
            if moon == 28, sunday == 6, year % 19 > 10 { expected = Day(year, 4, 18) }
            #expect(DanishHolidays.easter(in: year) == expected)
            #expect(expected.weekday == .sunday)
        }
    }

    @Test(arguments: [
        ("2027-01-01", Holiday.newYearsDay), ("2027-03-25", .maundyThursday), ("2027-03-26", .goodFriday),
        ("2027-03-28", .easterSunday), ("2027-03-29", .easterMonday), ("2027-05-06", .ascensionDay),
        ("2027-05-16", .whitSunday), ("2027-05-17", .whitMonday), ("2027-12-25", .christmasDay),
        ("2027-12-26", .secondChristmasDay), ("2023-05-05", .generalPrayerDay),
    ])
    func `a holiday is known`(_ date: String, _ holiday: Holiday) {
        #expect(DanishHolidays.holiday(on: day(date)) == holiday)
    }

    @Test(arguments: [
        "2027-03-24", "2027-03-27", "2027-03-30", "2027-05-01", "2027-06-05", "2027-12-24", "2027-12-31", "2024-04-26",
        "2027-04-23",
    ])
    func `an ordinary day is none`(_ date: String) {
        #expect(DanishHolidays.holiday(on: day(date)) == nil)
    }

    @Test(arguments: [(2022, 11), (2023, 11), (2024, 10), (2027, 10)])
    func `Store bededag is kept through 2023 only`(_ year: Int, _ count: Int) {
        let days = (0..<366).map { Day(year, 1, 1).adding(days: $0) }.filter { $0.year == year }
        #expect(days.compactMap(DanishHolidays.holiday(on:)).count == count)
    }

    @Test func `a holiday has a name in both languages`() {
        #expect(Holiday.maundyThursday.name(in: .danish) == "skærtorsdag")
        #expect(Holiday.whitMonday.name(in: .danish) == "2. pinsedag")
        #expect(Holiday.goodFriday.name(in: .english) == "Good Friday")
        #expect(Set(Holiday.allCases.map(\.danishName)).count == Holiday.allCases.count)
    }
}
