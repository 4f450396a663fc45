public import Course
public import CourseStore

/// The courses whose letters are being written or whose pages are looked at, each read once for as long as it stays unchanged.
public actor CourseShelf {
    private let store: Store
    private var pages: [CourseOutline.ID: (version: Int64, page: CoursePage)] = [:]

    /// An empty shelf, filled from what the store shows.
    public init(store: Store) {
        self.store = store
    }

    /// The course in at least that version; `nil` where it is gone.
    public func page(of course: CourseOutline.ID, version: Int64) async throws -> CoursePage? {
        if let known = pages[course], known.version >= version { return known.page }
        guard let book = try await store.courseBook(course) else { return nil }
        let page = CoursePage(book)
        pages[course] = (book.course.version, page)
        return page
    }
}
