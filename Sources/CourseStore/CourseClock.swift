import Course

/// The clock of a simulated or demonstrated course; others go by the database's own.
public struct CourseClock: Hashable, Sendable {
    /// The route that its letters take, so that no other mailman takes them.
    public let route: String
    /// Course seconds a second; 0 is a clock that stands.
    public let rate: Double

    /// The route of all courses without a clock of their own.
    public static let ordinaryRoute = "post"
}
