import Course
import Foundation
import Testing

struct DayTests {
    @Test(arguments: [
        ("2027-01-31", 1, "2027-02-28"), ("2028-01-31", 1, "2028-02-29"), ("2027-03-31", -1, "2027-02-28"),
        ("2027-05-31", -3, "2027-02-28"), ("2027-01-15", -1, "2026-12-15"), ("2027-12-31", 2, "2028-02-29"),
        ("2028-02-29", 12, "2029-02-28"), ("2028-02-29", -12, "2027-02-28"), ("2027-01-01", -13, "2025-12-01"),
    ])
    func `a month beyond its end takes its last day`(_ from: String, _ months: Int, _ to: String) {
        #expect(day(from).adding(months: months) == day(to))
    }

    @Test func `months stop at the calendar's ends`() {
        #expect(Day(9999, 12, 31).adding(months: 1) == Day(9999, 12, 31))
        #expect(Day(1, 1, 1).adding(months: -999) == Day(1, 1, 1))
    }

    @Test(arguments: ["2027-02-29", "2100-02-29", "2027-13-01", "2027-00-10", "2027-1-1", "27-01-01", "2027-01-32", ""])
    func `a date that does not exist is none`(_ text: String) {
        #expect(Day(iso: text) == nil)
    }

    @Test func `days agree with Foundation's calendar from 1900 to 2199`() throws {
        var calendar = Calendar(identifier: .gregorian)
        calendar.timeZone = try #require(TimeZone(identifier: "UTC"))
        for day in stride(from: Day(1900, 1, 1).number, through: Day(2199, 12, 31).number, by: 97).map(
            Day.init(number:)
        ) {
            let date = Date(timeIntervalSince1970: TimeInterval(day.number) * 86_400)
            let parts = calendar.dateComponents([.year, .month, .day, .weekday], from: date)
            #expect(day.parts == (parts.year, parts.month, parts.day))
            #expect(day.weekday.rawValue == ((parts.weekday ?? 0) + 5) % 7 + 1)
            #expect(Day(iso: day.description) == day)
        }
    }
}
