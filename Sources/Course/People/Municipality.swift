/// A tenant: its people, its calendar, its sender, its coordinator.
public struct Municipality: Hashable, Codable, Sendable {
    /// The name that rules and commands use for it.
    public var key: String
    /// Its name for people.
    public var name: String
    /// Who its letters are from, as `Name <address>`.
    public var sender: String
    /// Who signs its letters.
    public var signed: String
    /// Whom to ask.
    public var contact: Contact
    /// The coordinator's address.
    public var coordinator: String
    /// When its prompts leave, wall-clock.
    public var sendAt: LocalTime
    /// The days on which it is closed, beside weekends and public holidays.
    public var closed: [ClosedPeriod]

    /// A municipality of a course.
    public init(
        key: String,
        name: String,
        sender: String,
        signed: String,
        contact: Contact,
        coordinator: String,
        sendAt: LocalTime,
        closed: [ClosedPeriod]
    ) {
        self.key = key
        self.name = name
        self.sender = sender
        self.signed = signed
        self.contact = contact
        self.coordinator = coordinator
        self.sendAt = sendAt
        self.closed = closed
    }

    /// Its calendar, named without the word Kommune: "closed in Glostrup".
    public var calendar: WorkCalendar {
        WorkCalendar(name: name.hasSuffix(" Kommune") ? String(name.dropLast(8)) : name, closed: closed)
    }

    /// Whom a leader asks.
    public struct Contact: Hashable, Codable, Sendable {
        /// Their name.
        public var name: String
        /// Their address.
        public var email: String
        /// Their telephone.
        public var phone: String?

        /// Somebody to ask.
        public init(name: String, email: String, phone: String? = nil) {
            self.name = name
            self.email = email
            self.phone = phone
        }
    }
}

/// Which areas of the municipalities count as equivalent.
public struct EquivalentAreas: Hashable, Codable, Sendable {
    /// The rows, the closest match first; each gives an area by municipality key.
    public var rows: [[String: String]]

    /// Rows in the file's order.
    public init(rows: [[String: String]]) {
        self.rows = rows
    }

    /// Whether an area of a municipality has a counterpart in another.
    public func hasCounterpart(area: String, in municipality: String) -> Bool {
        rows.contains { $0[municipality] == area && $0.count > 1 }
    }
}
