import Correspondence
import Course
import CourseStore

/// Who did what to whom, and when.
struct AuditPage: Page {
    static let template = "ledger-audit"

    let title: String
    let course: Field
    let person: Field
    let action: Field
    let hasRows: Bool
    let rows: [Row]
    let next: String?

    struct Row: Sendable {
        let when: String
        /// The name, or the address where no name is known.
        let doer: String
        /// The address beside a name.
        let address: String?
        let what: String
        let course: String?
        let courseHref: String?
        let detail: String?
    }

    init(
        _ trail: AuditTrail,
        selection: AuditTrail.Selection,
        courses: [String],
        zone ordinary: Zone?,
        in language: Language
    ) {
        title = language("Hvem gjorde hvad", "Who did what")
        let all = ("", language("Alle", "All"))
        course = Field(
            "course",
            label: language("Forløb", "Course"),
            choices: [all] + courses.map { ($0, $0) },
            chosen: selection.course ?? ""
        )
        person = Field(
            "person",
            label: language("Person", "Person"),
            value: selection.person ?? "",
            hint: language("En del af en adresse eller et navn", "A part of an address or a name"),
            type: "search"
        )
        action = Field(
            "action",
            label: language("Handling", "Action"),
            choices: [all] + trail.actions.map { ($0, AuditWords.name(of: $0, in: language)) },
            chosen: selection.action ?? ""
        )
        let words = AuditWords(language: language, names: trail.names)
        rows = trail.entries.map { entry in
            let detail = words.detail(of: entry.entry)
            let name = trail.names.doers[entry.entry.doer.lowercased()]
            return Row(
                when: (entry.zone ?? ordinary).map { language.dates.dayAndTime($0.local(entry.entry.at)) } ?? "",
                doer: name ?? entry.entry.doer,
                address: name == nil ? nil : entry.entry.doer,
                what: words.sentence(entry.entry),
                course: entry.courseTitle,
                courseHref: entry.entry.course.map { "/courses/\($0)" },
                detail: detail.isEmpty ? nil : detail
            )
        }
        hasRows = !rows.isEmpty
        next = trail.next.map { number in
            let parts = [
                selection.course.map { "course=\($0.percentEncoded)" },
                selection.person.map { "person=\($0.percentEncoded)" },
                selection.action.map { "action=\($0.percentEncoded)" }, "before=\(number)",
            ].compactMap(\.self)
            return "/audit?" + parts.joined(separator: "&")
        }
    }
}
