/// Something wrong or doubtful about a course: an error refuses it, a warning is shown and taken.
public struct Finding: Hashable, Sendable {
    /// Whether it refuses the course.
    public var severity: Severity
    /// What it is.
    public var kind: Kind
    /// Where it is, as a path by keys: `["modules", "film-1", "opens"]`.
    ///
    /// Sessions and prompts go by their keys too, closed periods and `builds-on` by their number from 0. Of two that share a name the later
    /// one is meant. What only the dates set by people bring about has the module's path.
    public var place: [String]

    /// A finding at a place.
    public init(_ severity: Severity, _ kind: Kind, at place: [String]) {
        self.severity = severity
        self.kind = kind
        self.place = place
    }

    /// How much a finding weighs.
    public enum Severity: String, Hashable, Codable, Sendable {
        /// The course is refused.
        case error
        /// The course is taken.
        case warning
    }

    /// What can be found; texts are the keys of the course file.
    public enum Kind: Hashable, Sendable {
        /// Two municipalities share a key.
        case duplicateMunicipality(String)
        /// Two modules share a key.
        case duplicateModule(String)
        /// Two prompts of a module share a key.
        case duplicatePrompt(module: String, prompt: String)
        /// Two sessions of a module share a key.
        case duplicateSession(module: String, session: String)
        /// A rule or a session names a module that is not there.
        case unknownModule(String)
        /// A rule names an edge that modules of the kind do not have.
        case noSuchEdge(module: String, kind: Module.Kind, edge: Edge)
        /// A rule names an edge whose own rule is not given.
        case noRule(module: String, edge: Edge)
        /// A rule other than a prompt of the service check itself counts from a leader's booking.
        case foreignBooking(module: String, edge: Edge)
        /// Rules count from each other; the edges in their order, the first again at the end.
        case circle([String])
        /// A gathering or workshop has no session.
        case noSessions(module: String)
        /// A session stands in a module that has none.
        case sessionOfOtherKind(module: String, kind: Module.Kind)
        /// A session does not end after its beginning.
        case sessionEndsTooEarly(module: String, session: String)
        /// The course's last day is before its first.
        case courseEndsTooEarly
        /// A closed period's last day is before its first.
        case closedPeriodEndsTooEarly(municipality: String)
        /// A date lies outside the years whose holidays are known.
        case dateOutOfBounds(Day)
        /// No working day within reach of a day.
        case noWorkingDay(municipality: String, near: Day)
        /// A window holds no working day.
        case windowWithoutWorkingDay(module: String, municipality: String, from: Day, to: Day)
        /// A film is due after the meeting that builds on it.
        case filmDueAfterMeeting(
            film: String,
            meeting: String,
            municipality: String,
            group: LeaderGroup.ID?,
            due: Day,
            on: Day
        )
        /// `builds-on` names something that is no film.
        case buildsOnOtherKind(module: String, kind: Module.Kind)
        /// A module of the kind cannot know the condition of an `unless`.
        case conditionOfOtherKind(Prompt.Condition, kind: Module.Kind)
        /// A session is held on a day that is not worked; without a municipality in none of them.
        case sessionOnClosedDay(module: String, session: String, day: Day, closure: ClosedDay, municipality: String?)
        /// A date with a time, which never moves, is not worked.
        case timeOnClosedDay(day: Day, closure: ClosedDay, municipality: String)
        /// A prompt leaves when what it announces is past.
        case promptTooLate(PlannedPrompt.Scope, day: Day)
        /// A module opens after it is due.
        case opensAfterDue(module: String, municipality: String, opens: Day, due: Day)
        /// A day lies before the course's first or after its last.
        case outsideCourse(day: Day, municipality: String?)
        /// The meeting's date is asked for after the earliest moment that depends on it.
        case chooseDateTooLate(module: String, municipality: String, by: Day, earliest: Day)
        /// A group meets outside its window; its chair is told.
        case meetingOutsideWindow(
            module: String,
            municipality: String,
            group: LeaderGroup.ID,
            day: Day,
            from: Day,
            to: Day
        )
        /// A group meets on a day that is not worked.
        case meetingOnClosedDay(
            module: String,
            municipality: String,
            group: LeaderGroup.ID,
            day: Day,
            closure: ClosedDay
        )
        /// A meeting or a booking is set for something that the course does not have.
        case strayMilestone(module: String, municipality: String)
        /// The sessions of a module hold fewer than are enrolled.
        case capacity(module: String, seats: Int, leaders: Int)
        /// Some leaders get more letters in a week than was meant; the week by its Monday.
        case lettersAWeek(municipality: String, week: Day, most: Int, leaders: Int, meant: Int)
        /// Some leaders get a letter of more than three items.
        case itemsALetter(municipality: String, day: Day, most: Int, leaders: Int)
    }

    /// The group whose own date brings it about; `nil` where none does.
    public var group: LeaderGroup.ID? {
        switch kind {
        case .filmDueAfterMeeting(_, _, _, let group, _, _): group
        case .promptTooLate(let scope, _): scope.group
        case .meetingOutsideWindow(_, _, let group, _, _, _), .meetingOnClosedDay(_, _, let group, _, _): group
        default: nil
        }
    }
}

/// Why there is no plan: every error found, and the warnings beside them.
public struct PlanFaults: Error, Hashable, Sendable {
    /// What was found, errors first; at least one of them is an error.
    public var findings: [Finding]

    /// Faults of a course.
    public init(findings: [Finding]) {
        self.findings = findings
    }
}

extension PlanFaults: CustomStringConvertible {
    /// A line a finding.
    public var description: String {
        findings.map { "\($0.severity.rawValue): \($0.place.joined(separator: ".")): \($0)" }.joined(separator: "\n")
    }
}

/// Findings in the order in which they were made, each once.
struct FindingList {
    private(set) var all: [Finding] = []
    private var seen: Set<Finding> = []

    var hasErrors: Bool { all.contains { $0.severity == .error } }

    mutating func add(_ severity: Finding.Severity, _ kind: Finding.Kind, at place: [String]) {
        let finding = Finding(severity, kind, at: place)
        if seen.insert(finding).inserted { all.append(finding) }
    }

    mutating func add(_ others: some Sequence<Finding>) {
        for finding in others where seen.insert(finding).inserted { all.append(finding) }
    }
}
