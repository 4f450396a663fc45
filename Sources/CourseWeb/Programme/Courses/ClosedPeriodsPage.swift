import Course
import CourseStore

/// The form of a municipality's closing days.
struct ClosedPeriodsPage: Page {
    static let template = "courses-closed"

    let title: String
    let place: Place
    let action: String
    let back: String
    let hasFaults: Bool
    let faults: [Fault]
    let rows: [Row]
    /// What keeps the course from being planned with these days, where that is so.
    let findings: WarningsShown?

    /// Something wrong, with the field where it is.
    struct Fault: Sendable {
        let name: String
        let text: String
    }

    /// The fields of a period.
    struct Row: Sendable {
        let legend: String
        let from: Field
        let to: Field
        let removeName: String
        let isRemoved: Bool
        /// Whether it stood there before, and so can be taken away.
        let isFilled: Bool
    }

    init(
        _ entry: ClosedPeriodsEntry,
        of municipality: Municipality,
        in course: StoredCourse,
        findings: [Finding] = [],
        language: Language
    ) {
        let outline = course.outline
        title = language("Lukkedage i \(municipality.name)", "Closing days of \(municipality.name)")
        place = Place(course: outline.key, title: outline.title, .settings)
        action = "/courses/\(outline.key)/settings/\(municipality.key)/closed"
        back = "/courses/\(outline.key)/settings"
        rows = entry.rows.enumerated().map { number, row in
            let fault: String? =
                row.isEmpty || row.period != nil
                ? nil
                : Day(iso: row.from) == nil
                    ? language("Vælg den første dag.", "Choose the first day.")
                    : language(
                        "Den sidste dag skal være en dato, som ikke ligger før den første.",
                        "The last day must be a date, and not before the first."
                    )
            let isFirst = Day(iso: row.from) == nil
            return Row(
                legend: row.from.isEmpty
                    ? language("Ny lukkeperiode \(number + 1)", "New closed period \(number + 1)")
                    : language("Lukkeperiode \(number + 1)", "Closed period \(number + 1)"),
                from: Field(
                    "from-\(number)",
                    label: language("Første dag", "First day"),
                    value: row.from,
                    fault: isFirst ? fault : nil,
                    type: "date"
                ),
                to: Field(
                    "to-\(number)",
                    label: language("Sidste dag", "Last day"),
                    value: row.to,
                    hint: language("Lad den stå tom, hvis det kun er én dag.", "Leave it empty for a single day."),
                    fault: isFirst ? nil : fault,
                    type: "date"
                ),
                removeName: "remove-\(number)",
                isRemoved: row.isRemoved,
                isFilled: !row.from.isEmpty
            )
        }
        faults = rows.flatMap { row in
            [row.from, row.to].compactMap { field in
                field.fault.map { Fault(name: field.name, text: "\(row.legend): \($0)") }
            }
        }
        hasFaults = !faults.isEmpty
        self.findings = WarningsShown(findings.filter { $0.severity == .error }, of: outline, in: language)
    }
}
