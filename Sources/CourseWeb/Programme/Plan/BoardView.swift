import Correspondence
import Course
import CourseStore

/// A plan board as its drawing shows it: coordinates, and words in the reader's language.
struct BoardView: Sendable {
    let key: String
    let name: String
    let width: Int
    let height: Int
    /// Where the lines of the calendar begin and end.
    let top: Int
    let monthY: Int
    let weekY: Int
    let todayY: Int
    let label: String
    let months: [MonthView]
    let weeks: [WeekView]
    let shades: [ShadeView]
    let rows: [RowView]
    let today: TodayView?
    /// The days on which nobody works, in words; weekends apart.
    let closed: [String]

    struct MonthView: Sendable {
        let x: Int
        let textX: Int
        /// Empty where there is no room for it.
        let text: String
    }

    struct WeekView: Sendable {
        let textX: Int
        let text: String
    }

    struct ShadeView: Sendable {
        let x: Int
        let width: Int
        let look: String
        let text: String
    }

    struct RowView: Sendable {
        let y: Int
        let titleX: Int
        let titleY: Int
        let titleEnds: Bool
        let title: String
        let kind: String
        let threadX: Int
        let threadEnd: Int
        let middle: Int
        let bar: BarView?
        let marks: [MarkView]
    }

    struct BarView: Sendable {
        let x: Int
        let y: Int
        let width: Int
        let height: Int
        let look: String
        let text: String
    }

    struct MarkView: Sendable {
        let href: String
        let text: String
        let look: String
        let x: Int
        let y: Int
        let left: Int
        let up: Int
        let isLetter: Bool
        let isReminder: Bool
        let isSession: Bool
        let isMeeting: Bool
        let count: CountView?
    }

    struct CountView: Sendable {
        let x: Int
        let y: Int
        let number: Int
    }

    struct TodayView: Sendable {
        let x: Int
        let textX: Int
        let text: String
    }

    /// The drawing of a board.
    init(
        _ board: PlanBoard,
        of municipality: Municipality,
        events: [PlanEvent],
        today: Day,
        outline: CourseOutline,
        in language: Language
    ) {
        let words = PromptWords(language: language, outline: outline)
        let dates = language.dates
        key = municipality.key
        name = municipality.calendar.name
        (width, height, top) = (board.width, board.height, PlanBoard.top)
        (monthY, weekY, todayY) = (18, 39, 57)
        label = language("Planen for \(name) som tegning", "The plan of \(name) as a drawing")
        months = board.calendar.months.map { month in
            let text = language.month(of: month.day, isShort: month.width < 96)
            return MonthView(x: month.x, textX: month.x + 5, text: month.width < 40 ? "" : text)
        }
        weeks = board.calendar.weeks.map {
            WeekView(textX: $0.x + $0.width / 2, text: "\($0.number)")
        }
        shades = board.calendar.shades.map { shade in
            ShadeView(
                x: shade.x,
                width: shade.width,
                look: shade.look,
                text: language.capitalised(shade.cause.words(in: language))
            )
        }
        let known = Dictionary(events.map { ($0.event, $0) }, uniquingKeysWith: { one, _ in one })
        rows = board.rows.map { row in
            RowView(
                y: row.y,
                titleX: row.titleX,
                titleY: row.y + 16,
                titleEnds: row.titleEndsHere,
                title: words.title(of: row.module),
                kind: words.kind(of: row.module),
                threadX: row.thread.lowerBound,
                threadEnd: row.thread.upperBound,
                middle: row.middle,
                bar: row.bar.map { bar in
                    BarView(
                        x: bar.x,
                        y: bar.y,
                        width: bar.width,
                        height: PlanBoard.barHeight,
                        look: bar.isProvisional ? "bar provisional" : "bar",
                        text: language.capitalised(dates.window(bar.days.lowerBound, bar.days.upperBound))
                    )
                },
                marks: row.marks.compactMap { mark in known[mark.event].map { MarkView(mark, $0, dates: dates) } }
            )
        }
        self.today = board.today.map { x in
            TodayView(x: x, textX: min(max(x, 22), board.width - 22), text: language("i dag", "today"))
        }
        closed = board.calendar.shades.filter { $0.cause != .weekend }.sorted {
            $0.days.lowerBound < $1.days.lowerBound
        }
        .map { shade in
            let cause = language.capitalised(shade.cause.words(in: language))
            if case .holiday = shade.cause { return "\(cause), \(dates.day(shade.days.lowerBound))" }
            return cause
        }
    }
}

extension BoardView.MarkView {
    fileprivate init(_ mark: PlanBoard.Mark, _ event: PlanEvent, dates: DateWords) {
        let when = dates.dayAndTime(LocalDateTime(event.event.day, event.time))
        let notes = event.notes.isEmpty ? "" : " (\(event.notes.joined(separator: ", ")))"
        let whom = event.whom.isEmpty ? "" : ", \(event.whom)"
        self.init(
            href: event.address,
            text: "\(event.label): \(event.module)\(notes) – \(when)\(whom)",
            look: event.look.rawValue,
            x: mark.x,
            y: mark.y,
            left: mark.x - PlanBoard.target / 2,
            up: mark.y - PlanBoard.target / 2,
            isLetter: event.look.isLetter,
            isReminder: event.look.isReminder,
            isSession: event.look == .session,
            isMeeting: event.look == .meeting,
            count: event.count > 1
                ? BoardView.CountView(x: mark.x + 8, y: mark.y - 4, number: event.count) : nil
        )
    }
}

extension BoardCalendar.Shade {
    /// The class of its rectangle.
    fileprivate var look: String {
        switch cause {
        case .weekend: "weekend"
        case .holiday: "holiday"
        case .closed: "closed"
        }
    }
}

extension Language {
    /// As `marts 2027`, or `mar.` where there is little room.
    func month(of day: Day, isShort: Bool) -> String {
        let (year, month, _) = day.parts
        let danish = [
            "januar", "februar", "marts", "april", "maj", "juni", "juli", "august", "september", "oktober", "november",
            "december",
        ]
        let english = [
            "January", "February", "March", "April", "May", "June", "July", "August", "September", "October",
            "November", "December",
        ]
        let name = self(danish[month - 1], english[month - 1])
        return isShort ? String(name.prefix(3)) : "\(name) \(year)"
    }
}
