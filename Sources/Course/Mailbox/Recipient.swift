/// What the rules of release ask about a leader: no name, nothing written, no status.
public struct Recipient: Hashable, Sendable {
    /// Who it is.
    public var id: Leader.ID
    /// Where letters go.
    public var address: String
    /// The key of the leader's municipality.
    public var municipality: String
    /// The leader's group.
    public var group: LeaderGroup.ID?
    /// Whether the leader is the group's chair.
    public var isChair: Bool
    /// The reflection modules for which the group has set its meeting's date.
    public var datedMeetings: Set<String>
    /// The sessions in which the leader has a seat, by module.
    ///
    /// A module's only session may be left out.
    public var seats: [String: String]
    /// The modules at whose sessions the leader has a table.
    public var tables: Set<String>
    /// Since when the leader takes part.
    public var enrolledAt: Instant
    /// What the leader has an item of, sent or skipped for good.
    public var alreadyHas: Set<Prompt.Reference>

    /// A leader as the rules of release see one.
    public init(
        id: Leader.ID,
        address: String,
        municipality: String,
        group: LeaderGroup.ID? = nil,
        isChair: Bool = false,
        datedMeetings: Set<String> = [],
        seats: [String: String] = [:],
        tables: Set<String> = [],
        enrolledAt: Instant,
        alreadyHas: Set<Prompt.Reference> = []
    ) {
        self.id = id
        self.address = address
        self.municipality = municipality
        self.group = group
        self.isChair = isChair
        self.datedMeetings = datedMeetings
        self.seats = seats
        self.tables = tables
        self.enrolledAt = enrolledAt
        self.alreadyHas = alreadyHas
    }
}

extension PlannedPrompt {
    /// Whether a leader is in the audience of this row: its municipality, and there its group, its session or its leader.
    ///
    /// A municipality's row is for those whose group has set none of its ``meetings``; the row without a session for those
    /// without a seat. Each rule has at most one row that reaches a leader, bookings of one leader for several modules apart.
    public func reaches(_ recipient: Recipient) -> Bool {
        guard scope.municipality == recipient.municipality, to == .leaders || recipient.isChair else { return false }
        if let leader = scope.leader { return leader == recipient.id }
        guard scope.session == recipient.seats[scope.module] else { return false }
        if let group = scope.group { return group == recipient.group }
        return recipient.datedMeetings.isDisjoint(with: meetings)
    }

    /// Whether the date that the prompt asks for is set.
    ///
    /// That is no secret; whether a film is seen or a slot booked is, and so counts as unmet here.
    public func isNeedless(for recipient: Recipient) -> Bool {
        unless == .dateChosen && recipient.datedMeetings.contains(scope.module)
    }

    /// Whether a leader has what the prompt needs to make sense.
    public func meetsNeed(_ recipient: Recipient) -> Bool {
        switch needs {
        case nil: true
        case .seat: recipient.seats[scope.module] != nil
        case .table: recipient.seats[scope.module] != nil && recipient.tables.contains(scope.module)
        case .group: recipient.group != nil
        case .date: recipient.datedMeetings.contains(scope.module)
        }
    }
}
