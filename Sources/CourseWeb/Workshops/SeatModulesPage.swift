import Course
import CourseStore

/// The gatherings and workshops of a course, with how many sit where.
struct SeatModulesPage: Page {
    static let template = "workshops-modules"

    let title: String
    let place: Place
    let modules: [Module]
    let isEmpty: Bool

    /// A gathering or workshop.
    struct Module: Sendable {
        let title: String
        let href: String
        let sessions: [SeatedSession]
    }

    init(course: StoredCourse, seated: [String: [SeatCount]], in language: Language) {
        let outline = course.outline
        title = language("Pladser og borde", "Seats and tables")
        place = Place(course: outline.key, title: outline.title, .seats)
        modules = outline.programme.modules.compactMap { module in
            let sessions = outline.sessions(of: module.key)
            guard !sessions.isEmpty else { return nil }
            return Module(
                title: module.title,
                href: SeatsPage.path(of: module.key, in: outline.key),
                sessions: sessions.map { SeatedSession($0, seated[module.key] ?? [], in: language) }
            )
        }
        isEmpty = modules.isEmpty
    }
}
