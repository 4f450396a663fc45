extension Finding: CustomStringConvertible {
    /// One sentence: what is wrong, and what would be right where that can be said.
    public var description: String {
        switch kind {
        case .duplicateMunicipality(let key): "A second municipality is called “\(key)”; a key stands for one."
        case .duplicateModule(let key): "A second module is called “\(key)”; a key stands for one."
        case .duplicatePrompt(let module, let prompt):
            "\(module) has a second prompt “\(prompt)”; a key stands for one."
        case .duplicateSession(let module, let session):
            "\(module) has a second session “\(session)”; a key stands for one."
        case .unknownModule(let key): "No module is called “\(key)”."
        case .noSuchEdge(let module, let kind, let edge):
            "\(module) has no “\(edge.rawValue)”; a module of the kind \(kind.rawValue) has \(Self.list(kind.edges))."
        case .noRule(let module, let edge):
            "\(module) has no “\(Self.ruleName(edge, of: module))” to count from; give it one, or count from something else."
        case .foreignBooking(let module, let edge):
            "The \(edge.rawValue) of \(module) is each leader's own; only its own prompts can count from it."
        case .circle(let edges): "These rules count from each other: \(edges.joined(separator: " → "))."
        case .noSessions(let module): "\(module) has no session; it needs at least one with a start and an end."
        case .sessionOfOtherKind(let module, let kind):
            "\(module) is of the kind \(kind.rawValue), which has no sessions; gatherings and workshops have."
        case .sessionEndsTooEarly(let module, let session):
            "The session “\(session)” of \(module) does not end after its start."
        case .courseEndsTooEarly: "The course ends before it starts."
        case .closedPeriodEndsTooEarly(let municipality):
            "A closed period of \(municipality) ends before it begins; from is the first day, to the last."
        case .dateOutOfBounds(let day):
            "This falls on \(day), outside the years \(DanishHolidays.years.lowerBound) to \(DanishHolidays.years.upperBound)."
        case .noWorkingDay(let municipality, let day):
            "\(municipality) has no working day within \(WorkCalendar.reach) days of \(day)."
        case .windowWithoutWorkingDay(let module, let municipality, let from, let to):
            from > to
                ? "The window of \(module) ends on \(to) in \(municipality), before it begins on \(from)."
                : "The window of \(module) from \(from) to \(to) holds no working day in \(municipality)."
        case .buildsOnOtherKind(let module, let kind): "\(module) is a \(kind.rawValue); meetings build on films."
        case .conditionOfOtherKind(let condition, let kind):
            "Nobody can know “\(condition.rawValue)” of a module of the kind \(kind.rawValue)."
        default: doubt
        }
    }

    /// The sentences of what is shown and taken.
    private var doubt: String {
        switch kind {
        case .filmDueAfterMeeting(let film, let meeting, let municipality, let group, let due, let day):
            group == nil
                ? "\(film) is due on \(due) in \(municipality), after \(meeting) on \(day), which builds on it."
                : "\(film) is due on \(due), after a group in \(municipality) meets on \(day) for \(meeting), which builds on it."
        case .sessionOnClosedDay(let module, let session, let day, let closure, let municipality):
            "The session “\(session)” of \(module) is on \(day.inEnglish())\(municipality.map { ", when \($0) does not work" } ?? ""): \(closure)."
        case .timeOnClosedDay(let day, let closure, let municipality):
            "\(day.inEnglish()) is no working day in \(municipality) (\(closure)); a date with a time stays where it is."
        case .promptTooLate(let scope, let day):
            "\(scope.module) \(scope.prompt) leaves on \(day.inEnglish()) in \(scope.municipality)\(Self.part(scope)), when what it announces is past."
        case .opensAfterDue(let module, let municipality, let opens, let due):
            "\(module) opens on \(opens) in \(municipality), after it is due on \(due)."
        case .outsideCourse(let day, let municipality):
            "This falls on \(day)\(municipality.map { " in \($0)" } ?? ""), outside the course's dates."
        case .chooseDateTooLate(let module, let municipality, let by, let earliest):
            "The date of \(module) is chosen by \(by) in \(municipality), but what depends on it may begin on \(earliest)."
        case .meetingOutsideWindow(let module, let municipality, _, let day, let from, let to):
            "A group in \(municipality) meets on \(day) for \(module), outside its window from \(from) to \(to)."
        case .meetingOnClosedDay(let module, let municipality, _, let day, let closure):
            "A group in \(municipality) meets on \(day.inEnglish()) for \(module): \(closure)."
        case .strayMilestone(let module, let municipality):
            "A meeting or booking is set for \(module) in \(municipality), which the course does not have; it is left out."
        case .capacity(let module, let seats, let leaders):
            "The sessions of \(module) hold \(seats), but \(leaders) leaders are enrolled."
        case .lettersAWeek(let municipality, let week, let most, let leaders, let meant):
            "\(Self.leaders(leaders)) in \(municipality) get up to \(most) letters in the week of \(week.inEnglish()); at most \(meant) were meant."
        case .itemsALetter(let municipality, let day, let most, let leaders):
            "\(Self.leaders(leaders)) in \(municipality) get a letter of \(most) items on \(day.inEnglish()); more than \(LetterLoad.fewItems) are too many to act on."
        default: ""
        }
    }

    private static func list(_ edges: Set<Edge>) -> String {
        Edge.allCases.filter(edges.contains).map(\.rawValue).joined(separator: ", ")
    }

    private static func ruleName(_ edge: Edge, of module: String) -> String {
        switch edge {
        case .start, .end: "window"
        default: edge.rawValue
        }
    }

    private static func part(_ scope: PlannedPrompt.Scope) -> String {
        if scope.group != nil { return " for a group that set its date" }
        if scope.leader != nil { return " for a booking" }
        return scope.session.map { " for the session “\($0)”" } ?? ""
    }

    private static func leaders(_ count: Int) -> String {
        count == 1 ? "1 leader" : "\(count) leaders"
    }
}
