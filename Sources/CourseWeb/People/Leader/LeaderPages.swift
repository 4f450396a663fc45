import Correspondence
import Course
import CourseStore
import Hummingbird

/// What a leader sees, and a helper.
struct LeaderPages {
    private let desk: OwnPageDesk

    /// - Parameter shelf: the courses as everybody may know them: their dates.
    init(shelf: CourseShelf) {
        desk = OwnPageDesk(shelf: shelf)
    }

    /// Adds the pages, each behind its door.
    func add(leader: RouterGroup<LeaderContext>, helper: RouterGroup<HelperContext>) {
        leader.get("my", use: show)
        leader.get("my/:course", use: show)
        leader.post("my/:course/language", use: chooseLanguage)
        helper.get("bookings", use: bookings)
    }

    @Sendable
    private func show(_ request: Request, context: LeaderContext) async throws -> Response {
        guard let page = try await desk.page(of: context.participation, of: context.person, for: context.visitor) else {
            throw DoorFault.notThere
        }
        return page
    }

    @Sendable
    private func chooseLanguage(_ request: Request, context: LeaderContext) async throws -> Response {
        let form = try await Form.read(request)
        guard let language = Language(rawValue: form["language"]) else { throw FormFault.notAForm }
        try await context.store.chooseLanguage(language)
        var response = context.seeOther("/my/\(context.participation.course.key)")
        // This browser follows what was chosen for good.
        response.setCookie(SiteCookie.gone(SiteCookie.language))
        return response
    }

    @Sendable
    private func bookings(_ request: Request, context: HelperContext) async throws -> Response {
        var all: [(help: Person.Help, bookings: [HelperBooking])] = []
        for (help, store) in context.helps { all.append((help, try await store.bookingsOfHelper())) }
        return context.page(BookingsPage(all, in: context.visitor.language))
    }
}
