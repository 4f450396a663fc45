import Correspondence
import Course
import CourseStore

/// Where a course is made from a previous one: what it is called, and when it starts.
struct SuccessorPage: Page {
    static let template = "courses-successor"

    let title: String
    let place: Place
    let root: String
    let hasFaults: Bool
    let fields: [Field]
    /// What keeps the course from being planned, where that is so.
    let findings: WarningsShown?

    init(_ course: StoredCourse, _ entry: SuccessorEntry, findings: [Finding] = [], in language: Language) {
        let outline = course.outline
        title = language("Nyt forløb ud fra dette", "New course from this one")
        place = Place(course: outline.key, title: outline.title)
        root = "/courses/\(outline.key)"
        // An empty form has nothing wrong with it yet.
        let faults = entry.faults
        hasFaults = !faults.isEmpty
        let weekday = language.dates.day(outline.starts)
        fields = [
            Field(
                "title",
                label: language("Titel", "Title"),
                value: entry.title,
                hint: language("Så det kan kendes fra dette.", "So that it is told from this one."),
                fault: faults.contains("title")
                    ? language(
                        "Skriv en titel på én linje, højst 200 tegn.",
                        "Write a title on one line, 200 characters at most."
                    ) : nil,
                isRequired: true
            ),
            Field(
                "key",
                label: language("Nøgle", "Key"),
                value: entry.key,
                hint: language(
                    "Den står i adresser: små bogstaver fra a til z, tal og bindestreg.",
                    "It stands in addresses: small letters from a to z, digits and hyphens."
                ),
                fault: entry.isTaken
                    ? language("Der er allerede et forløb med den nøgle.", "There is already a course of that key.")
                    : faults.contains("key")
                        ? language(
                            "Brug a-z, 0-9 og bindestreg, højst 64 tegn.",
                            "Use a-z, 0-9 and hyphens, 64 at most."
                        ) : nil,
                isRequired: true
            ),
            Field(
                "start",
                label: language("Ny startdato", "New start"),
                value: entry.start,
                hint: language(
                    "Alle datoer flyttes et helt antal uger, så ugedagene bliver. Dette forløb starter \(weekday).",
                    "All dates move by whole weeks, so that weekdays stay. This course starts on \(weekday)."
                ),
                fault: faults.contains("start")
                    ? language("Vælg en dato mellem 2000 og 2190.", "Choose a date between 2000 and 2190.") : nil,
                type: "date",
                isRequired: true
            ),
        ]
        self.findings = WarningsShown(findings.filter { $0.severity == .error }, of: outline, in: language)
    }
}
