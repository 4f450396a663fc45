/// Why a list that can be read is probably not the one that was meant.
public enum ListSuspicion: Hashable, Sendable {
    /// It is the list of the municipality of that key.
    case municipality(String)
    /// It has none of those who are enrolled: another course's, or another year's.
    case strangers

    /// What a list of a municipality gives rise to; `nil` where it may well be the right one.
    ///
    /// Another municipality's is one of which most are enrolled there, or, before anybody is enrolled, most areas are only that
    /// one's. Strangers are all on a list that has none of five or more who are enrolled.
    public static func about(
        _ list: LeaderList,
        of municipality: String,
        current: [EnrolledLeader],
        areas: EquivalentAreas
    ) -> ListSuspicion? {
        let homes = Dictionary(current.map { ($0.entry.address, $0.municipality) }, uniquingKeysWith: { one, _ in one })
        let elsewhere = list.rows.compactMap { row in
            homes[row.entry.address].flatMap { $0 == municipality ? nil : $0 }
        }
        if let other = mostly(elsewhere, of: list.rows.count) { return .municipality(other) }

        let own = current.filter { $0.municipality == municipality && !$0.withdrawn }
        if own.isEmpty {
            var byArea: [String: Set<String>] = [:]
            for row in areas.rows { for (key, area) in row { byArea[area, default: []].insert(key) } }
            let others = list.rows.compactMap { row -> String? in
                guard let keys = byArea[row.entry.area], !keys.contains(municipality) else { return nil }
                return keys.count == 1 ? keys.first : nil
            }
            return mostly(others, of: list.rows.count).map { .municipality($0) }
        }
        let listed = Set(list.rows.map(\.entry.address) + list.rejected.compactMap(\.address))
        let isKnown = current.contains { leader in
            leader.municipality == municipality
                && (listed.contains(leader.entry.address) || listed.contains(leader.listed?.address ?? ""))
        }
        return own.count >= 5 && !isKnown ? .strangers : nil
    }

    /// What more than half are.
    private static func mostly(_ keys: [String], of all: Int) -> String? {
        let counts = Dictionary(grouping: keys, by: \.self).mapValues(\.count)
        return counts.max { $0.value < $1.value }.flatMap { $0.value * 2 > all ? $0.key : nil }
    }
}
