import Course
import CourseStore

/// The menus of a page, by who asks and where the page is.
struct Navigation: Sendable {
    /// The menu of the site.
    let main: [Item]
    /// The menu of a course; empty outside of one.
    let course: [Item]
    /// The title of that course.
    let courseTitle: String?

    /// A link of a menu.
    struct Item: Sendable {
        let href: String
        let label: String
        let isCurrent: Bool
    }

    /// Menus of these.
    init(main: [Item], course: [Item], courseTitle: String?) {
        (self.main, self.course, self.courseTitle) = (main, course, courseTitle)
    }

    /// The menus for whoever asks.
    init(for visitor: Visitor, at place: Place) {
        let language = visitor.language
        let path = visitor.path
        func item(_ href: String, _ label: String, current: Bool? = nil) -> Item {
            Item(href: href, label: label, isCurrent: current ?? (path == href))
        }
        var main: [Item] = []
        if let person = visitor.person {
            if person.isAdministrator || !person.coordinates.isEmpty {
                main.append(item("/courses", language("Forløb", "Courses"), current: path.hasPrefix("/courses")))
            }
            if !person.takesPart.isEmpty {
                main.append(item("/my", language("Mit forløb", "My course"), current: path.hasPrefix("/my")))
            }
            if !person.helps.isEmpty { main.append(item("/bookings", language("Servicetjek", "Service checks"))) }
            if person.isAdministrator { main.append(item("/audit", language("Hvem gjorde hvad", "Who did what"))) }
        }
        self.main = main
        guard let course = place.course else {
            (self.course, courseTitle) = ([], nil)
            return
        }
        courseTitle = course.title
        self.course = Place.Part.allCases.map { part in
            let root = "/courses/\(course.key)"
            return item(
                part == .overview ? root : "\(root)/\(part.rawValue)",
                part.label(in: language),
                current: part == place.part
            )
        }
    }
}

extension Place.Part {
    fileprivate func label(in language: Language) -> String {
        switch self {
        case .overview: language("Overblik", "Overview")
        case .plan: language("Plan", "Plan")
        case .people: language("Ledere", "Leaders")
        case .groups: language("Grupper", "Groups")
        case .preview: language("Forhåndsvisning", "Preview")
        case .words: language("Ord", "Words")
        case .messages: language("Beskeder", "Messages")
        case .ledger: language("Udsendelseslog", "Ledger")
        case .settings: language("Indstillinger", "Settings")
        }
    }
}
