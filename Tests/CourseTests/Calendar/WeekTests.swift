import Course
import Testing

struct WeekTests {
    @Test(arguments: [
        (Day(2026, 12, 28), 53), (Day(2027, 1, 3), 53), (Day(2027, 1, 4), 1), (Day(2027, 4, 14), 15),
        (Day(2024, 12, 30), 1), (Day(2020, 12, 31), 53), (Day(2023, 1, 1), 52), (Day(2026, 1, 1), 1),
    ])
    func `weeks are numbered by their Thursday`(day: Day, week: Int) {
        #expect(day.week == week)
        #expect(day.monday.weekday == .monday && day.days(since: day.monday) < 7)
    }
}
