import CourseStore
import Hummingbird

/// A request of a leader about the own part in a course: below `/my/{course}`, or the latest course where none is named.
struct LeaderContext: ChildRequestContext, Visited {
    var coreContext: CoreRequestContextStorage
    let visitor: Visitor
    /// Who it is.
    let person: Person
    /// The course, and who the leader is in it.
    let participation: Person.Participation
    /// What is the leader's own.
    var store: Store {
        visitor.door.acting(as: Acting(.leader(participation.leader), doer: Doer(person.address)))
    }

    init(context: PersonContext) throws {
        let all = context.person.takesPart
        let asked = context.parameters.get("course")
        guard let found = asked.map({ key in all.first { $0.course.key == key } }) ?? all.first else {
            throw DoorFault.notThere
        }
        participation = found
        coreContext = context.coreContext
        (visitor, person) = (context.visitor, context.person)
    }
}
