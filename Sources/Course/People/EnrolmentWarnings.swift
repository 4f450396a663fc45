/// What is odd about the leaders as they will be: groups without a chair, areas without a counterpart.
struct EnrolmentWarnings {
    private(set) var warnings: [ListWarning] = []

    init(_ comparison: EnrolmentComparison, _ list: LeaderList, _ municipality: String, _ areas: EquivalentAreas) {
        var chaired: Set<String> = []
        for leader in comparison.staying where leader.isChair { chaired.insert(leader.group ?? "") }
        var groups: Set<String> = []
        var seen: Set<String> = []
        for (row, entry) in comparison.becoming {
            if let group = entry.group, groups.insert(group).inserted, !chaired.contains(group) {
                warnings.append(
                    ListWarning(row: row, "the group \(group.quoted) has no chair", .groupWithoutChair(group))
                )
            }
            if seen.insert(entry.area).inserted, !areas.hasCounterpart(area: entry.area, in: municipality) {
                warnings.append(
                    ListWarning(
                        row: row,
                        "the area \(entry.area.quoted) has no counterpart",
                        .areaWithoutCounterpart(entry.area)
                    )
                )
            }
        }
        warnings.sort { ($0.row ?? 0) < ($1.row ?? 0) }
    }
}
