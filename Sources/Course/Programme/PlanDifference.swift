/// What a new plan changes against an old one, scope by scope.
public struct PlanDifference: Hashable, Sendable {
    /// What the old one did not have, in the new one's order.
    public var added: [PlannedPrompt] = []
    /// What differs in anything but its reasons, in the new one's order.
    public var moved: [Move] = []
    /// What the new one does not have, in the old one's order.
    public var withdrawn: [PlannedPrompt] = []
    /// What is the same but for its reasons, as the new one has it.
    public var unchanged: [PlannedPrompt] = []

    /// A planned prompt before and after.
    public struct Move: Hashable, Sendable {
        /// As it was.
        public var old: PlannedPrompt
        /// As it is now; the scope is the same.
        public var new: PlannedPrompt

        /// A planned prompt before and after.
        public init(old: PlannedPrompt, new: PlannedPrompt) {
            self.old = old
            self.new = new
        }
    }

    /// What leads from `old` to `new`; each holds a scope once.
    public init(from old: [PlannedPrompt], to new: [PlannedPrompt]) {
        var before = Dictionary(old.map { ($0.scope, $0) }, uniquingKeysWith: { first, _ in first })
        for prompt in new {
            guard let known = before.removeValue(forKey: prompt.scope) else {
                added.append(prompt)
                continue
            }
            if known.isSame(as: prompt) {
                unchanged.append(prompt)
            } else {
                moved.append(Move(old: known, new: prompt))
            }
        }
        withdrawn = old.filter { before[$0.scope] != nil }
    }

    /// Whether nothing is added, moved or withdrawn.
    public var isEmpty: Bool { added.isEmpty && moved.isEmpty && withdrawn.isEmpty }
}

extension PlannedPrompt {
    /// Whether another is the same but for its reasons.
    public func isSame(as other: PlannedPrompt) -> Bool {
        var other = other
        other.reasons = reasons
        return self == other
    }
}
