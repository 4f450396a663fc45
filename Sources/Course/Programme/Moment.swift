/// A rule of time: a date, a date and time, or a distance from an edge of a module.
///
///     moment = DATE | DATE "T" TIME | "on" anchor | N unit ("before" | "after") anchor
public enum Moment: Hashable, Sendable {
    /// A civil date.
    case date(Day)
    /// A civil date and a wall-clock time; it never moves.
    case dateTime(LocalDateTime)
    /// The anchor's own day.
    case on(Anchor)
    /// So far from the anchor.
    case offset(Offset, Direction, Anchor)

    /// How far; counts are at least 1.
    public enum Offset: Hashable, Sendable {
        /// Civil days.
        case days(Int)
        /// Working days of the municipality, the anchor's day not counted.
        case workingDays(Int)
        /// Weeks of seven civil days.
        case weeks(Int)
        /// Months; beyond a month's end its last day.
        case months(Int)
    }

    /// Which way from the anchor.
    public enum Direction: String, Hashable, Sendable {
        /// Earlier.
        case before
        /// Later.
        case after
    }

    /// An edge of a module; of the rule's own module where none is named.
    public struct Anchor: Hashable, Sendable {
        /// The module's key; `nil` is the module that the rule stands in.
        public var module: String?
        /// Which of its edges.
        public var edge: Edge

        /// An edge of the module `module`.
        public init(module: String?, edge: Edge) {
            self.module = module
            self.edge = edge
        }
    }
}

/// A point of a module's time that rules can hang on.
public enum Edge: String, Hashable, Codable, Sendable, CaseIterable {
    /// A session's, a meeting's or a booking's beginning.
    case start
    /// A session's, a meeting's or a booking's end.
    case end
    /// When it opens; a reflection's window's first day.
    case opens
    /// The last day; a reflection's window's last day.
    case due
    /// The day by which the meeting's date is set.
    case chooseDateBy = "choose-date-by"
}

extension Module.Kind {
    /// The edges that rules may name on a module of this kind.
    public var edges: Set<Edge> {
        switch self {
        case .gathering, .workshop: [.start, .end]
        case .reflection: [.start, .end, .opens, .due, .chooseDateBy]
        case .film, .assessment: [.opens, .due]
        case .serviceCheck: [.opens, .due, .start, .end]
        case .material: [.opens]
        }
    }
}
