/// The dates of a programme in one municipality, and there for one group or for all that have set no meeting.
struct Timeline {
    typealias Node = AnchorGraph.Node

    /// A day that a rule led to.
    struct Point {
        var day: Day
        /// The time of day where one is set.
        var time: LocalTime?
        /// Whether a meeting that it counts from has no date yet.
        var provisional = false
        /// How it came about, step by step.
        var reasons: [Reason] = []
    }

    /// What the rules of one prompt may count from beside the programme.
    struct Own {
        var session: Session?
        var booking: Booking?
    }

    let graph: AnchorGraph
    let municipality: String
    let calendar: WorkCalendar
    let sessions: [Int: [Session]]
    /// The meetings set, by module.
    let meetings: [Int: Meeting]
    /// Meetings taken to be on a day, to see what follows.
    var assumed: [Int: Day] = [:]
    /// What a rule that leads nowhere weighs.
    let severity: Finding.Severity
    private(set) var findings = FindingList()
    private var points: [Node: Point] = [:]

    /// The timeline of those who have set no meeting.
    init(graph: AnchorGraph, municipality: String, calendar: WorkCalendar, sessions: [Int: [Session]]) {
        self.graph = graph
        self.municipality = municipality
        self.calendar = calendar
        self.sessions = sessions
        meetings = [:]
        severity = .error
        compute()
    }

    /// The timeline of a group with meetings; what does not hang on them is taken from its municipality's.
    init(of municipality: Timeline, meetings: [Int: Meeting], assumed: [Int: Day] = [:]) {
        graph = municipality.graph
        self.municipality = municipality.municipality
        calendar = municipality.calendar
        sessions = municipality.sessions
        self.meetings = meetings
        self.assumed = assumed
        severity = .warning
        let set = Set(meetings.keys).union(assumed.keys)
        points = municipality.points.filter { graph.meetings(of: $0.key).isDisjoint(with: set) }
        compute()
    }

    /// The point of an edge; `nil` where its rule is missing or at fault.
    func point(_ module: Int, _ edge: Edge) -> Point? {
        points[Node(module: module, edge: edge)]
    }

    /// Where a rule of `module` leads; `nil` where it is at fault, which is then among the findings.
    mutating func point(
        of moment: Moment,
        in module: Int,
        own: Own = Own(),
        sets edge: Moment.Anchor? = nil,
        at place: [String]
    ) -> Point? {
        switch moment {
        case .date(let day):
            return land(Point(day: day), by: .date, .after, sets: edge, at: place)
        case .dateTime(let dateTime):
            let day = dateTime.day
            if let closure = calendar.closedDay(on: day) {
                findings.add(
                    .warning,
                    .timeOnClosedDay(day: day, closure: closure, municipality: municipality),
                    at: place
                )
            }
            guard isPossible(day, at: place) else { return nil }
            return Point(
                day: day,
                time: dateTime.time,
                reasons: [.rule(.init(edge: edge, rule: .time(dateTime.time), day: day))]
            )
        case .on(let anchor):
            guard let from = point(of: anchor, .after, in: module, own: own) else { return nil }
            return land(from, by: .on(named(anchor, in: module)), .after, sets: edge, at: place)
        case .offset(let offset, let direction, let anchor):
            guard let from = point(of: anchor, direction, in: module, own: own) else { return nil }
            return step(offset, direction, from: from, anchor: named(anchor, in: module), sets: edge, at: place)
        }
    }

    /// Every edge that is not known yet, each after what it counts from.
    private mutating func compute() {
        for node in graph.order where points[node] == nil && !graph.isBroken(node) {
            points[node] = compute(node)
        }
    }

    private mutating func compute(_ node: Node) -> Point? {
        let module = graph.modules[node.module]
        if module.isMeeting(node.edge) { return meeting(node) }
        guard let rule = module.rule(of: node.edge) else { return nil }
        let edge = Moment.Anchor(module: module.key, edge: node.edge)
        return point(of: rule, in: node.module, sets: edge, at: module.place(of: node.edge))
    }

    /// The group's own meeting, or the window's last day until it is set.
    private func meeting(_ node: Node) -> Point? {
        if let meeting = meetings[node.module] {
            let edge = node.edge == .end ? meeting.end : meeting.start
            return Point(day: edge.day, time: edge.time)
        }
        if let day = assumed[node.module] { return Point(day: day, provisional: true) }
        guard let last = point(node.module, .due) else { return nil }
        let key = graph.modules[node.module].key
        return Point(
            day: last.day,
            provisional: true,
            reasons: last.reasons + [.undated(module: key, lastDay: last.day)]
        )
    }

    /// What an anchor stands for; of several sessions the first counts for what comes before, the last for what comes after.
    private func point(
        of anchor: Moment.Anchor,
        _ direction: Moment.Direction,
        in module: Int,
        own: Own
    ) -> Point? {
        guard let node = graph.node(of: anchor, in: module) else { return nil }
        let target = graph.modules[node.module]
        if target.isBooking(node.edge) {
            guard let booking = own.booking else { return nil }
            let edge = node.edge == .end ? booking.end : booking.start
            return Point(day: edge.day, time: edge.time)
        }
        guard target.hasSessions else { return point(node.module, node.edge) }
        let edge: (Session) -> LocalDateTime = { node.edge == .end ? $0.end : $0.start }
        if let session = own.session, node.module == module {
            return Point(day: edge(session).day, time: edge(session).time)
        }
        let held = sessions[node.module] ?? []
        let counted =
            direction == .before ? held.min { edge($0) < edge($1) } : held.max { edge($0) < edge($1) }
        guard let counted else { return nil }
        return Point(
            day: edge(counted).day,
            time: edge(counted).time,
            reasons: held.count == 1
                ? [] : [.counted(direction == .before ? .first : .last, module: target.key, session: counted.key)]
        )
    }

    private mutating func step(
        _ offset: Moment.Offset,
        _ direction: Moment.Direction,
        from: Point,
        anchor: Moment.Anchor,
        sets edge: Moment.Anchor?,
        at place: [String]
    ) -> Point? {
        let sign = direction == .before ? -1 : 1
        let rule = Reason.Rule.offset(offset, direction, anchor, from: from.day)
        var moved = from
        switch offset {
        case .days(let count): moved.day = from.day.adding(days: sign * count)
        case .weeks(let count): moved.day = from.day.adding(days: sign * 7 * count)
        case .months(let count): moved.day = from.day.adding(months: sign * count)
        case .workingDays(let count):
            guard isPossible(from.day, at: place) else { return nil }
            guard let day = calendar.adding(workingDays: sign * count, to: from.day) else {
                return noWorkingDay(near: from.day, at: place)
            }
            guard isPossible(day, at: place) else { return nil }
            let passed = causes(from: from.day.adding(days: sign), to: day)
            let reason = Reason.rule(.init(edge: edge, rule: rule, day: day, notCounted: passed))
            return Point(day: day, provisional: from.provisional, reasons: from.reasons + [reason])
        }
        return land(moved, by: rule, direction, sets: edge, at: place)
    }

    /// Moves a day that is not worked to the next that is, in the direction of its rule.
    private mutating func land(
        _ point: Point,
        by rule: Reason.Rule,
        _ direction: Moment.Direction,
        sets edge: Moment.Anchor?,
        at place: [String]
    ) -> Point? {
        let day = point.day
        guard isPossible(day, at: place) else { return nil }
        var step = Reason.Step(edge: edge, rule: rule, day: day)
        let worked =
            direction == .before ? calendar.workingDay(onOrBefore: day) : calendar.workingDay(onOrAfter: day)
        guard let worked else { return noWorkingDay(near: day, at: place) }
        if let first = calendar.closedDay(on: day) {
            let others = causes(from: day, to: worked).filter { $0 != first }
            step.shift = Reason.Shift(causes: [first] + others, day: worked)
        }
        return Point(day: worked, provisional: point.provisional, reasons: point.reasons + [.rule(step)])
    }

    /// Why the days between two are not worked, weekends left out, each cause once.
    private func causes(from first: Day, to last: Day) -> [ClosedDay] {
        var causes: [ClosedDay] = []
        let step = first <= last ? 1 : -1
        var day = first
        while day != last {
            if let cause = calendar.closedDay(on: day), !day.weekday.isWeekend, causes.last != cause {
                causes.append(cause)
            }
            day = day.adding(days: step)
        }
        return causes
    }

    private mutating func isPossible(_ day: Day, at place: [String]) -> Bool {
        if DanishHolidays.years.contains(day.year) { return true }
        findings.add(severity, .dateOutOfBounds(day), at: place)
        return false
    }

    private mutating func noWorkingDay(near day: Day, at place: [String]) -> Point? {
        findings.add(severity, .noWorkingDay(municipality: municipality, near: day), at: place)
        return nil
    }

    /// An anchor with the name of its module.
    private func named(_ anchor: Moment.Anchor, in module: Int) -> Moment.Anchor {
        Moment.Anchor(module: anchor.module ?? graph.modules[module].key, edge: anchor.edge)
    }
}
