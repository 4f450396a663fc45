import Course
import CourseStore

/// What would leave at once if a course went live now, and who has agreed.
struct LivePage: Page {
    static let template = "courses-live"

    let title: String
    let place: Place
    let root: String
    let alert: String?
    /// Whether the tick that it takes was missing.
    let isUnticked: Bool
    let isLive: Bool
    /// Whether nobody is enrolled, so that there is nobody to write to.
    let isEmpty: Bool
    let mayGoLive: Bool
    let isPaused: Bool
    /// What leaves at once; empty where it cannot go live.
    let leaving: String
    let agreements: [AgreementLine]
    let needsTick: Bool
    let version: Int64

    /// - Parameters:
    ///   - overview: The course.
    ///   - letters: How many letters would leave at once; `nil` where it cannot go live.
    ///   - isUnticked: Whether somebody tried without the tick.
    ///   - alert: What stopped a step that somebody just took.
    ///   - language: The page's.
    init(
        _ overview: CourseOverview,
        letters: Int?,
        isUnticked: Bool = false,
        alert: String? = nil,
        in language: Language
    ) {
        let course = overview.course
        let outline = course.outline
        isPaused = course.state == .paused
        title =
            isPaused
            ? language("Lad forløbet gå i gang igen", "Let the course go live again")
            : language("Lad forløbet gå i gang", "Let the course go live")
        place = Place(course: outline.key, title: outline.title, .overview)
        root = "/courses/\(outline.key)"
        self.alert = alert
        isLive = course.state == .live && alert == nil
        isEmpty = !isLive && letters == nil
        mayGoLive = letters != nil
        leaving = letters.map { CoursesPages.leaving($0, in: language) } ?? ""
        agreements = overview.agreements.map {
            AgreementLine($0, of: outline, isLive: course.state == .live, in: language)
        }
        needsTick = overview.agreements.contains { !$0.stands }
        self.isUnticked = isUnticked
        version = course.version
    }
}
