import CourseStore
import Hummingbird

/// A request of somebody who gives service checks.
struct HelperContext: ChildRequestContext, Visited {
    var coreContext: CoreRequestContextStorage
    let visitor: Visitor
    /// Who it is.
    let person: Person
    /// Each municipality's part of a course where this person helps, with what a helper sees of it.
    let helps: [(help: Person.Help, store: Store)]

    init(context: PersonContext) throws {
        guard !context.person.helps.isEmpty else { throw DoorFault.notThere }
        coreContext = context.coreContext
        (visitor, person) = (context.visitor, context.person)
        helps = context.person.helps.map { help in
            (help, context.visitor.door.acting(as: Acting(.helper(help.helper), doer: Doer(context.person.address))))
        }
    }
}
