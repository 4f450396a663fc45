import Correspondence
import Course
import CourseStore

/// The course that would be made from a previous one, before it is.
struct SuccessorCheckPage: Page {
    static let template = "courses-successor-check"

    let title: String
    let place: Place
    let root: String
    /// Whether the previous course was changed after this had been shown.
    let isOutdated: Bool
    let courseTitle: String
    let key: String
    let start: String
    let shifted: String
    let dates: String
    let letterCount: Int
    let sessions: [Sitting]
    let warnings: WarningsShown?
    let departures: [Departure]
    let hasDepartures: Bool
    let version: Int64

    /// A sitting on its old and its new day.
    struct Sitting: Sendable {
        let module: String
        let was: String
        let now: String
    }

    /// A letter that leaves on another day than the weeks alone would say.
    struct Departure: Sendable {
        let what: String
        let municipality: String
        let expected: String
        let day: String
    }

    init(_ succession: CourseSuccession, _ entry: SuccessorEntry, isOutdated: Bool, in language: Language) {
        self.init(
            shift: succession.shift,
            letterCount: succession.plan.prompts.count,
            findings: succession.plan.findings,
            departures: succession.departures,
            version: succession.version,
            entry,
            isOutdated: isOutdated,
            in: language
        )
    }

    init(
        shift: CourseShift,
        letterCount: Int,
        findings: [Finding],
        departures: [CourseShift.Departure],
        version: Int64,
        _ entry: SuccessorEntry,
        isOutdated: Bool,
        in language: Language
    ) {
        let (old, new) = (shift.before, shift.outline)
        title = language("Se det nye forløb igennem", "Look the new course through")
        place = Place(course: old.key, title: old.title)
        root = "/courses/\(old.key)"
        self.isOutdated = isOutdated
        (courseTitle, key, start) = (new.title, new.key, entry.start)
        let weeks = abs(shift.weeks)
        shifted =
            shift.weeks >= 0
            ? language("Alle datoer flyttes \(weeks) uger frem.", "All dates move \(weeks) weeks later.")
            : language("Alle datoer flyttes \(weeks) uger tilbage.", "All dates move \(weeks) weeks earlier.")
        dates = language.dates.window(new.starts, new.ends)
        self.letterCount = letterCount
        sessions = zip(old.sessions, new.sessions).map { before, after in
            Sitting(
                module: new.programme[after.module]?.title ?? after.module,
                was: language.dates.span(before.start, before.end),
                now: language.dates.span(after.start, after.end)
            )
        }
        warnings = WarningsShown(findings, of: new, in: language)
        self.departures = departures.map { departure in
            Departure(
                what: PromptTitle(departure.prompt, in: new).text(in: language),
                municipality: new.municipality(departure.prompt.scope.municipality)?.name
                    ?? departure.prompt.scope.municipality,
                expected: language.dates.day(departure.expected),
                day: language.dates.day(departure.prompt.day)
            )
        }
        hasDepartures = !departures.isEmpty
        self.version = version
    }
}
