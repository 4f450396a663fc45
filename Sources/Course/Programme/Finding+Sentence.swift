extension Finding: CustomStringConvertible {
    /// One sentence in English: what is wrong, and what would be right where that can be said.
    public var description: String { sentence(in: .english) }

    /// The sentence in both languages, by the keys of the course file.
    public var sentences: Sentence { Sentence(sentence(in: .danish), sentence(in: .english)) }

    /// One sentence: what is wrong, and what would be right where that can be said.
    ///
    /// Modules and municipalities go by their keys, or by the titles and names of a course.
    public func sentence(in language: Language, naming names: CourseNames = .keys) -> String {
        switch language {
        case .danish: inDanish(names)
        case .english: inEnglish(names)
        }
    }

    private func inEnglish(_ names: CourseNames) -> String {
        let name = { (key: String) in names.module(key, in: .english) }
        let town = { (key: String) in names.municipality(key) }
        return switch kind {
        case .duplicateMunicipality(let key): "A second municipality is called “\(key)”; a key stands for one."
        case .duplicateModule(let key): "A second module is called “\(key)”; a key stands for one."
        case .duplicatePrompt(let module, let prompt):
            "\(name(module)) has a second prompt “\(prompt)”; a key stands for one."
        case .duplicateSession(let module, let session):
            "\(name(module)) has a second session “\(session)”; a key stands for one."
        case .unknownModule(let key): "No module is called “\(key)”."
        case .noSuchEdge(let module, let kind, let edge):
            "\(name(module)) has no “\(edge.rawValue)”; a module of the kind \(kind.rawValue) has \(Self.list(kind.edges))."
        case .noRule(let module, let edge):
            "\(name(module)) has no “\(Self.ruleName(edge))” to count from; give it one, or count from something else."
        case .foreignBooking(let module, let edge):
            "The \(edge.rawValue) of \(name(module)) is each leader's own; only its own prompts can count from it."
        case .circle(let edges): "These rules count from each other: \(edges.joined(separator: " → "))."
        case .noSessions(let module): "\(name(module)) has no session; it needs at least one with a start and an end."
        case .sessionOfOtherKind(let module, let kind):
            "\(name(module)) is of the kind \(kind.rawValue), which has no sessions; gatherings and workshops have."
        case .sessionEndsTooEarly(let module, let session):
            "The session “\(session)” of \(name(module)) does not end after its start."
        case .courseEndsTooEarly: "The course ends before it starts."
        case .closedPeriodEndsTooEarly(let municipality):
            "A closed period of \(town(municipality)) ends before it begins; from is the first day, to the last."
        case .dateOutOfBounds(let day):
            "This falls on \(day), outside the years \(DanishHolidays.years.lowerBound) to \(DanishHolidays.years.upperBound)."
        case .noWorkingDay(let municipality, let day):
            "\(town(municipality)) has no working day within \(WorkCalendar.reach) days of \(day)."
        case .windowWithoutWorkingDay(let module, let municipality, let from, let to):
            from > to
                ? "The window of \(name(module)) ends on \(to) in \(town(municipality)), before it begins on \(from)."
                : "The window of \(name(module)) from \(from) to \(to) holds no working day in \(town(municipality))."
        case .buildsOnOtherKind(let module, let kind): "\(name(module)) is a \(kind.rawValue); meetings build on films."
        case .conditionOfOtherKind(let condition, let kind):
            "Nobody can know “\(condition.rawValue)” of a module of the kind \(kind.rawValue)."
        default: doubtInEnglish(names)
        }
    }

    /// The sentences of what is shown and taken.
    private func doubtInEnglish(_ names: CourseNames) -> String {
        let name = { (key: String) in names.module(key, in: .english) }
        let town = { (key: String) in names.municipality(key) }
        return switch kind {
        case .filmDueAfterMeeting(let film, let meeting, let municipality, let group, let due, let day):
            group == nil
                ? "\(name(film)) is due on \(due) in \(town(municipality)), after \(name(meeting)) on \(day), which builds on it."
                : "\(name(film)) is due on \(due), after a group in \(town(municipality)) meets on \(day) for \(name(meeting)), which builds on it."
        case .sessionOnClosedDay(let module, let session, let day, let closure, let municipality):
            "The session “\(session)” of \(name(module)) is on \(day.inEnglish())\(municipality.map { ", when \(town($0)) does not work" } ?? ""): \(closure.inEnglish)."
        case .timeOnClosedDay(let day, let closure, let municipality):
            "\(day.inEnglish()) is no working day in \(town(municipality)) (\(closure.inEnglish)); a date with a time stays where it is."
        case .promptTooLate(let scope, let day):
            "\(name(scope.module)) \(scope.prompt) leaves on \(day.inEnglish()) in \(town(scope.municipality))\(Self.part(scope)), when what it announces is past."
        case .opensAfterDue(let module, let municipality, let opens, let due):
            "\(name(module)) opens on \(opens) in \(town(municipality)), after it is due on \(due)."
        case .outsideCourse(let day, let municipality):
            "This falls on \(day)\(municipality.map { " in \(town($0))" } ?? ""), outside the course's dates."
        case .chooseDateTooLate(let module, let municipality, let by, let earliest):
            "The date of \(name(module)) is chosen by \(by) in \(town(municipality)), but what depends on it may begin on \(earliest)."
        case .meetingOutsideWindow(let module, let municipality, _, let day, let from, let to):
            "A group in \(town(municipality)) meets on \(day) for \(name(module)), outside its window from \(from) to \(to)."
        case .meetingOnClosedDay(let module, let municipality, _, let day, let closure):
            "A group in \(town(municipality)) meets on \(day.inEnglish()) for \(name(module)): \(closure.inEnglish)."
        case .strayMilestone(let module, let municipality):
            "A meeting or booking is set for \(name(module)) in \(town(municipality)), which the course does not have; it is left out."
        case .capacity(let module, let seats, let leaders):
            "The sessions of \(name(module)) hold \(seats), but \(leaders) leaders are enrolled."
        case .lettersAWeek(let municipality, let week, let most, let leaders, let meant):
            "\(Self.leaders(leaders)) in \(town(municipality)) get up to \(most) letters in the week of \(week.inEnglish()); at most \(meant) were meant."
        case .itemsALetter(let municipality, let day, let most, let leaders):
            "\(Self.leaders(leaders)) in \(town(municipality)) get a letter of \(most) items on \(day.inEnglish()); more than \(LetterLoad.fewItems) are too many to act on."
        default: ""
        }
    }

    static func list(_ edges: Set<Edge>) -> String {
        Edge.allCases.filter(edges.contains).map(\.rawValue).joined(separator: ", ")
    }

    static func ruleName(_ edge: Edge) -> String {
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
