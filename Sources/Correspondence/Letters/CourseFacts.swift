public import Course

/// A course as its letters need it, made once and shared by all of them.
///
/// Two are equal only when they are the same object: keep one for as long as the course stays unchanged, since letters
/// are remembered by it.
public final class CourseFacts: Hashable, Sendable {
    /// The course's key.
    public let key: String
    /// Its name for people.
    public let title: String
    /// What it is about.
    public let about: String?
    /// Who cooperates, in the file's order.
    public let municipalities: [Municipality]
    /// Its modules.
    public let programme: Programme
    /// The sessions of its gatherings and workshops by module key.
    let sessions: [String: [Session]]
    /// The reflection module whose meeting a film prepares, by the film's key.
    let preparedMeeting: [String: Module]
    /// Its first and last day, when letters can leave the year out of a date between them.
    let yearless: ClosedRange<Day>?

    /// What letters need of `outline`.
    public init(_ outline: CourseOutline) {
        key = outline.key
        title = outline.title
        about = outline.about
        municipalities = outline.municipalities
        programme = outline.programme
        sessions = Dictionary(grouping: outline.sessions, by: \.module)
        var prepared: [String: Module] = [:]
        for module in outline.programme.modules {
            for film in module.buildsOn where prepared[film] == nil { prepared[film] = module }
        }
        preparedMeeting = prepared
        yearless =
            outline.starts <= outline.ends && outline.ends < outline.starts.adding(months: 12)
            ? outline.starts...outline.ends : nil
    }

    /// Whether they are the same object.
    public static func == (one: CourseFacts, other: CourseFacts) -> Bool { one === other }

    /// By the object.
    public func hash(into hasher: inout Hasher) {
        hasher.combine(ObjectIdentifier(self))
    }
}
