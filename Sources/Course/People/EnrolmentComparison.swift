/// Goes through a list row by row and decides what each means.
struct EnrolmentComparison {
    private(set) var verdicts: [Enrolment.Verdict] = []
    private(set) var insertions: [Enrolment.Insertion] = []
    private(set) var updates: [Enrolment.Update] = []
    private(set) var warnings: [ListWarning] = []
    private(set) var details: [Int: Enrolment.Detail] = [:]
    /// The leaders of the list as they will be, by row.
    private(set) var becoming: [(row: Int, entry: LeaderEntry)] = []

    private let list: LeaderList
    private let municipality: String
    private let overwrite: Bool
    /// The leaders of all municipalities, by address.
    private let enrolled: [String: EnrolledLeader]
    private let current: [EnrolledLeader]
    private let corrections: AddressCorrections
    private let successions: Successions

    init(list: LeaderList, municipality: String, current: [EnrolledLeader], overwrite: Bool) {
        self.list = list
        self.municipality = municipality
        self.current = current
        self.overwrite = overwrite
        // Where an address stands in two municipalities already, the own one is compared.
        enrolled = Dictionary(current.map { ($0.entry.address, $0) }) { one, other in
            other.municipality == municipality ? other : one
        }
        corrections = AddressCorrections(list: list, municipality: municipality, current: current)
        successions = Successions(current)
    }

    mutating func run() {
        verdicts = list.rejected.map { Enrolment.Verdict(row: $0.row, status: .rejected, why: $0.why) }
        let byAddress = Dictionary(grouping: list.rows, by: \.entry.address)
        for row in list.rows {
            let same = byAddress[row.entry.address] ?? [row]
            if let other = same.first(where: { !$0.entry.says(theSameAs: row.entry) }) {
                becoming.append((row.number, row.entry))
                verdict(row, .conflict, "row \(other.number) says otherwise of \(row.entry.email)")
                details[row.number] = Enrolment.Detail(row.entry, cause: .contradicts(row: other.number))
            } else if let first = same.first, first.number != row.number {
                verdict(row, .unchanged, "the same as row \(first.number)")
                warnings.append(
                    ListWarning(row: row.number, "the row repeats row \(first.number)", .repeats(row: first.number))
                )
                details[row.number] = Enrolment.Detail(row.entry, cause: .repeats(row: first.number))
            } else {
                judge(row)
            }
        }
    }

    /// Who is enrolled in the municipality and not on the list, not even in a row that was rejected.
    var missing: [EnrolledLeader] {
        let listed = Set(list.rows.map(\.entry.address) + list.rejected.compactMap(\.address))
        return current.filter {
            $0.municipality == municipality && !$0.withdrawn && !listed.contains($0.entry.address)
                && !corrections.leaders.contains($0.id) && !successions.stands($0, in: listed)
        }
    }

    /// Everybody of the municipality as they will be: those on the list and those who stay without being on it.
    var staying: [LeaderEntry] {
        let listed = Set(list.rows.map(\.entry.address))
        return becoming.map(\.entry)
            + current.filter {
                $0.municipality == municipality && !$0.withdrawn && !listed.contains($0.entry.address)
                    && !corrections.leaders.contains($0.id)
            }.map(\.entry)
    }

    private mutating func verdict(_ row: LeaderList.Row, _ status: Enrolment.Status, _ why: String? = nil) {
        verdicts.append(Enrolment.Verdict(row: row.number, status: status, why: why))
    }

    private mutating func judge(_ row: LeaderList.Row) {
        guard let leader = enrolled[row.entry.address] ?? corrections.leader(of: row.entry) else {
            becoming.append((row.number, row.entry))
            insertions.append(Enrolment.Insertion(row: row.number, entry: row.entry))
            details[row.number] = Enrolment.Detail(row.entry)
            return verdict(row, .new)
        }
        guard leader.municipality == municipality else {
            let how =
                leader.withdrawn
                ? "was enrolled in \(leader.municipality) and withdrawn" : "is enrolled in \(leader.municipality)"
            details[row.number] = Enrolment.Detail(row.entry, cause: .enrolledElsewhere(leader.municipality))
            return verdict(row, .conflict, "\(row.entry.email) \(how)")
        }
        if leader.withdrawn, successions.hasSuccessor(leader.id) {
            details[row.number] = Enrolment.Detail(row.entry, leader: leader.id, cause: .handedOver)
            return verdict(row, .unchanged, "has handed over, and stays withdrawn")
        }
        let corrects = corrections.corrects(row.entry)
        let merge = EntryMerge(
            now: row.entry,
            columns: list.columns,
            leader: leader,
            overwrite: overwrite,
            correctsAddress: corrects
        )
        becoming.append((row.number, merge.entry))
        details[row.number] = Enrolment.Detail(row.entry, leader: leader, merge, correctsAddress: corrects)
        guard merge.conflicts.isEmpty else {
            return verdict(row, .conflict, "changed by hand and on the list: \(names(merge.conflicts))")
        }
        if !merge.changed.isEmpty || leader.withdrawn || leader.listed != merge.listed {
            updates.append(
                Enrolment.Update(
                    row: row.number,
                    leader: leader.id,
                    entry: merge.entry,
                    listed: merge.listed,
                    changed: merge.changed,
                    returns: leader.withdrawn,
                    correctsAddress: corrects
                )
            )
        }
        let why = [
            leader.withdrawn ? "returns" : nil,
            corrects ? "another address in place of \(leader.entry.email), which mail is refused for" : nil,
            merge.changed.isEmpty ? nil : names(merge.changed),
            merge.kept.isEmpty ? nil : "changed by hand and kept: \(names(merge.kept))",
        ].compactMap(\.self)
        let status: Enrolment.Status = leader.withdrawn || !merge.changed.isEmpty ? .changed : .unchanged
        verdict(row, status, why.isEmpty ? nil : why.joined(separator: "; "))
    }

    private func names(_ columns: [LeaderList.Column]) -> String {
        columns.map { $0.headers[0] }.joined(separator: ", ")
    }
}

/// One leader's three-way comparison.
///
/// A column that the list does not have says nothing.
struct EntryMerge {
    private(set) var entry: LeaderEntry
    private(set) var listed: LeaderEntry
    private(set) var changed: [LeaderList.Column] = []
    private(set) var kept: [LeaderList.Column] = []
    private(set) var conflicts: [LeaderList.Column] = []

    init(
        now: LeaderEntry,
        columns: Set<LeaderList.Column>,
        leader: EnrolledLeader,
        overwrite: Bool,
        correctsAddress: Bool
    ) {
        entry = leader.entry
        listed = leader.listed ?? leader.entry
        listed.email = now.email
        if correctsAddress {
            changed.append(.email)
            entry.email = now.email
        } else if now.address != leader.entry.address {
            // The list has the address still that somebody has corrected.
            kept.append(.email)
        }
        func merge<Value: Equatable>(_ column: LeaderList.Column, _ field: WritableKeyPath<LeaderEntry, Value>) {
            guard columns.contains(column) else { return }
            let (file, record) = (now[keyPath: field], leader.entry[keyPath: field])
            let last = leader.listed?[keyPath: field]
            listed[keyPath: field] = file
            if file == record { return }
            if file == last {
                kept.append(column)
            } else if record == last || overwrite {
                changed.append(column)
                entry[keyPath: field] = file
            } else {
                conflicts.append(column)
            }
        }
        merge(.name, \.name)
        merge(.area, \.area)
        merge(.group, \.group)
        merge(.chair, \.isChair)
        merge(.title, \.title)
        merge(.reportsTo, \.reportsTo)
        merge(.language, \.language)
    }
}
