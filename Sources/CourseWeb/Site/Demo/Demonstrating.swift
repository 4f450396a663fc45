public import Course

/// A demonstrated course: a clock that can be moved on, and doors that are open to whoever looks on.
public protocol Demonstrating: Sendable {
    /// Who can be looked over the shoulder of.
    var guests: [DemoGuest] { get }
    /// How the clock stands.
    func clock() async throws -> DemoClock
    /// Moves the clock on; returns at once, the letters of the days between follow.
    func move(_ step: DemoStep) async throws
}

/// Somebody in a demonstrated course whom everybody may be.
public struct DemoGuest: Hashable, Sendable {
    /// The name in the address of the sign-in link.
    public let key: String
    /// In what part.
    public let part: Part
    /// The address.
    public let address: String

    /// In what part somebody is shown.
    public enum Part: Hashable, Sendable {
        case administrator, chair, leader, helper
        /// Of the municipality of that name.
        case coordinator(String)
    }

    /// Somebody to be.
    public init(key: String, part: Part, address: String) {
        (self.key, self.part, self.address) = (key, part, address)
    }
}

/// How the clock of a demonstrated course stands.
public struct DemoClock: Hashable, Sendable {
    /// What time it is for the course.
    public let now: LocalDateTime
    /// Whether it goes by itself.
    public let isRunning: Bool
    /// Whether it is on its way to a moment that somebody has chosen.
    public let isMoving: Bool

    /// A clock that shows `now`.
    public init(now: LocalDateTime, isRunning: Bool, isMoving: Bool) {
        (self.now, self.isRunning, self.isMoving) = (now, isRunning, isMoving)
    }
}

/// How far the clock of a demonstrated course is moved.
public enum DemoStep: String, Hashable, Sendable, CaseIterable {
    /// To the next moment at which letters leave.
    case letter
    case day, week, month
    /// It goes by itself from now on.
    case run
    /// It stands.
    case stop
}
