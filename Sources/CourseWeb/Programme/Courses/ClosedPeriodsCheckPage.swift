import Course
import CourseStore

/// What other closing days would do to the letters, before they are applied.
struct ClosedPeriodsCheckPage: Page {
    static let template = "courses-closed-check"

    let title: String
    let place: Place
    let action: String
    /// Whether the course was changed after the difference had been shown.
    let isOutdated: Bool
    let opened: [String]
    let closed: [String]
    let changesNothing: Bool
    let difference: DifferenceView
    let warnings: WarningsShown?
    let periods: [Period]
    let version: Int64

    /// A period, carried along in the form.
    struct Period: Sendable {
        let number: Int
        let from: String
        let to: String
    }

    init(
        _ change: PlanChange,
        _ periods: [ClosedPeriod],
        of municipality: Municipality,
        in course: StoredCourse,
        groups: [LeaderGroup.ID: String],
        isOutdated: Bool,
        language: Language
    ) {
        let outline = course.outline
        title = language(
            "Det ændrer lukkedagene i \(municipality.name)",
            "What the closing days of \(municipality.name) change"
        )
        place = Place(course: outline.key, title: outline.title, .settings)
        action = "/courses/\(outline.key)/settings/\(municipality.key)/closed"
        self.isOutdated = isOutdated
        let before = Set(municipality.closed)
        opened = municipality.closed.filter { !periods.contains($0) }.map { $0.shown(in: language) }
        closed = periods.filter { !before.contains($0) }.map { $0.shown(in: language) }
        changesNothing = opened.isEmpty && closed.isEmpty
        difference = DifferenceView(change, of: outline, groups: groups, warnings: [], in: language)
        warnings = WarningsShown(change.warnings, of: outline, in: language)
        self.periods = periods.enumerated().map { number, period in
            Period(number: number, from: period.from.description, to: period.to.description)
        }
        version = course.version
    }
}
