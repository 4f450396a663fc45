/// Which rows of a list, with addresses that nobody enrolled has, are leaders who are enrolled under another one.
///
/// A row is a leader whose address was corrected by hand, where it has the address that the list had for that leader last time.
/// And it corrects a leader's address, where mail to that is refused, the list no longer has the leader, and name and
/// municipality tell of nobody else: neither another missing leader nor another row. All other rows are new people.
struct AddressCorrections: Sendable {
    /// The leaders who are found so, by the row's address.
    private var byAddress: [String: EnrolledLeader] = [:]
    /// The addresses of rows that correct a leader's.
    private var correcting: Set<String> = []
    /// The leaders who are on the list under another address than their own.
    private(set) var leaders: Set<Leader.ID> = []

    init(list: LeaderList, municipality: String, current: [EnrolledLeader]) {
        let enrolled = Set(current.map(\.entry.address))
        let listed = Set(list.rows.map(\.entry.address) + list.rejected.compactMap(\.address))
        let unknown = Dictionary(grouping: list.rows.map(\.entry), by: \.address).filter { !enrolled.contains($0.key) }
        let missing = current.filter {
            $0.municipality == municipality && !listed.contains($0.entry.address)
        }
        for (address, leaders) in Dictionary(grouping: missing, by: { $0.listed?.address ?? $0.entry.address }) {
            guard unknown[address] != nil, let leader = leaders.first, leaders.count == 1 else { continue }
            byAddress[address] = leader
            self.leaders.insert(leader.id)
        }
        let rows = Dictionary(
            grouping: unknown.filter { byAddress[$0.key] == nil }.compactMap(\.value.first),
            by: { Self.comparable($0.name) }
        )
        let staying = missing.filter { !$0.withdrawn && !leaders.contains($0.id) }
        for (name, leaders) in Dictionary(grouping: staying, by: { Self.comparable($0.entry.name) }) {
            guard let leader = leaders.first, leaders.count == 1, leader.unreachable,
                let row = rows[name]?.first, rows[name]?.count == 1
            else { continue }
            byAddress[row.address] = leader
            correcting.insert(row.address)
            self.leaders.insert(leader.id)
        }
    }

    /// The leader whom a row is, though nobody enrolled has its address.
    func leader(of row: LeaderEntry) -> EnrolledLeader? { byAddress[row.address] }

    /// Whether a row brings another address in place of one that mail is refused for.
    func corrects(_ row: LeaderEntry) -> Bool { correcting.contains(row.address) }

    /// A name as it is compared: case and spaces are of no account.
    private static func comparable(_ name: String) -> String {
        name.lowercased().split(whereSeparator: \.isWhitespace).joined(separator: " ")
    }
}
