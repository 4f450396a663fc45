import Course
import CourseStore

/// Who asks for a page: somebody who is signed in, or nobody yet.
struct Visitor: Sendable {
    /// The store at the door: it knows of sessions, and of nothing else.
    let door: Store
    /// What pages are made with.
    let templates: PageTemplates
    /// The token that the browser showed, where it is somebody's.
    var token: Token?
    /// Who it is, when signed in.
    var person: Person?
    /// The language that was chosen at this browser; `nil` where none was.
    var chosenLanguage: Language?
    /// In what parts to look after courses, where somebody has several.
    var capacities = ChosenCapacities()
    /// What the page before had to say.
    var notice: Notice?
    /// The clock of a demonstration.
    var clock: DemoClock?
    /// The path that was asked for.
    var path = "/"

    /// The language of pages: the one chosen here, else the one that the leader or the course has, else Danish.
    var language: Language {
        chosenLanguage ?? person?.takesPart.first.map { $0.language ?? $0.course.language }
            ?? person?.coordinates.first?.course.language ?? .danish
    }
}

/// A context in which somebody has been looked at.
protocol Visited {
    var visitor: Visitor { get }
}
