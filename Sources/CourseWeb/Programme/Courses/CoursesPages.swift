import Course
import CourseStore
import Hummingbird

/// The courses, one course at a glance, its settings.
struct CoursesPages {
    /// Adds the pages, each behind its door.
    func add(
        staff: RouterGroup<StaffContext>,
        administrator: RouterGroup<AdministratorContext>,
        course: RouterGroup<CourseContext>,
        wholeCourse: RouterGroup<WholeCourseContext>
    ) {
        staff.get("courses", use: list)
        administrator.get("courses/new", use: newCourse)
        administrator.post("courses/new", use: readFile)
        wholeCourse.get("successor", use: newSuccessor)
        wholeCourse.post("successor", use: makeSuccessor)

        course.get(use: overview)
        course.post("agreement", use: agree)
        course.post("agreement/withdrawal", use: withdrawAgreement)
        wholeCourse.get("live", use: beforeLive)
        wholeCourse.post("live", use: goLive)
        wholeCourse.post("pause", use: pause)

        course.get("settings", use: settings)
        course.get("settings/:municipality", use: municipality)
        course.post("settings/:municipality", use: setMunicipality)
        course.get("settings/:municipality/closed", use: closedPeriods)
        course.post("settings/:municipality/closed", use: setClosedPeriods)
    }

    /// The courses that somebody runs, or a part of which is theirs.
    @Sendable
    private func list(_ request: Request, context: StaffContext) async throws -> Response {
        let door = context.visitor.door
        let doer = Doer(context.person.address)
        var courses: [CourseSummary] = []
        if context.person.isAdministrator {
            courses = try await door.acting(as: Acting(.administrator, doer: doer)).courses()
        } else {
            // Once each, also for who coordinates several municipalities of it.
            var keys: [String] = []
            for own in context.person.coordinates where !keys.contains(own.course.key) { keys.append(own.course.key) }
            for key in keys {
                guard let capacity = context.visitor.capacities.capacity(of: context.person, in: key) else { continue }
                courses += try await door.acting(as: Acting(capacity.role, doer: doer)).courses(key)
            }
        }
        return context.page(
            CoursesPage(courses, makesNew: context.person.isAdministrator, in: context.visitor.language)
        )
    }
}
