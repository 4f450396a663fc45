import Correspondence
import Course
import CourseStore

/// The courses, and how to get one.
struct CoursesPage: Page {
    static let template = "courses-list"

    let title: String
    let courses: [Item]
    let isEmpty: Bool
    /// Whether this person may make a course.
    let makesNew: Bool

    /// A course in the list.
    struct Item: Sendable {
        let href: String
        let title: String
        let key: String
        let state: StateTag
        let dates: String
        let municipalities: String
        let leaders: Int
    }

    init(_ courses: [CourseSummary], makesNew: Bool, in language: Language) {
        title = language("Forløb", "Courses")
        self.courses = courses.map { course in
            Item(
                href: "/courses/\(course.key)",
                title: course.title,
                key: course.key,
                state: StateTag(course.state, in: language),
                dates: language.dates.window(course.starts, course.ends),
                municipalities: course.municipalities.joined(separator: ", "),
                leaders: course.leaders
            )
        }
        isEmpty = courses.isEmpty
        self.makesNew = makesNew
    }
}

/// Whether letters of a course leave, as a mark beside its title.
struct StateTag: Sendable {
    let kind: String
    let text: String

    init(_ state: StoredCourse.State, in language: Language) {
        (kind, text) =
            switch state {
            case .draft: ("calm", language("Kladde", "Draft"))
            case .live: ("good", language("I gang", "Live"))
            case .paused: ("warn", language("På pause", "Paused"))
            }
    }
}
