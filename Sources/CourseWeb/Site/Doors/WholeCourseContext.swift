import CourseStore
import Hummingbird

/// A request about the whole of one course: of an administrator.
struct WholeCourseContext: ChildRequestContext, Visited {
    var coreContext: CoreRequestContextStorage
    /// The course.
    let inCourse: CourseContext

    var visitor: Visitor { inCourse.visitor }
    var person: Person { inCourse.person }
    var course: String { inCourse.course }
    var store: Store { inCourse.store }

    init(context: CourseContext) throws {
        guard context.isWhole else { throw DoorFault.notThere }
        coreContext = context.coreContext
        inCourse = context
    }
}
