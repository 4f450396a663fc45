/// One step on the way to the day of a planned prompt; a chain of them says why it is on that day.
///
/// It holds what happened, not words for it: ``sentence(in:naming:)`` says it in a language.
public enum Reason: Hashable, Sendable {
    /// For those without a seat the first session of a module counts.
    case withoutSeat(module: String, session: String)
    /// Of the several sessions of a module one counts.
    case counted(Which, module: String, session: String)
    /// A meeting has no date yet, and the last day of its window counts.
    case undated(module: String, lastDay: Day)
    /// A rule led to a day.
    case rule(Step)

    /// Which of several sessions counts.
    public enum Which: String, Hashable, Sendable, CaseIterable {
        /// For what comes before it.
        case first
        /// For what comes after it.
        case last
    }

    /// What a rule led to.
    public struct Step: Hashable, Sendable {
        /// The edge that the rule sets, with its module; `nil` for the prompt's own `send`.
        public var edge: Moment.Anchor?
        /// The rule.
        public var rule: Rule
        /// The day that it names, before any shift.
        public var day: Day
        /// Why days between were not counted; of a rule in working days.
        public var notCounted: [ClosedDay]
        /// Where it moved to; `nil` where the day is worked, or never moves.
        public var shift: Shift?

        /// A rule that led to `day`.
        public init(
            edge: Moment.Anchor? = nil,
            rule: Rule,
            day: Day,
            notCounted: [ClosedDay] = [],
            shift: Shift? = nil
        ) {
            (self.edge, self.rule, self.day, self.notCounted, self.shift) = (edge, rule, day, notCounted, shift)
        }
    }

    /// The rule of a step, with what it counted from.
    public enum Rule: Hashable, Sendable {
        /// A date in the course file.
        case date
        /// A date with a time in the course file.
        case time(LocalTime)
        /// The day of an edge; the anchor names its module.
        case on(Moment.Anchor)
        /// A distance from an edge, which is on `from`; the anchor names its module.
        case offset(Moment.Offset, Moment.Direction, Moment.Anchor, from: Day)
    }

    /// A move off a day that is not worked.
    public struct Shift: Hashable, Sendable {
        /// Why that day and those behind it are not worked; each cause once.
        public var causes: [ClosedDay]
        /// The day that it moved to.
        public var day: Day

        /// A move to `day`.
        public init(causes: [ClosedDay], day: Day) {
            (self.causes, self.day) = (causes, day)
        }
    }
}
