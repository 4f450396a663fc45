/// One line of the bench: what was measured, against what the machine can do at most.
public struct Measurement: Codable, Hashable, Sendable {
    /// What was measured, such as `postgres-8`.
    public var name: String
    /// The measured figure, in `unit`.
    public var value: Double
    /// The figure that it is held against, in `unit`.
    public var limit: Double
    /// `value` over `limit`.
    public var ratio: Double
    /// Such as `queries/s`.
    public var unit: String

    /// Makes a measurement; the ratio follows from the two figures.
    public init(name: String, value: Double, limit: Double, unit: String) {
        self.name = name
        self.value = value
        self.limit = limit
        self.ratio = limit == 0 ? 0 : value / limit
        self.unit = unit
    }
}
