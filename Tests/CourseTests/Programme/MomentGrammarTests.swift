import Course
import CourseTesting
import Foundation
import Testing

struct MomentGrammarTests {
    @Test(arguments: [
        ("2027-01-18", Moment.date(Day(2027, 1, 18))),
        ("2027-01-18T13:00", .dateTime(LocalDateTime(Day(2027, 1, 18), LocalTime(13, 0)))),
        ("on opens", .on(.init(module: nil, edge: .opens))),
        ("on kick-off.end", .on(.init(module: "kick-off", edge: .end))),
        ("6 weeks before start", .offset(.weeks(6), .before, .init(module: nil, edge: .start))),
        ("1 working day after end", .offset(.workingDays(1), .after, .init(module: nil, edge: .end))),
        (
            "5 working days before choose-date-by",
            .offset(.workingDays(5), .before, .init(module: nil, edge: .chooseDateBy))
        ),
        ("999 days after møde-1.due", .offset(.days(999), .after, .init(module: "møde-1", edge: .due))),
        ("1 months before a.start", .offset(.months(1), .before, .init(module: "a", edge: .start))),
        ("  2   day  after  start ", .offset(.days(2), .after, .init(module: nil, edge: .start))),
    ])
    func `a rule is read`(_ text: String, _ moment: Moment) throws {
        #expect(try Moment(text) == moment)
    }

    @Test(arguments: [
        ("", MomentFault.Problem.empty), ("   ", .empty), ("soon", .unknown), ("before start", .unknown),
        ("2027-02-29", .noDate("2027-02-29")), ("2027-1-8", .noDate("2027-1-8")),
        ("1899-12-31", .yearOutOfBounds("1899-12-31")), ("2200-01-01", .yearOutOfBounds("2200-01-01")),
        ("2027-01-18T24:00", .noTime("24:00")), ("2027-01-18T9:30", .noTime("9:30")),
        ("2027-01-18 09:30", .spaceBeforeTime), ("0 days before start", .count("0")),
        ("1000 days before start", .count("1000")), ("-3 days before start", .count("-3")),
        ("99999999999999999999 days before start", .count("99999999999999999999")), ("5", .unit(nil)),
        ("2½ weeks before start", .count("2½")), ("5 fortnights before start", .unit("fortnights")),
        ("5 working weeks before start", .unit("working weeks")), ("5 working", .unit("working")),
        ("5 Days before start", .unit("Days")), ("5 days", .direction(nil)),
        ("5 days until start", .direction("until")),
        ("5 days before", .noAnchor), ("on", .noAnchor), ("on meeting-1", .edge("meeting-1")),
        ("5 days before workshop-1.begin", .edge("begin")), ("on .start", .module("")),
        ("on a.b.start", .module("a.b")),
        ("on start today", .surplus("today")), ("2027-01-18 please", .surplus("please")),
    ])
    func `a text that is no rule says what is wrong`(_ text: String, _ problem: MomentFault.Problem) {
        #expect(throws: MomentFault(text: text, problem: problem)) { try Moment(text) }
    }

    @Test func `a fault is a sentence that says what was expected`() {
        let fault = MomentFault(text: "6 wek before start", problem: .unit("wek"))
        #expect(
            fault.description
                == "“6 wek before start” is no rule of time: unknown unit “wek”; expected day(s), working day(s), week(s) or month(s)"
        )
    }

    @Test(arguments: UInt64(1)...20)
    func `what is printed is read back`(seed: UInt64) throws {
        var random = SplitMix64(seed: seed)
        for _ in 0..<100 {
            let moment = Moment.any(using: &random)
            #expect(try Moment(moment.description) == moment)
            let decoded = try JSONDecoder().decode([Moment].self, from: JSONEncoder().encode([moment]))
            #expect(decoded == [moment])
        }
    }
}

extension Moment {
    fileprivate static func any(using random: inout SplitMix64) -> Moment {
        let day = Day(1900, 1, 1).adding(days: .random(in: 0..<109_000, using: &random))
        let anchor = Anchor(
            module: [nil, "kick-off", "møde_2", "7"].randomElement(using: &random) ?? nil,
            edge: Edge.allCases.randomElement(using: &random) ?? .start
        )
        let count = Int.random(in: 1...999, using: &random)
        let offsets: [Offset] = [.days(count), .workingDays(count), .weeks(count), .months(count), .weeks(1)]
        let moments: [Moment] = [
            .date(day),
            .dateTime(LocalDateTime(minutes: Int(day.number) * 1440 + .random(in: 0..<1440, using: &random))),
            .on(anchor),
            .offset(
                offsets.randomElement(using: &random) ?? .days(1),
                Bool.random(using: &random) ? .before : .after,
                anchor
            ),
        ]
        return moments.randomElement(using: &random) ?? .on(anchor)
    }
}
