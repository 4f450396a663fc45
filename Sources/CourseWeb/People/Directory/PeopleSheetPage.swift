import Course
import CourseStore

/// The leaders of a course as a plain list, for paper.
struct PeopleSheetPage: Page {
    static let template = "people-sheet"
    /// How many stand on a page.
    static let size = 1_000

    let title: String
    let place: Place
    let heading: String
    let summary: String
    let backPath: String
    let leaders: [PeopleListPage.Row]
    let pager: Pager?

    init(
        course: StoredCourse,
        directory: LeaderDirectory,
        filter: LeaderFilter,
        page: Int,
        in language: Language
    ) {
        let outline = course.outline
        let action = "/courses/\(outline.key)/people"
        title = language("Liste til udskrift", "List for printing")
        place = Place(course: outline.key, title: outline.title, .people)
        heading = language("Ledere i \(outline.title)", "Leaders of \(outline.title)")
        summary = PeopleListPage.summary(directory.count, in: language)
        backPath = Pager.path(action, filter.query)
        leaders = directory.leaders.map { PeopleListPage.Row($0, course: course, in: language) }
        pager = Pager(
            path: action,
            query: filter.query + [("sheet", "yes")],
            page: page,
            size: Self.size,
            count: directory.count,
            in: language
        )
    }
}
