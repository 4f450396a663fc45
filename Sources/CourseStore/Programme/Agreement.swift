public import Course

/// How a municipality stands to a course's going live.
///
/// A coordinator agrees to the days on which letters leave in the own municipality. As long as they stay the same the agreement stands,
/// whatever else is edited; what groups and leaders set for themselves is no part of it.
public struct Agreement: Hashable, Sendable {
    /// The municipality's key.
    public let municipality: String
    /// When its coordinator agreed last; `nil` for not yet.
    public let agreedAt: Instant?
    /// Whether letters still leave on the days that were agreed to.
    public let isCurrent: Bool

    /// An agreement, or that there is none.
    public init(municipality: String, agreedAt: Instant?, isCurrent: Bool) {
        (self.municipality, self.agreedAt, self.isCurrent) = (municipality, agreedAt, isCurrent)
    }

    /// Whether the municipality has agreed to the course as it stands.
    public var stands: Bool { agreedAt != nil && isCurrent }
}

/// What must hold before a course goes live from a page: that it is as it was shown, and that the coordinators agree.
public struct Consent: Hashable, Sendable {
    /// The version of the course that was shown.
    public let version: Int64
    /// Whether an administrator goes on without those who have not agreed; the audit log says so.
    public let withoutAgreement: Bool

    /// What was shown, and whether it is enough.
    public init(version: Int64, withoutAgreement: Bool = false) {
        (self.version, self.withoutAgreement) = (version, withoutAgreement)
    }
}
