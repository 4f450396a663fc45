/// Who has taken over whose role in a course.
struct Successions: Sendable {
    private let predecessors: [Leader.ID: EnrolledLeader]
    private let successors: [Leader.ID: [EnrolledLeader]]

    init(_ current: [EnrolledLeader]) {
        let successors = Dictionary(
            grouping: current.filter { $0.successorOf != nil },
            by: { $0.successorOf ?? $0.id }
        )
        self.successors = successors
        predecessors =
            successors.isEmpty
            ? [:]
            : Dictionary(
                current.filter { successors[$0.id] != nil }.map { ($0.id, $0) },
                uniquingKeysWith: { one, _ in one }
            )
    }

    /// Whether somebody is enrolled who has taken over from a leader, directly or by way of others.
    func hasSuccessor(_ leader: Leader.ID) -> Bool {
        // A row of a role's holders has no circle: each is enrolled after the one before.
        (successors[leader] ?? []).contains { !$0.withdrawn || hasSuccessor($0.id) }
    }

    /// Whether a list still names somebody before this leader in the role, so that it means this leader.
    func stands(_ leader: EnrolledLeader, in addresses: Set<String>) -> Bool {
        guard let before = leader.successorOf.flatMap({ predecessors[$0] }), before.withdrawn else { return false }
        return addresses.contains(before.entry.address) || addresses.contains(before.listed?.address ?? "")
            || stands(before, in: addresses)
    }
}
