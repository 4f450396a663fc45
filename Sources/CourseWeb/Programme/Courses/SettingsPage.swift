import Correspondence
import Course
import CourseStore

/// The settings of a course's municipalities, the own one alone for a coordinator.
struct SettingsPage: Page {
    static let template = "courses-settings"

    let title: String
    let place: Place
    let root: String
    let isWhole: Bool
    let municipalities: [Town]

    /// A municipality and how it appears in its letters.
    struct Town: Sendable {
        let key: String
        let name: String
        let sender: String
        let signed: String
        let contact: String
        let sendAt: String
        let coordinator: String
        let closed: [String]
        let isNeverClosed: Bool
    }

    init(_ course: StoredCourse, own: String?, in language: Language) {
        let outline = course.outline
        title = language("Indstillinger", "Settings")
        place = Place(course: outline.key, title: outline.title, .settings)
        root = "/courses/\(outline.key)"
        isWhole = own == nil
        municipalities = outline.municipalities.filter { own == nil || $0.key == own }.map { municipality in
            let contact = municipality.contact
            return Town(
                key: municipality.key,
                name: municipality.name,
                sender: municipality.sender,
                signed: municipality.signed,
                contact: [contact.name, contact.email, contact.phone].compactMap(\.self).joined(separator: ", "),
                sendAt: language.dates.time(municipality.sendAt),
                coordinator: municipality.coordinator,
                closed: municipality.closed.sorted { $0.from < $1.from }.map { $0.shown(in: language) },
                isNeverClosed: municipality.closed.isEmpty
            )
        }
    }
}

extension ClosedPeriod {
    /// As `fra mandag den 12. juli 2027 til søndag den 1. august 2027`.
    func shown(in language: Language) -> String {
        from == to ? language.dates.day(from) : language.dates.window(from, to)
    }
}
