/// The dates that people set, from which the plan counts: sessions, meetings, bookings.
public struct Milestones: Hashable, Sendable {
    /// The sessions of gatherings and workshops.
    public var sessions: [Session]
    /// The meetings that groups have set.
    public var meetings: [Meeting]
    /// The service checks that leaders have booked.
    public var bookings: [Booking]

    /// Dates set so far.
    public init(sessions: [Session], meetings: [Meeting] = [], bookings: [Booking] = []) {
        self.sessions = sessions
        self.meetings = meetings
        self.bookings = bookings
    }
}

/// One sitting of a gathering or workshop.
public struct Session: Hashable, Codable, Sendable {
    /// The module that it is a sitting of.
    public var module: String
    /// Its name, unique in the module.
    public var key: String
    /// Its beginning, wall-clock in the course's zone.
    public var start: LocalDateTime
    /// Its end, after its beginning.
    public var end: LocalDateTime
    /// Where it is held.
    public var place: String
    /// How many it holds; `nil` where nobody said.
    public var capacity: Int?

    /// One sitting of `module`.
    public init(
        module: String,
        key: String,
        start: LocalDateTime,
        end: LocalDateTime,
        place: String,
        capacity: Int? = nil
    ) {
        self.module = module
        self.key = key
        self.start = start
        self.end = end
        self.place = place
        self.capacity = capacity
    }
}

/// A leader group's own meeting for one reflection module.
public struct Meeting: Hashable, Sendable {
    /// The reflection module.
    public var module: String
    /// The group that meets.
    public var group: LeaderGroup.ID
    /// The key of the group's municipality.
    public var municipality: String
    /// Its beginning, wall-clock in the course's zone.
    public var start: LocalDateTime
    /// Its end, after its beginning.
    public var end: LocalDateTime
    /// Where it is held, when the chair said so.
    public var place: String?

    /// A meeting of `group`.
    public init(
        module: String,
        group: LeaderGroup.ID,
        municipality: String,
        start: LocalDateTime,
        end: LocalDateTime,
        place: String? = nil
    ) {
        self.module = module
        self.group = group
        self.municipality = municipality
        self.start = start
        self.end = end
        self.place = place
    }
}

/// A leader's own slot of a service check.
public struct Booking: Hashable, Sendable {
    /// The service-check module.
    public var module: String
    /// Who booked.
    public var leader: Leader.ID
    /// The key of the leader's municipality.
    public var municipality: String
    /// Its beginning, wall-clock in the course's zone.
    public var start: LocalDateTime
    /// Its end, after its beginning.
    public var end: LocalDateTime
    /// Where the two meet.
    public var place: String?

    /// A slot taken by `leader`.
    public init(
        module: String,
        leader: Leader.ID,
        municipality: String,
        start: LocalDateTime,
        end: LocalDateTime,
        place: String? = nil
    ) {
        self.module = module
        self.leader = leader
        self.municipality = municipality
        self.start = start
        self.end = end
        self.place = place
    }
}
