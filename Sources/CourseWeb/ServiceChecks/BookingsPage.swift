import Correspondence
import Course
import CourseStore

/// Who has booked a service check with a helper.
struct BookingsPage: Page {
    static let template = "bookings"

    let title: String
    let courses: [Part]

    /// One municipality's part of a course.
    struct Part {
        let title: String
        let bookings: [Row]
    }

    /// One service check.
    struct Row {
        let name: String
        let area: String
        let when: String
        let place: String?
    }

    init(_ helps: [(help: Person.Help, bookings: [HelperBooking])], in language: Language) {
        title = language("Dine servicetjek", "Your service checks")
        courses = helps.map { help, bookings in
            Part(
                title: "\(help.course.title) · \(help.municipality.name)",
                bookings: bookings.map {
                    Row(name: $0.name, area: $0.area, when: language.dates.span($0.start, $0.end), place: $0.place)
                }
            )
        }
    }
}
