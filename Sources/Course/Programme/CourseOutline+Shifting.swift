extension CourseOutline {
    /// The course once more, from about another day on, for other people.
    ///
    /// Every date moves by the same number of whole weeks, the one that comes nearest to `start`, so that all weekdays stay. Rules that
    /// count from something stand as they are. The closed periods are left out: next year's are others.
    public func shifted(toStart start: Day) -> CourseShift {
        let days = start.days(since: starts)
        // The nearest multiple of seven; seven is odd, so there is always one.
        let weeks = (days + (days >= 0 ? 3 : -3)) / 7
        var outline = self
        outline.starts = starts.adding(days: weeks * 7)
        outline.ends = ends.adding(days: weeks * 7)
        for index in outline.municipalities.indices { outline.municipalities[index].closed = [] }
        for index in outline.programme.modules.indices { outline.programme.modules[index].shift(weeks: weeks) }
        for index in outline.sessions.indices {
            outline.sessions[index].start.day = outline.sessions[index].start.day.adding(days: weeks * 7)
            outline.sessions[index].end.day = outline.sessions[index].end.day.adding(days: weeks * 7)
        }
        return CourseShift(before: self, outline: outline, weeks: weeks)
    }
}

/// A course and the same course some weeks later.
public struct CourseShift: Hashable, Sendable {
    /// The course that it comes from.
    public let before: CourseOutline
    /// The course with its dates moved.
    public var outline: CourseOutline
    /// By how many weeks; earlier when negative.
    public let weeks: Int

    /// The letters that do not leave on the day that many weeks after the one before, in the order of the new plan.
    ///
    /// It is so where the two calendars differ: a holiday that moves, days on which a municipality was closed, months of unequal length.
    /// - Throws: The faults of the new plan; where the old course has none, nothing can be compared and the list is empty.
    public func departures() throws(PlanFaults) -> (plan: Plan, departures: [Departure]) {
        let plan = try Plan(of: outline, milestones: Milestones(sessions: outline.sessions))
        guard let old = try? Plan(of: before, milestones: Milestones(sessions: before.sessions)) else {
            return (plan, [])
        }
        let days = Dictionary(old.prompts.map { ($0.scope, $0.day) }, uniquingKeysWith: { one, _ in one })
        let departures = plan.prompts.compactMap { prompt -> Departure? in
            guard let day = days[prompt.scope]?.adding(days: weeks * 7), day != prompt.day else { return nil }
            return Departure(prompt: prompt, expected: day)
        }
        return (plan, departures)
    }

    /// A letter that leaves on another day than the weeks alone would say.
    public struct Departure: Hashable, Sendable {
        /// The letter, as it is planned now.
        public let prompt: PlannedPrompt
        /// The day that the weeks alone would say.
        public let expected: Day
    }
}

extension Module {
    fileprivate mutating func shift(weeks: Int) {
        opens?.shift(weeks: weeks)
        due?.shift(weeks: weeks)
        window?.from.shift(weeks: weeks)
        window?.to.shift(weeks: weeks)
        chooseDateBy?.shift(weeks: weeks)
        for index in prompts.indices { prompts[index].send.shift(weeks: weeks) }
    }
}

extension Moment {
    fileprivate mutating func shift(weeks: Int) {
        switch self {
        case .date(let day): self = .date(day.adding(days: weeks * 7))
        case .dateTime(let moment): self = .dateTime(LocalDateTime(moment.day.adding(days: weeks * 7), moment.time))
        case .on, .offset: break
        }
    }
}
