import Course
import Testing

struct WorkCalendarTests {
    private let glostrup = DigitalLedelse.glostrup.calendar
    private let open = WorkCalendar(name: "Altid åben", closed: [])

    @Test(arguments: [
        ("2027-02-13", Closure.weekend(.saturday)), ("2027-03-26", .holiday(.goodFriday)),
        ("2027-03-28", .holiday(.easterSunday)),
        ("2027-02-17", .closed(ClosedPeriod(from: Day(2027, 2, 15), to: Day(2027, 2, 19)))),
    ])
    func `a day that is not worked has a cause`(_ date: String, _ closure: Closure) {
        #expect(glostrup.closure(on: day(date)) == closure)
        #expect(!glostrup.isWorkingDay(day(date)))
    }

    @Test(arguments: ["2027-02-12", "2027-02-22", "2027-05-07", "2027-12-24"])
    func `a working day has none`(_ date: String) {
        #expect(glostrup.closure(on: day(date)) == nil)
    }

    @Test(arguments: [
        (1, "2027-03-24", "2027-03-30"), (-1, "2027-03-30", "2027-03-24"), (5, "2027-02-12", "2027-02-26"),
        (-5, "2027-02-26", "2027-02-12"), (1, "2027-02-13", "2027-02-22"), (-2, "2027-01-03", "2026-12-22"),
        (10, "2027-04-30", "2027-05-18"), (1, "2024-02-28", "2024-02-29"), (1, "2024-04-25", "2024-04-26"),
        (1, "2023-05-04", "2023-05-08"),
    ])
    func `working days are counted without the day they start from`(_ count: Int, _ from: String, _ to: String) {
        #expect(glostrup.adding(workingDays: count, to: day(from)) == day(to))
    }

    @Test func `none is counted as none`() {
        #expect(open.adding(workingDays: 0, to: Day(2027, 2, 13)) == Day(2027, 2, 13))
    }

    @Test func `weeks of closing are passed over`() {
        let closed = WorkCalendar(
            name: "Ferie",
            closed: [
                ClosedPeriod(from: Day(2027, 7, 20), to: Day(2027, 8, 15)),
                ClosedPeriod(from: Day(2027, 7, 1), to: Day(2027, 7, 25)),
                ClosedPeriod(from: Day(2027, 7, 3), to: Day(2027, 7, 4)),
            ]
        )
        #expect(closed.closed == [ClosedPeriod(from: Day(2027, 7, 1), to: Day(2027, 8, 15))])
        #expect(closed.workingDay(after: Day(2027, 6, 30)) == Day(2027, 8, 16))
        #expect(closed.workingDay(before: Day(2027, 8, 16)) == Day(2027, 6, 30))
        #expect(closed.workingDay(onOrAfter: Day(2027, 7, 24)) == Day(2027, 8, 16))
        #expect(closed.workingDay(onOrBefore: Day(2027, 8, 16)) == Day(2027, 8, 16))
    }

    @Test func `a calendar closed for years has no working day and does not search for ever`() {
        let closed = WorkCalendar(
            name: "Lukket",
            closed: [ClosedPeriod(from: Day(2027, 1, 1), to: Day(2099, 12, 31))]
        )
        #expect(closed.workingDay(onOrAfter: Day(2027, 1, 1)) == nil)
        #expect(closed.adding(workingDays: 999, to: Day(2026, 12, 31)) == nil)
        #expect(closed.adding(workingDays: -1, to: Day(2027, 2, 1)) == Day(2026, 12, 31))
    }

    @Test func `a period that ends before it begins closes nothing`() {
        let calendar = WorkCalendar(name: "", closed: [ClosedPeriod(from: Day(2027, 2, 5), to: Day(2027, 2, 1))])
        #expect(calendar.isWorkingDay(Day(2027, 2, 3)))
    }
}
