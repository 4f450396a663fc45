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
        let doer: String
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
        rows = trail.entries.map { entry in
            let detail = AuditWords.detail(entry.entry.detail, in: language)
            return Row(
                when: (entry.zone ?? ordinary).map { language.dates.dayAndTime($0.local(entry.entry.at)) } ?? "",
                doer: entry.entry.doer,
                what: AuditWords.sentence(entry, in: language),
                course: entry.courseTitle,
                courseHref: entry.entry.course.map { "/courses/\($0)" },
                detail: detail.isEmpty ? nil : detail
            )
        }
        hasRows = !rows.isEmpty
        next = trail.next.map { number in
            let parts = [
                selection.course.map { "course=\($0.inQuery)" }, selection.person.map { "person=\($0.inQuery)" },
                selection.action.map { "action=\($0.inQuery)" }, "before=\(number)",
            ].compactMap(\.self)
            return "/audit?" + parts.joined(separator: "&")
        }
    }
}
