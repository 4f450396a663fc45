/// What a municipality's list says of one leader.
public struct LeaderEntry: Hashable, Codable, Sendable {
    /// The leader's name, on one line.
    public var name: String
    /// The leader's mail address, written as in the list; addresses compare without regard to case.
    public var email: String
    /// The leader's area.
    public var area: String
    /// The leader's group; `nil` when in none.
    public var group: String?
    /// Whether the leader chairs that group's meetings.
    public var isChair: Bool
    /// The leader's title.
    public var title: String?
    /// Whom the leader reports to, as the list says it: an address as a rule.
    public var reportsTo: String?
    /// The language that the leader chose; `nil` is the course's.
    public var language: Language?

    /// All that a list can say.
    public init(
        name: String,
        email: String,
        area: String,
        group: String? = nil,
        isChair: Bool = false,
        title: String? = nil,
        reportsTo: String? = nil,
        language: Language? = nil
    ) {
        self.name = name
        self.email = email
        self.area = area
        self.group = group
        self.isChair = isChair
        self.title = title
        self.reportsTo = reportsTo
        self.language = language
    }

    /// The address as it is compared.
    public var address: String { email.lowercased() }

    /// Whether the other says the same, the address's case apart.
    func says(theSameAs other: LeaderEntry) -> Bool {
        var copy = other
        copy.email = email
        return self == copy && address == other.address
    }
}
