import Course
import CourseTesting
import Testing

/// A course made from a previous one: the same weekdays, some weeks later.
struct ShiftingTests {
    static let seeds = UInt64(1)...60

    private static func shifted(_ seed: UInt64) -> (course: RandomCourse, shift: CourseShift) {
        let course = RandomCourse(seed: seed)
        var random = SplitMix64(seed: seed &* 31)
        // Not beyond the years whose holidays are known.
        let days = Int.random(in: -150...1200, using: &random)
        return (course, course.outline.shifted(toStart: course.outline.starts.adding(days: days)))
    }

    @Test(
        arguments: [
            (Day(2027, 12, 1), 52), (Day(2027, 11, 30), 52), (Day(2027, 12, 3), 52), (Day(2027, 12, 4), 53),
            (Day(2026, 12, 1), 0), (Day(2026, 12, 4), 0), (Day(2026, 12, 5), 1), (Day(2026, 11, 28), 0),
            (Day(2026, 11, 27), -1), (Day(2025, 12, 2), -52),
        ]
    )
    func `the new start is the nearest day of the same weekday`(start: Day, weeks: Int) throws {
        // The course of 2027 starts on Tuesday 1 December 2026.
        let shift = try DemoCourse.outline().shifted(toStart: start)
        #expect(shift.weeks == weeks)
        #expect(shift.outline.starts == Day(2026, 12, 1).adding(days: weeks * 7))
        #expect(abs(shift.outline.starts.days(since: start)) <= 3)
    }

    @Test func `every absolute date moves, and nothing else`() throws {
        var outline = try SmallCourse.outline()
        outline.programme.modules[0].opens = .date(Day(2027, 2, 15))
        outline.programme.modules[0].due = .dateTime(LocalDateTime(Day(2027, 3, 1), LocalTime(12, 0)))
        outline.programme.modules[0].prompts[0].send = .date(Day(2027, 2, 16))
        outline.programme.modules[1].opens = .offset(.weeks(3), .before, .init(module: "meeting-1", edge: .start))
        let shift = outline.shifted(toStart: Day(2027, 11, 30))
        var expected = outline
        expected.starts = Day(2027, 11, 30)
        expected.ends = Day(2028, 9, 28)
        expected.programme.modules[0].opens = .date(Day(2028, 2, 14))
        expected.programme.modules[0].due = .dateTime(LocalDateTime(Day(2028, 2, 28), LocalTime(12, 0)))
        expected.programme.modules[0].prompts[0].send = .date(Day(2028, 2, 15))
        for index in expected.municipalities.indices { expected.municipalities[index].closed = [] }
        for index in expected.sessions.indices {
            expected.sessions[index].start = LocalDateTime(Day(2028, 4, 12), outline.sessions[index].start.time)
            expected.sessions[index].end = LocalDateTime(Day(2028, 4, 12), outline.sessions[index].end.time)
        }
        #expect(shift.outline == expected)
        #expect(shift.before == outline)
    }

    @Test(arguments: seeds)
    func `all weekdays and times of day stay`(seed: UInt64) {
        let (course, shift) = Self.shifted(seed)
        let (old, new) = (course.outline, shift.outline)
        #expect((new.starts.weekday, new.ends.weekday) == (old.starts.weekday, old.ends.weekday))
        #expect(new.ends.days(since: new.starts) == old.ends.days(since: old.starts))
        #expect(new.sessions.count == old.sessions.count)
        for (one, other) in zip(old.sessions, new.sessions) {
            #expect(one.start.day.weekday == other.start.day.weekday)
            #expect(other.start.minutes - one.start.minutes == shift.weeks * 7 * 1440)
            #expect(other.end.minutes - one.end.minutes == shift.weeks * 7 * 1440)
        }
        #expect(new.municipalities.allSatisfy { $0.closed.isEmpty })
    }

    @Test(arguments: seeds)
    func `a shift there and back is the course again, but for its closing days`(seed: UInt64) {
        let (course, shift) = Self.shifted(seed)
        var expected = course.outline
        for index in expected.municipalities.indices { expected.municipalities[index].closed = [] }
        #expect(shift.outline.shifted(toStart: course.outline.starts).outline == expected)
    }

    @Test(arguments: seeds)
    func `where the calendars agree, no letter leaves on another day than the weeks say`(seed: UInt64) throws {
        let (course, shift) = Self.shifted(seed)
        // Months are of unequal length, so a rule of months is no matter of weeks.
        var before = course.outline.countingInWeeks
        var after = shift.outline.countingInWeeks
        for index in before.municipalities.indices {
            // Both calendars close on every day on which either does.
            let (one, other) = (before.municipalities[index].calendar, after.municipalities[index].calendar)
            let days = (-500...1000).map { before.starts.adding(days: $0) }.filter {
                !one.isWorkingDay($0) || !other.isWorkingDay($0.adding(days: shift.weeks * 7))
            }
            before.municipalities[index].closed = days.map { ClosedPeriod(from: $0, to: $0) }
            after.municipalities[index].closed = days.map { $0.adding(days: shift.weeks * 7) }
                .map { ClosedPeriod(from: $0, to: $0) }
        }
        var alike = before.shifted(toStart: shift.outline.starts)
        alike.outline = after
        guard (try? Plan(of: before, milestones: Milestones(sessions: before.sessions))) != nil else { return }
        let (plan, departures) = try alike.departures()
        #expect(departures == [])
        #expect(!plan.prompts.isEmpty)
    }

    @Test func `a letter that a holiday moves is named with the day that the weeks would say`() throws {
        let shift = try SmallCourse.outline().shifted(toStart: Day(2027, 11, 30))
        let (plan, departures) = try shift.departures()
        let old = try Plan(
            of: shift.before,
            milestones: Milestones(sessions: shift.before.sessions)
        )
        let days = Dictionary(uniqueKeysWithValues: old.prompts.map { ($0.scope, $0.day) })
        let expected = plan.prompts.filter { days[$0.scope]?.adding(days: 364) != $0.day }
        #expect(departures.map(\.prompt) == expected)
        #expect(departures.allSatisfy { $0.expected == days[$0.prompt.scope]?.adding(days: 364) })
        #expect(!departures.isEmpty)
    }

    @Test func `a session that falls on a holiday of the new year is a warning`() throws {
        // Wednesday 14 April 2027, 52 weeks later: 12 April 2028, the day before Maundy Thursday. A day later it would be that.
        var outline = try SmallCourse.outline()
        for index in outline.sessions.indices {
            outline.sessions[index].start.day = Day(2027, 4, 15)
            outline.sessions[index].end.day = Day(2027, 4, 15)
        }
        let (plan, _) = try outline.shifted(toStart: Day(2027, 11, 30)).departures()
        #expect(
            plan.findings.contains {
                if case .sessionOnClosedDay("workshop-1", _, Day(2028, 4, 13), _, _) = $0.kind { true } else { false }
            }
        )
    }
}

extension CourseOutline {
    /// The course with every rule of months counted in weeks instead.
    fileprivate var countingInWeeks: CourseOutline {
        var outline = self
        func weeks(_ moment: Moment?) -> Moment? {
            guard case .offset(.months(let count), let direction, let anchor) = moment else { return moment }
            return .offset(.weeks(count * 4), direction, anchor)
        }
        for index in outline.programme.modules.indices {
            var module = outline.programme.modules[index]
            module.opens = weeks(module.opens)
            module.due = weeks(module.due)
            module.chooseDateBy = weeks(module.chooseDateBy)
            if let window = module.window {
                module.window = .init(from: weeks(window.from) ?? window.from, to: weeks(window.to) ?? window.to)
            }
            for prompt in module.prompts.indices {
                module.prompts[prompt].send = weeks(module.prompts[prompt].send) ?? module.prompts[prompt].send
            }
            outline.programme.modules[index] = module
        }
        return outline
    }
}
