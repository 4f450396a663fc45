import Course
import CourseStore
import Hummingbird

/// The choice of the part in which somebody looks after a course.
struct CapacityPages {
    /// Adds the form's address.
    func add(course: RouterGroup<CourseContext>) {
        course.post("capacity", use: choose)
    }

    /// Keeps the choice at this browser until it is closed or somebody signs out, and begins anew at the course's front page: the page before may
    /// be none of the other part's.
    @Sendable
    private func choose(_ request: Request, context: CourseContext) async throws -> Response {
        let name = try await Form.read(request)["as"]
        guard let chosen = context.person.capacities(in: context.course).first(where: { $0.name == name }) else {
            throw DoorFault.notThere
        }
        var choice = context.visitor.capacities
        choice.choose(chosen, of: context.person, in: context.course)
        let words = CapacityWords(chosen, in: context.visitor.language)
        var response = context.seeOther("/courses/\(context.course)", saying: words.notice)
        response.setCookie(SiteCookie.make(SiteCookie.capacities, choice.cookie))
        return response
    }
}

/// A capacity in words.
struct CapacityWords: Sendable {
    /// As `administrator` or `koordinator for Glostrup Kommune`.
    let part: String
    /// That it is the one from here on.
    let notice: String

    init(_ capacity: Capacity, in language: Language) {
        part =
            switch capacity {
            case .administrator: language("administrator", "administrator")
            case .coordinator(let municipality):
                language("koordinator for \(municipality.name)", "coordinator for \(municipality.name)")
            }
        notice = language("Du ser nu forløbet som \(part).", "You now see the course as \(part).")
    }
}
