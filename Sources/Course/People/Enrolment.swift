/// The comparison of a municipality's list with the leaders enrolled: what each row means, and what is to be written.
public struct Enrolment: Sendable {
    /// What each row of the list means, in the file's order, and after them who is missing from it.
    public let rows: [Verdict]
    /// What is odd but does no harm.
    public let warnings: [ListWarning]
    /// Leaders to enrol.
    public let insertions: [Insertion]
    /// Leaders whose record changes, if only in what the list said last.
    public let updates: [Update]
    /// Leaders of the municipality who are enrolled and not on the list.
    public let missing: [EnrolledLeader]
    /// What each row that could be taken says beside the record, by its line.
    public let details: [Int: Detail]
    /// The rows that could not be taken, by their line.
    public let rejectedRows: [Int: LeaderList.Rejection]

    /// Whether anything may be written: not with a rejected or conflicting row.
    public var isAcceptable: Bool {
        !rows.contains { $0.status == .conflict || $0.status == .rejected }
    }

    /// How many rows have the address of another municipality's leader.
    public var enrolledElsewhere: Int {
        details.values.count { detail in
            if case .enrolledElsewhere = detail.cause { true } else { false }
        }
    }

    /// How many rows have a status.
    public func count(_ status: Status) -> Int {
        rows.count { $0.status == status }
    }

    /// Compares three ways, field by field: the list now, the list last time, the record.
    ///
    /// What was changed by hand only is kept; what was changed on both sides is a conflict. Leaders are known by their
    /// address, by the one that the list last had, and where mail to that is refused by their name.
    /// In O(rows + leaders).
    ///
    /// - Parameters:
    ///   - list: The municipality's list.
    ///   - municipality: The municipality's key.
    ///   - current: Everybody enrolled in the course, of all municipalities, withdrawn ones among them.
    ///   - areas: The course's equivalent areas.
    ///   - overwrite: Whether the list wins where both sides changed.
    public init(
        list: LeaderList,
        municipality: String,
        current: [EnrolledLeader],
        areas: EquivalentAreas,
        overwrite: Bool = false
    ) {
        var comparison = EnrolmentComparison(
            list: list,
            municipality: municipality,
            current: current,
            overwrite: overwrite
        )
        comparison.run()
        missing = comparison.missing
        details = comparison.details
        rejectedRows = Dictionary(list.rejected.map { ($0.row, $0) }, uniquingKeysWith: { one, _ in one })
        rows =
            comparison.verdicts.sorted { ($0.row ?? .max) < ($1.row ?? .max) }
            + missing.map { Verdict(row: nil, status: .missing, why: "\($0.entry.email) is not on the list") }
        insertions = comparison.insertions
        updates = comparison.updates
        warnings =
            list.warnings + comparison.warnings
            + EnrolmentWarnings(comparison, list, municipality, areas).warnings
    }

    /// What a row means.
    public enum Status: String, Hashable, Codable, Sendable, CaseIterable {
        /// A leader to enrol.
        case new
        /// A leader whose record changes, or who returns.
        case changed
        /// A leader whose record stays.
        case unchanged
        /// A row that contradicts another row, another municipality or a change made by hand.
        case conflict
        /// A row that cannot be taken.
        case rejected
        /// A leader who is enrolled and not on the list.
        case missing
    }

    /// What one row means.
    public struct Verdict: Hashable, Sendable {
        /// The line of the file on which the row begins; `nil` for who is missing from it.
        public var row: Int?
        /// What it means.
        public var status: Status
        /// Why, where there is something to say.
        public var why: String?

        /// A verdict on a row.
        public init(row: Int?, status: Status, why: String? = nil) {
            self.row = row
            self.status = status
            self.why = why
        }
    }

    /// A leader to enrol.
    public struct Insertion: Hashable, Sendable {
        /// The line of the file on which the row begins.
        public var row: Int
        /// What is written, as the record and as what the list said.
        public var entry: LeaderEntry
    }

    /// A leader whose record changes.
    public struct Update: Hashable, Sendable {
        /// The line of the file on which the row begins.
        public var row: Int
        /// Who.
        public var leader: Leader.ID
        /// The record as it will be.
        public var entry: LeaderEntry
        /// What the list says now, to compare with next time.
        public var listed: LeaderEntry
        /// The columns that change; none where only ``listed`` does.
        public var changed: [LeaderList.Column]
        /// Whether the leader had been withdrawn and comes back.
        public var returns: Bool
        /// Whether the list brings another address in place of one that mail is refused for.
        public var correctsAddress = false
    }
}

/// A leader as the course knows them now.
public struct EnrolledLeader: Hashable, Sendable {
    /// The leader's key.
    public var id: Leader.ID
    /// The key of the leader's municipality.
    public var municipality: String
    /// The record.
    public var entry: LeaderEntry
    /// Whether the leader was withdrawn.
    public var withdrawn: Bool
    /// Whether mail to the address is refused.
    public var unreachable: Bool
    /// What the list said last time; `nil` for a leader who was enrolled by hand.
    public var listed: LeaderEntry?
    /// Whose role this leader has taken over; `nil` as a rule.
    public var successorOf: Leader.ID?

    /// A leader of a municipality.
    public init(
        id: Leader.ID,
        municipality: String,
        entry: LeaderEntry,
        withdrawn: Bool = false,
        unreachable: Bool = false,
        listed: LeaderEntry? = nil,
        successorOf: Leader.ID? = nil
    ) {
        self.id = id
        self.municipality = municipality
        self.entry = entry
        self.withdrawn = withdrawn
        self.unreachable = unreachable
        self.listed = listed
        self.successorOf = successorOf
    }
}
