extension Enrolment {
    /// What a row of the list says of somebody beside the record, field by field.
    public struct Detail: Hashable, Sendable {
        /// The row itself.
        public var entry: LeaderEntry
        /// Who that is; `nil` for somebody new.
        public var leader: Leader.ID?
        /// Fields that become as the list has them.
        public var changed: [Field] = []
        /// Fields that were changed by hand and stay.
        public var kept: [Field] = []
        /// Fields that were changed on both sides.
        public var conflicting: [Field] = []
        /// What else is to be said of the row.
        public var cause: Cause?

        init(_ entry: LeaderEntry, leader: Leader.ID? = nil, cause: Cause? = nil) {
            (self.entry, self.leader, self.cause) = (entry, leader, cause)
        }

        init(_ entry: LeaderEntry, leader: EnrolledLeader, _ merge: EntryMerge, correctsAddress: Bool) {
            self.init(entry, leader: leader.id)
            func fields(_ columns: [LeaderList.Column]) -> [Field] {
                columns.map { Field(column: $0, record: leader.entry.text($0), list: entry.text($0)) }
            }
            (changed, kept) = (fields(merge.changed), fields(merge.kept))
            conflicting = fields(merge.conflicts)
            cause = leader.withdrawn ? .returns : correctsAddress ? .correctsAddress : nil
        }
    }

    /// One field on both sides.
    public struct Field: Hashable, Sendable {
        /// Which.
        public var column: LeaderList.Column
        /// The record as it stands; `nil` where it says nothing.
        public var record: String?
        /// The list.
        public var list: String?

        /// A field on both sides.
        public init(column: LeaderList.Column, record: String?, list: String?) {
            (self.column, self.record, self.list) = (column, record, list)
        }
    }

    /// What there is to say of a row beside its fields.
    public enum Cause: Hashable, Sendable {
        /// Somebody who had been taken out comes back.
        case returns
        /// The row brings another address in place of one that mail is refused for.
        case correctsAddress
        /// Somebody who has handed the role over, and stays out.
        case handedOver
        /// The same as the row on that line.
        case repeats(row: Int)
        /// Not what the row on that line says of the same address.
        case contradicts(row: Int)
        /// The address is enrolled in the municipality of that key.
        case enrolledElsewhere(String)
    }
}

extension LeaderEntry {
    /// A column as text; `nil` where it says nothing.
    ///
    /// A chair is `x`, a language its code.
    public func text(_ column: LeaderList.Column) -> String? {
        switch column {
        case .name: name
        case .email: email
        case .area: area
        case .group: group
        case .chair: isChair ? "x" : nil
        case .title: title
        case .reportsTo: reportsTo
        case .language: language?.rawValue
        }
    }
}
