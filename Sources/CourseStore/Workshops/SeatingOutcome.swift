public import Course

/// What came of setting seats.
public enum Seating: Sendable {
    /// It is done.
    case done(SeatChange)
    /// Somebody has set other seats for these leaders since they were looked at, or taken them away; nothing is written.
    case overtaken([Leader.ID: SeatPlace?])
    /// These leaders have no seat, and no session was chosen for them; nothing is written.
    case seatless([Leader.ID])
    /// There is no such module or session, or one of the leaders is none of who acts's.
    case unknown
}

/// What setting seats did.
public struct SeatChange: Hashable, Sendable {
    /// How many leaders have a seat in another session than before, or their first.
    public let seated: Int
    /// How many have another table than before, or none any more.
    public let tabled: Int
    /// How many of the former had been told another session: they get a correction.
    public let corrected: Int
    /// How many of those with another table had been told one: no letter tells them of the new one by itself.
    public let misled: Int
    /// The keys of sessions with more leaders than their capacity.
    public let overfull: [String]

    /// So many leaders each.
    public init(seated: Int, tabled: Int, corrected: Int, misled: Int, overfull: [String]) {
        (self.seated, self.tabled, self.corrected) = (seated, tabled, corrected)
        (self.misled, self.overfull) = (misled, overfull)
    }
}
