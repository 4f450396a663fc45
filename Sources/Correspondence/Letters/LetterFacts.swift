public import Course

/// What a letter is about, as the database has it: one leader's items of one release, and what surrounds them.
///
/// Everything in it is text, also where it looks like markup or like a field.
public struct LetterFacts: Hashable, Sendable {
    /// The leader's whole name.
    public var name: String
    /// The language that the leader reads.
    public var language: Language
    /// Whether it is a late joiner's first letter.
    public var welcome: Bool
    /// Whether it brings again what another letter brought, and says so.
    public var isCopy = false
    /// The course, the same for all its letters.
    public var course: CourseFacts
    /// The leader's own municipality.
    public var municipality: Municipality
    /// The name of the leader's group.
    public var group: String?
    /// What it brings, in the programme's order.
    public var items: [Item]
    /// Dates that were told earlier and are others now.
    public var corrections: [Correction]
    /// The dates of the leader's course by module key: what comes next is read from them.
    public var dates: [String: ModuleDate]

    /// A letter of items, of corrections, or of both.
    public init(
        name: String,
        language: Language,
        welcome: Bool = false,
        course: CourseFacts,
        municipality: Municipality,
        group: String? = nil,
        items: [Item],
        corrections: [Correction] = [],
        dates: [String: ModuleDate] = [:]
    ) {
        self.name = name
        self.language = language
        self.welcome = welcome
        self.course = course
        self.municipality = municipality
        self.group = group
        self.items = items
        self.corrections = corrections
        self.dates = dates
    }

    /// Only what tells letters apart cheaply; `==` compares the rest.
    public func hash(into hasher: inout Hasher) {
        hasher.combine(name)
        hasher.combine(isCopy)
        hasher.combine(language)
        hasher.combine(course)
        hasher.combine(municipality.key)
        hasher.combine(group)
        for item in items {
            hasher.combine(item.module.key)
            hasher.combine(item.prompt.key)
            hasher.combine(item.told)
            hasher.combine(item.table)
            hasher.combine(item.link)
            hasher.combine(item.seated)
        }
        for correction in corrections {
            hasher.combine(correction.module.key)
            hasher.combine(correction.now)
        }
        // A sum, since a dictionary has no order.
        hasher.combine(dates.values.reduce(0) { $0 &+ ($1.start?.minutes ?? 0) &* 31 &+ Int($1.due?.number ?? 0) })
    }
}

extension LetterFacts {
    /// A leader's share of one planned prompt.
    public struct Item: Hashable, Sendable {
        /// What it is about.
        public var module: Module
        /// The rule that sends it, with the administrator's own words where there are any.
        public var prompt: Prompt
        /// What it is for.
        public var purpose: Prompt.Purpose
        /// The date that the ledger says it tells.
        public var told: PlannedPrompt.ToldDate?
        /// Whether it counts from a meeting that has no date yet.
        public var provisional: Bool
        /// The leader's own session; all of the module's for a leader without a seat; none where the module has none.
        public var sessions: [Session]
        /// Whether the leader has a seat; true where the module has one session.
        public var seated: Bool
        /// The group's meeting or the leader's booking, when it is set.
        public var appointment: Appointment?
        /// The leader's table at the session, its number or its name.
        public var table: String?
        /// Where the leader does it, when that is not the module's own link.
        public var link: String?

        /// An item about `module`.
        public init(
            module: Module,
            prompt: Prompt,
            purpose: Prompt.Purpose,
            told: PlannedPrompt.ToldDate? = nil,
            provisional: Bool = false,
            sessions: [Session] = [],
            seated: Bool = true,
            appointment: Appointment? = nil,
            table: String? = nil,
            link: String? = nil
        ) {
            self.module = module
            self.prompt = prompt
            self.purpose = purpose
            self.told = told
            self.provisional = provisional
            self.sessions = sessions
            self.seated = seated
            self.appointment = appointment
            self.table = table
            self.link = link
        }
    }

    /// The time and place of a group's meeting or of a leader's booking.
    public struct Appointment: Hashable, Sendable {
        /// Its beginning, wall-clock in the course's zone.
        public var start: LocalDateTime
        /// Its end.
        public var end: LocalDateTime
        /// Where it is held.
        public var place: String?

        /// From `start` to `end`.
        public init(start: LocalDateTime, end: LocalDateTime, place: String? = nil) {
            self.start = start
            self.end = end
            self.place = place
        }
    }

    /// A date that the leader was told and that is another now.
    public struct Correction: Hashable, Sendable {
        /// What moved.
        public var module: Module
        /// Which of its edges.
        public var edge: Edge
        /// What the leader was told.
        public var was: LocalDateTime
        /// Whether only the day was told.
        public var wasDayOnly: Bool
        /// What holds now.
        public var now: LocalDateTime
        /// Whether only the day is known now.
        public var nowDayOnly: Bool
        /// Whether it counts from a meeting that has no date yet.
        public var provisional: Bool
        /// Where it is held now.
        public var place: String?

        /// From `was` to `now`.
        public init(
            module: Module,
            edge: Edge,
            was: LocalDateTime,
            wasDayOnly: Bool = false,
            now: LocalDateTime,
            nowDayOnly: Bool = false,
            provisional: Bool = false,
            place: String? = nil
        ) {
            self.module = module
            self.edge = edge
            self.was = was
            self.wasDayOnly = wasDayOnly
            self.now = now
            self.nowDayOnly = nowDayOnly
            self.provisional = provisional
            self.place = place
        }
    }

    /// The dates of one module as they are for the leader.
    public struct ModuleDate: Hashable, Sendable {
        /// When it opens; a reflection's window's first day.
        public var opens: Day?
        /// The last day; a reflection's window's last day.
        public var due: Day?
        /// The beginning of the leader's own session, the group's meeting or the leader's booking, when it is known.
        public var start: LocalDateTime?
        /// Its end.
        public var end: LocalDateTime?
        /// The day by which the chair sets the meeting's date.
        public var chooseDateBy: Day?
        /// Whether it counts from, or is, a meeting that has no date yet.
        public var provisional: Bool
        /// Where it is held.
        public var place: String?

        /// The dates that are known; the rest is left out of the letter.
        public init(
            opens: Day? = nil,
            due: Day? = nil,
            start: LocalDateTime? = nil,
            end: LocalDateTime? = nil,
            chooseDateBy: Day? = nil,
            provisional: Bool = false,
            place: String? = nil
        ) {
            self.opens = opens
            self.due = due
            self.start = start
            self.end = end
            self.chooseDateBy = chooseDateBy
            self.provisional = provisional
            self.place = place
        }
    }
}
