public import Course

/// Something that somebody should do about a course, with the number of those whom it concerns.
public struct ToDo: Hashable, Sendable {
    /// What is to be done.
    public let matter: Matter
    /// The key of the municipality that it is to be done in; `nil` for the course as a whole.
    public let municipality: String?
    /// How many leaders, groups or modules wait for it.
    public let count: Int

    /// Something to be done.
    public init(_ matter: Matter, in municipality: String?, count: Int) {
        (self.matter, self.municipality, self.count) = (matter, municipality, count)
    }

    /// What there can be to do, the most urgent first.
    public enum Matter: Hashable, Sendable {
        /// No leader of the municipality is enrolled.
        case nobodyEnrolled
        /// Mail to so many leaders comes back.
        case refusedAddresses
        /// So many groups have no date of their meeting for a module, and should have chosen it by a day, or soon.
        case datelessGroups(module: String, chooseBy: Day, isPast: Bool)
        /// So many groups have no chair to write to.
        case chairlessGroups
        /// So many leaders have no seat in a module of several sittings.
        case seatless(module: String)
        /// So many leaders with a seat have no table in a module where people are seated at tables.
        case tableless(module: String)
        /// A module has nothing to show its leaders to.
        case noLink(module: String)
        /// The coordinator has not agreed that the course goes live.
        case notAgreed
        /// The coordinator agreed to other days than letters leave on now.
        case agreedToOtherDays
    }
}
