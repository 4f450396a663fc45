import CourseStore
import Hummingbird

/// A request of somebody who runs courses: an administrator, or a coordinator of some.
struct StaffContext: ChildRequestContext, Visited {
    var coreContext: CoreRequestContextStorage
    let visitor: Visitor
    /// Who it is.
    let person: Person

    init(context: PersonContext) throws {
        guard context.person.isAdministrator || !context.person.coordinates.isEmpty else { throw DoorFault.notThere }
        coreContext = context.coreContext
        (visitor, person) = (context.visitor, context.person)
    }
}
