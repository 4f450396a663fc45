import Course
import Testing

@testable import Correspondence

@Suite struct DateWordsTests {
    private static let courseYear = Day(2026, 12, 1)...Day(2027, 9, 30)
    private let danish = DateWords(language: .danish, yearless: courseYear)
    private let english = DateWords(language: .english, yearless: courseYear)

    @Test(arguments: [
        (Day(2027, 4, 15), "torsdag den 15. april", "Thursday 15 April"),
        (Day(2027, 1, 18), "mandag den 18. januar", "Monday 18 January"),
        (Day(2027, 2, 28), "søndag den 28. februar", "Sunday 28 February"),
        (Day(2026, 12, 1), "tirsdag den 1. december", "Tuesday 1 December"),
        (Day(2027, 9, 30), "torsdag den 30. september", "Thursday 30 September"),
        (Day(2027, 10, 1), "fredag den 1. oktober 2027", "Friday 1 October 2027"),
        (Day(2028, 2, 29), "tirsdag den 29. februar 2028", "Tuesday 29 February 2028"),
    ])
    func `a day is said in words, with its year only outside the course`(day: Day, danish: String, english: String) {
        #expect(self.danish.day(day) == danish)
        #expect(self.english.day(day) == english)
    }

    @Test func `a time is said with a full stop and two figures for the minutes`() {
        let moment = LocalDateTime(Day(2027, 4, 15), LocalTime(9, 5))
        #expect(danish.dayAndTime(moment) == "torsdag den 15. april kl. 9.05")
        #expect(english.dayAndTime(moment) == "Thursday 15 April at 9.05")
    }

    @Test func `a span is said on one day or over two`() {
        let start = LocalDateTime(Day(2027, 4, 15), LocalTime(9, 0))
        let sameDay = LocalDateTime(Day(2027, 4, 15), LocalTime(15, 0))
        let nextDay = LocalDateTime(Day(2027, 4, 16), LocalTime(12, 0))
        #expect(danish.span(start, sameDay) == "torsdag den 15. april kl. 9.00–15.00")
        #expect(english.span(start, sameDay) == "Thursday 15 April, 9.00–15.00")
        #expect(danish.span(start, nextDay) == "torsdag den 15. april kl. 9.00 til fredag den 16. april kl. 12.00")
        #expect(english.span(start, nextDay) == "Thursday 15 April at 9.00 to Friday 16 April at 12.00")
        #expect(danish.span(start, nil) == danish.dayAndTime(start))
    }

    @Test func `a course longer than a year says every year`() {
        var outline = CourseFixture.outline
        outline.ends = Day(2028, 3, 1)
        #expect(CourseFacts(outline).yearless == nil)
        #expect(DateWords(language: .danish, yearless: nil).day(Day(2027, 4, 15)) == "torsdag den 15. april 2027")
    }
}
