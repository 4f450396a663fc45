public import Course

/// Who acts, and in what part: what a store shows and lets happen goes by it, down in the database's policies.
public struct Acting: Hashable, Sendable {
    /// In what part.
    public let role: Role
    /// Who, as the audit log has it.
    public let doer: Doer

    /// Somebody in a part.
    public init(_ role: Role, doer: Doer) {
        (self.role, self.doer) = (role, doer)
    }

    /// Release, mailman and the desk of bounces.
    public static let post = Acting(.post, doer: Doer("post"))

    /// Somebody at the door, of whom nothing is known yet.
    public static let door = Acting(.door, doer: Doer("door"))

    /// The parts of DESIGN §6, and the two of the house itself.
    public enum Role: Hashable, Sendable {
        /// Runs courses, all of them.
        case administrator
        /// Looks after one municipality's part of a course.
        case coordinator(Municipality.ID)
        /// Takes part; as the chair of a group, where the leader is one.
        case leader(Leader.ID)
        /// Gives service checks.
        case helper(Helper.ID)
        /// Releases and delivers.
        case post
        /// Signs people in; sees no course.
        case door

        /// Whether it runs courses: an administrator, or the house itself.
        var runsCourses: Bool { self == .administrator || self == .post }

        /// The municipality that it looks after; `nil` where it is no coordinator.
        public var municipality: Municipality.ID? {
            if case .coordinator(let municipality) = self { municipality } else { nil }
        }

        /// As the setting `tandem.actor` has it, which the policies read.
        var setting: String {
            switch self {
            case .administrator: "administrator"
            case .coordinator(let municipality): "coordinator:\(municipality)"
            case .leader(let leader): "leader:\(leader)"
            case .helper(let helper): "helper:\(helper)"
            case .post: "post"
            case .door: "door"
            }
        }
    }
}

/// Somebody who gives service checks; a name for the type of its key.
public enum Helper {
    /// The key of a helper's row.
    public typealias ID = Identifier<Helper>
}
