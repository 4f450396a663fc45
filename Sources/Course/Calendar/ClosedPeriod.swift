/// Days on which a municipality is closed, both ends included.
public struct ClosedPeriod: Hashable, Codable, Sendable {
    /// The first day.
    public var from: Day
    /// The last day; not before the first.
    public var to: Day

    /// Days from `from` to `to`.
    public init(from: Day, to: Day) {
        self.from = from
        self.to = to
    }

    /// Whether the day is one of them.
    public func contains(_ day: Day) -> Bool {
        from <= day && day <= to
    }
}
