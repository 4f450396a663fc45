import Course

/// The plan of one municipality as a drawing: where bars, marks and shades are, in pixels from the top left.
///
/// It knows days and places, no words. A row is a module; what would cover something else in its row goes a lane deeper.
struct PlanBoard: Hashable, Sendable {
    /// The first day on it, a Monday.
    let first: Day
    /// The last day on it, a Sunday.
    let last: Day
    /// How wide a day is.
    let dayWidth: Int
    let width: Int
    let height: Int
    /// Months, weeks and days that are not worked.
    let calendar: BoardCalendar
    let rows: [Row]
    /// Where today is; `nil` where it is not on the board.
    let today: Int?

    /// The side of what a finger or a mouse can hit.
    static let target = 24
    /// Where the rows begin, below months, weeks and the word for today.
    static let top = 64
    /// The room on either side, so that a mark on the first day is whole.
    static let margin = 16
    /// The height of a row's title.
    static let title = 22
    /// The height of a bar.
    static let barHeight = 16
    /// The room below a row.
    static let gap = 8
    /// What a board is wide by preference; a long course is wider.
    static let preferredWidth = 1180
    /// No more days than these are drawn, whatever a course file says.
    static let mostDays = 1500

    /// A module, with its dates and what leaves about it.
    struct Row: Hashable, Sendable {
        let module: String
        let y: Int
        let height: Int
        /// Where the title begins; where it ends, if it is written towards the left.
        let titleX: Int
        let titleEndsHere: Bool
        let bar: Bar?
        /// The line that holds the row together, from its first to its last thing.
        let thread: ClosedRange<Int>
        /// The middle of the first lane.
        let middle: Int
        let marks: [Mark]
    }

    /// The days on which a module is open.
    struct Bar: Hashable, Sendable {
        let x: Int
        let y: Int
        let width: Int
        let isProvisional: Bool
        /// Its days.
        let days: ClosedRange<Day>
    }

    /// Something that happens on a day.
    struct Mark: Hashable, Sendable {
        let event: BoardEvent
        /// The middle.
        let x: Int
        let y: Int
    }

    /// Lays out what happens in a municipality.
    ///
    /// - Parameters:
    ///   - outline: The course, for its days and the order and titles of its modules.
    ///   - calendar: The municipality's.
    ///   - spans: When its modules are open.
    ///   - events: What happens, each once.
    ///   - today: The course's day.
    init(
        of outline: CourseOutline,
        calendar: WorkCalendar,
        spans: [ModuleSpan],
        events: [BoardEvent],
        today: Day
    ) {
        let days = events.map(\.day) + spans.flatMap { [$0.opens, $0.due].compactMap(\.self) }
        let ends = max(outline.starts, outline.ends)
        let earliest = max(days.min() ?? outline.starts, outline.starts.adding(days: -120))
        let latest = min(days.max() ?? ends, ends.adding(days: 120))
        let first = min(outline.starts, earliest).monday
        let last = min(max(ends, latest), first.adding(days: Self.mostDays)).monday.adding(days: 6)
        let count = last.days(since: first) + 1
        let dayWidth = min(12, max(4, (Self.preferredWidth - 2 * Self.margin) / count))
        let scale = Scale(first: first, last: last, dayWidth: dayWidth)
        (self.first, self.last, self.dayWidth) = (first, last, dayWidth)
        let width = 2 * Self.margin + count * dayWidth
        self.width = width

        let ofModule = Dictionary(grouping: events, by: \.module)
        let span = Dictionary(spans.map { ($0.module, $0) }, uniquingKeysWith: { one, _ in one })
        var rows: [Row] = []
        var y = Self.top
        for module in outline.programme.modules {
            guard
                let row = Row(
                    module,
                    span: span[module.key],
                    events: ofModule[module.key] ?? [],
                    courseEnds: ends,
                    scale: scale,
                    y: y,
                    width: width
                )
            else { continue }
            rows.append(row)
            y += row.height
        }
        self.rows = rows
        height = y + Self.gap
        self.calendar = BoardCalendar(calendar, scale: scale)
        self.today = (first...last).contains(today) ? scale.middle(of: today) : nil
    }

    /// From days to pixels.
    struct Scale: Hashable, Sendable {
        let first: Day
        let last: Day
        let dayWidth: Int

        /// Where a day begins; days beyond the board are at its edge.
        func start(of day: Day) -> Int {
            PlanBoard.margin + min(max(day, first), last.adding(days: 1)).days(since: first) * dayWidth
        }

        /// The middle of a day.
        func middle(of day: Day) -> Int { start(of: min(day, last)) + dayWidth / 2 }
    }
}

/// Something that a board has a mark for.
struct BoardEvent: Hashable, Sendable {
    /// The module's key.
    let module: String
    let day: Day
    let kind: Kind

    /// What it is.
    enum Kind: Hashable, Sendable {
        /// A prompt leaves, the one of that key or that and others.
        case prompt(PlannedPrompt.ID)
        /// A session is held.
        case session(String)
        /// Groups meet, that of the key or that and others.
        case meeting(LeaderGroup.ID)
    }
}

extension PlanBoard.Row {
    /// `nil` for a module without dates and letters.
    fileprivate init?(
        _ module: Module,
        span: ModuleSpan?,
        events: [BoardEvent],
        courseEnds: Day,
        scale: PlanBoard.Scale,
        y: Int,
        width: Int
    ) {
        guard span != nil || !events.isEmpty else { return nil }
        self.module = module.key
        self.y = y
        let middle = y + PlanBoard.title + PlanBoard.target / 2
        self.middle = middle
        bar = span.map { PlanBoard.Bar($0, courseEnds: courseEnds, middle: middle, scale: scale) }

        // What is held takes the first lanes, and what is sent goes around it.
        let ordered = events.enumerated().sorted {
            ($0.element.rank, $0.element.day, $0.offset) < ($1.element.rank, $1.element.day, $1.offset)
        }.map(\.element)
        var lanes: [[Int]] = []
        let placed = ordered.map { event in
            let x = scale.middle(of: event.day)
            let lane = lanes.firstIndex { taken in taken.allSatisfy { abs($0 - x) >= PlanBoard.target } } ?? lanes.count
            if lane == lanes.count { lanes.append([]) }
            lanes[lane].append(x)
            return PlanBoard.Mark(event: event, x: x, y: middle + lane * PlanBoard.target)
        }
        // The keyboard goes through a row from its first day to its last.
        marks = placed.enumerated().sorted {
            ($0.element.x, $0.element.y, $0.offset) < ($1.element.x, $1.element.y, $1.offset)
        }
        .map(\.element)
        height = PlanBoard.title + max(1, lanes.count) * PlanBoard.target + PlanBoard.gap

        let lefts = marks.map(\.x) + (bar.map { [$0.x, $0.x + $0.width] } ?? [])
        thread = (lefts.min() ?? 0)...(lefts.max() ?? 0)
        // A letter is about eight pixels wide; what would not fit is written towards the left.
        let begins = max(PlanBoard.margin / 2, thread.lowerBound - PlanBoard.target / 2)
        titleEndsHere = begins + 8 * module.title.count > width
        titleX = titleEndsHere ? min(width - PlanBoard.margin / 2, thread.upperBound + PlanBoard.target / 2) : begins
    }
}

extension PlanBoard.Bar {
    fileprivate init(_ span: ModuleSpan, courseEnds: Day, middle: Int, scale: PlanBoard.Scale) {
        let opens = span.opens ?? span.due ?? courseEnds
        // What is only opened is there until the end.
        let due = span.due ?? max(opens, courseEnds)
        days = min(opens, due)...max(opens, due)
        x = scale.start(of: min(days.lowerBound, scale.last))
        width = max(scale.dayWidth, scale.start(of: days.upperBound.adding(days: 1)) - x)
        y = middle - PlanBoard.barHeight / 2
        isProvisional = span.isProvisional
    }
}

extension BoardEvent {
    /// What is drawn first on a day.
    fileprivate var rank: Int {
        switch kind {
        case .session: 0
        case .meeting: 1
        case .prompt: 2
        }
    }
}
