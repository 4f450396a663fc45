import Correspondence
import Course
import CourseStore

/// What another time for a municipality's letters would do to them, before it is applied.
struct SendAtCheckPage: Page {
    static let template = "courses-send-at-check"

    let title: String
    let place: Place
    let action: String
    /// Whether the course was changed after the difference had been shown.
    let isOutdated: Bool
    let before: String
    let after: String
    let difference: DifferenceView
    let warnings: WarningsShown?
    /// The form, carried along.
    let fields: [MunicipalityPage.Was]
    let version: Int64

    init(
        _ change: PlanChange,
        _ entry: SettingsEntry,
        from old: LocalTime,
        to new: LocalTime,
        of municipality: Municipality,
        in course: StoredCourse,
        groups: [LeaderGroup.ID: String],
        isOutdated: Bool,
        language: Language
    ) {
        let outline = course.outline
        title = language(
            "Det ændrer et andet tidspunkt i \(municipality.name)",
            "What another time changes in \(municipality.name)"
        )
        place = Place(course: outline.key, title: outline.title, .settings)
        action = "/courses/\(outline.key)/settings/\(municipality.key)"
        self.isOutdated = isOutdated
        (before, after) = (language.dates.time(old), language.dates.time(new))
        difference = DifferenceView(change, of: outline, groups: groups, warnings: [], in: language)
        warnings = WarningsShown(change.warnings, of: outline, in: language)
        fields = SettingsEntry.names.flatMap { name in
            [
                MunicipalityPage.Was(name: name, value: entry.typed[name] ?? ""),
                MunicipalityPage.Was(name: "was-\(name)", value: entry.was[name] ?? ""),
            ]
        }
        version = course.version
    }
}
