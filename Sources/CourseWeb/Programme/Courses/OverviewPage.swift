import Correspondence
import Course
import CourseStore

/// A course at a glance: its state, what is to be done, what leaves next.
struct OverviewPage: Page {
    static let template = "courses-overview"

    let title: String
    let place: Place
    let root: String
    let about: String?
    let dates: String
    let state: StateTag
    /// What stopped a step that somebody just took.
    let alert: String?
    let toDo: [Task]
    let hasNothingToDo: Bool
    let next: [Next]
    let hasNothingNext: Bool
    let municipalities: [Town]
    let agreements: [AgreementLine]
    let isDraft: Bool
    let isLive: Bool
    let isPaused: Bool
    /// Whether the whole course is this person's.
    let isWhole: Bool
    /// Whether this coordinator may say yes now; and has said so, and may take it back.
    let mayAgree: Bool
    let mayWithdraw: Bool
    let version: Int64

    /// Something to be done, and where.
    struct Task: Sendable {
        let sentence: String
        let href: String
        let link: String
        let isUrgent: Bool
    }

    /// Letters that leave at one moment.
    struct Next: Sendable {
        let at: String
        let municipality: String
        let leaders: Int
        let what: String
    }

    /// A municipality's people.
    struct Town: Sendable {
        let name: String
        let leaders: Int
        let groups: Int
    }

    init(
        _ overview: CourseOverview,
        toDo: [ToDo],
        own: String?,
        alert: String? = nil,
        in language: Language
    ) {
        let course = overview.course
        let outline = course.outline
        title = outline.title
        place = Place(course: outline.key, title: outline.title, .overview)
        root = "/courses/\(outline.key)"
        about = outline.about
        dates = language.dates.window(outline.starts, outline.ends)
        state = StateTag(course.state, in: language)
        self.alert = alert
        let words = ToDoWords(outline: outline, isWhole: own == nil)
        self.toDo = toDo.map { words.task($0, in: language) }
        hasNothingToDo = toDo.isEmpty
        let known = Dictionary(uniqueKeysWithValues: outline.municipalities.map { ($0.key, $0.name) })
        next = overview.next.map { departure in
            Next(
                at: language.dates.dayAndTime(outline.timeZone.local(departure.at)),
                municipality: known[departure.municipality] ?? departure.municipality,
                leaders: departure.leaders,
                what: departure.prompts.compactMap { PromptTitle($0, in: outline)?.text(in: language) }
                    .joined(separator: "; ")
            )
        }
        hasNothingNext = next.isEmpty
        municipalities = overview.municipalities.map {
            Town(name: known[$0.municipality] ?? $0.municipality, leaders: $0.leaders, groups: $0.groups)
        }
        agreements = overview.agreements.map {
            AgreementLine($0, of: outline, isLive: course.state == .live, in: language)
        }
        (isDraft, isLive, isPaused) = (course.state == .draft, course.state == .live, course.state == .paused)
        isWhole = own == nil
        let mine = overview.agreements.first { $0.municipality == own }
        mayAgree = own != nil && !isLive && mine?.stands == false
        mayWithdraw = own != nil && !isLive && mine?.agreedAt != nil
        version = course.version
    }
}

/// How a municipality stands to a course's going live, in words.
struct AgreementLine: Sendable {
    let municipality: String
    let kind: String
    let text: String

    init(_ agreement: Agreement, of outline: CourseOutline, isLive: Bool, in language: Language) {
        municipality = outline.municipality(agreement.municipality)?.name ?? agreement.municipality
        let day = agreement.agreedAt.map { language.dates.day(outline.timeZone.local($0).day) }
        (kind, text) =
            switch (day, agreement.isCurrent) {
            case (nil, _) where isLive:
                ("calm", language("Gik i gang uden kommunens ja", "Went live without its agreement"))
            case (nil, _): ("warn", language("Har ikke sagt ja endnu", "Has not agreed yet"))
            case (let day?, true): ("good", language("Sagde ja \(day)", "Agreed on \(day)"))
            case (let day?, false):
                (
                    "warn",
                    language(
                        "Sagde ja \(day), men brevene går ud på andre dage nu",
                        "Agreed on \(day), but letters leave on other days now"
                    )
                )
            }
    }
}
