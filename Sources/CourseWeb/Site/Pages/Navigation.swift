import Course
import CourseStore

/// The menus of a page, by who asks and where the page is.
struct Navigation: Hashable, Sendable {
    /// The menu of the site.
    let main: [Item]
    /// The menu of a course; empty outside of one.
    let course: [Item]
    /// The title of that course.
    let courseTitle: String?

    /// In what part the course is seen, and in what others it could be; `nil` where there is one only.
    let capacity: CapacityChoice?

    /// A link of a menu.
    struct Item: Hashable, Sendable {
        let href: String
        let label: String
        let isCurrent: Bool
    }

    /// Menus of these.
    init(main: [Item], course: [Item], courseTitle: String?, capacity: CapacityChoice? = nil) {
        (self.main, self.course, self.courseTitle) = (main, course, courseTitle)
        self.capacity = capacity
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
            (self.course, courseTitle, capacity) = ([], nil, nil)
            return
        }
        courseTitle = course.title
        capacity = CapacityChoice(of: visitor, in: course.key)
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

/// The part in which somebody sees a course, and the others that the same person has in it.
struct CapacityChoice: Hashable, Sendable {
    /// Where the form is sent.
    let action: String
    /// As `koordinator for Glostrup Kommune`.
    let present: String
    /// What could be chosen.
    let others: [Other]

    /// A part that could be chosen.
    struct Other: Hashable, Sendable {
        /// As the form has it.
        let name: String
        /// As people say it.
        let part: String
    }

    /// Parts of these.
    init(action: String, present: String, others: [Other]) {
        (self.action, self.present, self.others) = (action, present, others)
    }

    /// `nil` for somebody who has one part only.
    init?(of visitor: Visitor, in course: String) {
        guard let person = visitor.person, let present = visitor.capacities.capacity(of: person, in: course) else {
            return nil
        }
        let others = person.capacities(in: course).filter { $0 != present }
        guard !others.isEmpty else { return nil }
        let language = visitor.language
        self.init(
            action: "/courses/\(course)/capacity",
            present: CapacityWords(present, in: language).part,
            others: others.map { Other(name: $0.name, part: CapacityWords($0, in: language).part) }
        )
    }
}

extension Place.Part {
    fileprivate func label(in language: Language) -> String {
        switch self {
        case .overview: language("Overblik", "Overview")
        case .plan: language("Plan", "Plan")
        case .people: language("Ledere", "Leaders")
        case .groups: language("Grupper", "Groups")
        case .seats: language("Pladser", "Seats")
        case .preview: language("Forhåndsvisning", "Preview")
        case .words: language("Tekster", "Words")
        case .messages: language("Beskeder", "Messages")
        case .ledger: language("Udsendelseslog", "Ledger")
        case .settings: language("Indstillinger", "Settings")
        }
    }
}
