import Course
import CourseStore

/// The courses whose letters are being written, each read once for as long as it stays unchanged.
actor CourseShelf {
    private let store: Store
    private var pages: [CourseOutline.ID: (version: Int64, page: CoursePage)] = [:]

    init(store: Store) {
        self.store = store
    }

    /// The course in at least that version; `nil` where it is gone.
    func page(of course: CourseOutline.ID, version: Int64) async throws -> CoursePage? {
        if let known = pages[course], known.version >= version { return known.page }
        guard let book = try await store.courseBook(course) else { return nil }
        let page = CoursePage(book)
        pages[course] = (book.course.version, page)
        return page
    }
}
