import Course
import CourseStore
import CourseTesting
import Testing

@testable import CourseWeb

/// The geometry of the board, for plans of any shape.
struct PlanBoardTests {
    private struct Drawn {
        let board: PlanBoard
        let events: [BoardEvent]
        let outline: CourseOutline
    }

    /// The demonstration's plan, its workshops somewhere else, with groups' meetings and much else on its days.
    private static func drawn(seed: UInt64) throws -> Drawn? {
        var random = SplitMix64(seed: seed)
        var outline = try DemoCourse.outline()
        let shift = Int.random(in: -60...60, using: &random)
        for index in outline.sessions.indices where outline.sessions[index].module != "kick-off" {
            outline.sessions[index].start.day = outline.sessions[index].start.day.adding(days: shift)
            outline.sessions[index].end.day = outline.sessions[index].end.day.adding(days: shift)
        }
        outline.ends = outline.ends.adding(days: Int.random(in: -200...400, using: &random))
        let meetings = (0..<Int.random(in: 0...40, using: &random)).map { number in
            let start = LocalDateTime(
                Day(2027, 3, 1).adding(days: .random(in: -50...60, using: &random)),
                LocalTime(13, 0)
            )
            return Meeting(
                module: "meeting-1",
                group: LeaderGroup.ID(rawValue: Int64(number + 1)),
                municipality: "albertslund",
                start: start,
                end: start.adding(minutes: 60)
            )
        }
        guard
            let plan = try? Plan(of: outline, milestones: Milestones(sessions: outline.sessions, meetings: meetings))
        else { return nil }
        var seen: Set<String> = []
        var events: [BoardEvent] = []
        for (number, prompt) in plan.prompts.enumerated() where prompt.scope.municipality == "albertslund" {
            // The store gives the prompts of a rule and a day as one.
            guard seen.insert("\(prompt.scope.reference) \(prompt.day)").inserted else { continue }
            let id = PlannedPrompt.ID(rawValue: Int64(number + 1))
            events.append(BoardEvent(module: prompt.scope.module, day: prompt.day, kind: .prompt(id)))
        }
        for session in outline.sessions {
            events.append(BoardEvent(module: session.module, day: session.start.day, kind: .session(session.key)))
        }
        for meeting in meetings where seen.insert("meeting \(meeting.start.day)").inserted {
            events.append(
                BoardEvent(module: meeting.module, day: meeting.start.day, kind: .meeting(meeting.group))
            )
        }
        let board = PlanBoard(
            of: outline,
            calendar: outline.municipalities[0].calendar,
            spans: plan.spans.filter { $0.municipality == "albertslund" },
            events: events,
            today: Day(2027, 2, 1)
        )
        return Drawn(board: board, events: events, outline: outline)
    }

    private static func all() throws -> [Drawn] {
        let all = try (1...60).compactMap { try drawn(seed: UInt64($0)) }
        #expect(all.count > 20)
        return all
    }

    @Test func `everything that happens has exactly one mark, in the row of its module`() throws {
        for drawn in try Self.all() {
            let marks = drawn.board.rows.flatMap { row in row.marks.map { (row.module, $0.event) } }
            #expect(marks.count == drawn.events.count)
            #expect(Set(marks.map(\.1)) == Set(drawn.events))
            #expect(marks.allSatisfy { $0.0 == $0.1.module })
        }
    }

    @Test func `what can be hit overlaps nothing else that can, and lies on the board`() throws {
        let half = PlanBoard.target / 2
        for drawn in try Self.all() {
            let marks = drawn.board.rows.flatMap(\.marks)
            for (index, one) in marks.enumerated() {
                #expect(one.x - half >= 0 && one.x + half <= drawn.board.width)
                #expect(one.y - half >= PlanBoard.top && one.y + half <= drawn.board.height)
                for other in marks[(index + 1)...] {
                    #expect(
                        abs(one.x - other.x) >= PlanBoard.target || abs(one.y - other.y) >= PlanBoard.target,
                        "\(one) and \(other)"
                    )
                }
            }
        }
    }

    @Test func `marks of one day stand in one column, and later days further right`() throws {
        for drawn in try Self.all() {
            let marks = drawn.board.rows.flatMap(\.marks)
            for (day, same) in Dictionary(grouping: marks, by: \.event.day) {
                #expect(Set(same.map(\.x)).count == 1)
                for later in marks where later.event.day > day {
                    let (from, to) = (drawn.board.nearest(day), drawn.board.nearest(later.event.day))
                    let apart = to.days(since: from)
                    #expect(later.x == same[0].x + apart * drawn.board.dayWidth)
                }
            }
        }
    }

    @Test func `bars, months, weeks and shades lie on the calendar, and months and weeks fill it`() throws {
        for drawn in try Self.all() {
            let board = drawn.board
            let days = PlanBoard.margin...(board.width - PlanBoard.margin)
            for bar in board.rows.compactMap(\.bar) {
                #expect(days.contains(bar.x) && days.contains(bar.x + bar.width) && bar.width >= board.dayWidth)
            }
            for shade in board.calendar.shades {
                #expect(days.contains(shade.x) && days.contains(shade.x + shade.width) && shade.width >= board.dayWidth)
            }
            for stretches in [
                board.calendar.months.map { ($0.x, $0.width) }, board.calendar.weeks.map { ($0.x, $0.width) },
            ] {
                var x = days.lowerBound
                for (begins, width) in stretches {
                    #expect(begins == x)
                    x += width
                }
                #expect(x == days.upperBound)
            }
            #expect(board.first.weekday == .monday && board.last.weekday == .sunday)
        }
    }

    @Test func `rows follow each other without a gap, in the programme's order`() throws {
        for drawn in try Self.all() {
            var y = PlanBoard.top
            for row in drawn.board.rows {
                #expect(row.y == y)
                y += row.height
            }
            #expect(drawn.board.height >= y)
            let order = drawn.outline.programme.modules.map(\.key)
            #expect(
                drawn.board.rows.map(\.module) == order.filter { key in drawn.board.rows.contains { $0.module == key } }
            )
        }
    }

    @Test func `a rule far outside the course is at the edge of a board that does not grow with it`() throws {
        let outline = try DemoCourse.outline()
        let event = BoardEvent(module: "film-1", day: Day(1950, 1, 2), kind: .prompt(.init(rawValue: 1)))
        let board = PlanBoard(
            of: outline,
            calendar: outline.municipalities[0].calendar,
            spans: [
                ModuleSpan(module: "film-2", municipality: "albertslund", opens: Day(2190, 1, 1), due: Day(2190, 2, 1))
            ],
            events: [event],
            today: Day(2030, 1, 1)
        )
        #expect(board.last.days(since: board.first) < 600)
        #expect(board.rows.first?.marks.first?.x == PlanBoard.margin + board.dayWidth / 2)
        let bar = try #require(board.rows.last?.bar)
        #expect(bar.x + bar.width <= board.width - PlanBoard.margin)
        #expect(board.today == nil)
    }

    @Test func `the closed days of a municipality are shaded as such`() throws {
        let outline = try DemoCourse.outline()
        let board = PlanBoard(
            of: outline,
            calendar: outline.municipalities[1].calendar,
            spans: [],
            events: [],
            today: outline.starts
        )
        let closed = board.calendar.shades.compactMap { shade in
            if case .closed(let period, _) = shade.cause { period } else { nil }
        }
        #expect(closed == outline.municipalities[1].closed)
        #expect(
            board.calendar.shades.contains {
                $0.cause == .holiday(.goodFriday) && $0.days == Day(2027, 3, 26)...Day(2027, 3, 26)
            }
        )
        #expect(board.rows == [])
    }
}

extension PlanBoard {
    /// A day, or the day on the board that is nearest to it.
    fileprivate func nearest(_ day: Day) -> Day { min(max(day, first), last) }
}
