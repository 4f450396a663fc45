public import Course
public import CourseStore
import Synchronization

/// The courses whose letters are being written or whose pages are looked at, each read once for as long as it stays unchanged.
public final class CourseShelf: Sendable {
    private let store: Store
    private let pages = Mutex<[CourseOutline.ID: (version: Int64, page: CoursePage)]>([:])

    /// An empty shelf, filled from what the store shows.
    public init(store: Store) {
        self.store = store
    }

    /// The course in at least that version; `nil` where it is gone.
    public func page(of course: CourseOutline.ID, version: Int64) async throws -> CoursePage? {
        if let known = pages.withLock({ $0[course] }), known.version >= version { return known.page }
        guard let book = try await store.courseBook(course) else { return nil }
        let page = CoursePage(book)
        pages.withLock { pages in
            // Another may have read it in the meantime, and later.
            if pages[course].map({ $0.version > book.course.version }) != true {
                pages[course] = (book.course.version, page)
            }
        }
        return page
    }
}
