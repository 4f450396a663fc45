import CourseStore
import Hummingbird

/// A request of an administrator.
struct AdministratorContext: ChildRequestContext, Visited {
    var coreContext: CoreRequestContextStorage
    let visitor: Visitor
    /// Who it is.
    let person: Person
    /// All courses, for this administrator.
    let store: Store

    init(context: PersonContext) throws {
        guard context.person.isAdministrator else { throw DoorFault.notThere }
        coreContext = context.coreContext
        (visitor, person) = (context.visitor, context.person)
        store = context.visitor.door.acting(as: Acting(.administrator, doer: Doer(context.person.address)))
    }
}
