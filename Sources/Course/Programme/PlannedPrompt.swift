/// The instant of a prompt for one scope: never for one leader, unless the leader's own booking sets it.
public struct PlannedPrompt: Hashable, Sendable {
    /// Whom it is for.
    public var scope: Scope
    /// Who in the scope gets it.
    public var to: Prompt.Audience
    /// What it is for.
    public var purpose: Prompt.Purpose
    /// What makes it needless, the rule's own or what its purpose implies.
    public var unless: Prompt.Condition?
    /// What a leader must have before it makes sense.
    public var needs: Need?
    /// The day on which it leaves.
    public var day: Day
    /// When it leaves.
    public var sendAt: Instant
    /// Until when it is of use; not sent at or after that instant.
    public var usefulUntil: Instant
    /// Whether a meeting that it counts from has no date yet.
    public var provisional: Bool
    /// The date that its letter tells.
    public var told: ToldDate?
    /// The reflection modules whose meeting it counts from, in the programme's order.
    ///
    /// A row of a whole municipality is for those whose group has set none of them.
    public var meetings: [String]
    /// Why it is on that day, step by step.
    public var reasons: [String]

    /// All of it.
    public init(
        scope: Scope,
        to: Prompt.Audience,
        purpose: Prompt.Purpose,
        unless: Prompt.Condition?,
        needs: Need?,
        day: Day,
        sendAt: Instant,
        usefulUntil: Instant,
        provisional: Bool,
        told: ToldDate?,
        meetings: [String],
        reasons: [String]
    ) {
        self.scope = scope
        self.to = to
        self.purpose = purpose
        self.unless = unless
        self.needs = needs
        self.day = day
        self.sendAt = sendAt
        self.usefulUntil = usefulUntil
        self.provisional = provisional
        self.told = told
        self.meetings = meetings
        self.reasons = reasons
    }

    /// What a planned prompt is of and for; unique in a course.
    public struct Scope: Hashable, Sendable {
        /// The module's key.
        public var module: String
        /// The prompt's key.
        public var prompt: String
        /// The municipality's key.
        public var municipality: String
        /// One group that has set a date that it counts from.
        public var group: LeaderGroup.ID?
        /// One session: those seated there.
        ///
        /// Without one, in a module of several sessions, those without a seat.
        public var session: String?
        /// One leader, by a booking.
        public var leader: Leader.ID?

        /// A municipality's, or a part of it.
        public init(
            module: String,
            prompt: String,
            municipality: String,
            group: LeaderGroup.ID? = nil,
            session: String? = nil,
            leader: Leader.ID? = nil
        ) {
            self.module = module
            self.prompt = prompt
            self.municipality = municipality
            self.group = group
            self.session = session
            self.leader = leader
        }
    }

    /// What a leader must have before a prompt makes sense; without it the prompt is skipped for now.
    public enum Need: String, Hashable, Codable, Sendable {
        /// A seat in a session of the module.
        case seat
        /// A table at a session of the module.
        case table
        /// A leader group.
        case group
        /// A group whose meeting has its date.
        case date
    }

    /// The date that a letter tells, to know later who was told another.
    public struct ToldDate: Hashable, Sendable {
        /// Which edge of the module it is.
        public var edge: Edge
        /// The date, with the time where one is told.
        public var at: LocalDateTime
        /// Whether only the day was told.
        public var dayOnly: Bool

        /// The date of `edge`.
        public init(edge: Edge, at: LocalDateTime, dayOnly: Bool) {
            self.edge = edge
            self.at = at
            self.dayOnly = dayOnly
        }
    }
}
