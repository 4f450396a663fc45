import Course
import CourseStore
import Hummingbird

/// A request about one course, below `/courses/{course}`: of an administrator, or of one who coordinates a municipality's part of it.
///
/// Somebody who is both, or coordinates several municipalities, is here in one capacity at a time (``Capacity``).
/// Whether there is such a course at all an administrator hears from the store.
struct CourseContext: ChildRequestContext, Visited {
    var coreContext: CoreRequestContextStorage
    let visitor: Visitor
    /// Who it is.
    let person: Person
    /// The key of the course.
    let course: String
    /// How much of it is this person's.
    let scope: Scope
    /// The course, as far as it is this person's.
    let store: Store

    /// How much of a course somebody looks after.
    enum Scope: Hashable, Sendable {
        /// All of it.
        case whole
        /// One municipality's part.
        case municipality(Person.MunicipalityName)
    }

    init(context: PersonContext) throws {
        let person = context.person
        course = try context.parameters.require("course")
        guard let capacity = context.visitor.capacities.capacity(of: person, in: course) else {
            throw DoorFault.notThere
        }
        switch capacity {
        case .administrator: scope = .whole
        case .coordinator(let municipality): scope = .municipality(municipality)
        }
        coreContext = context.coreContext
        (visitor, self.person) = (context.visitor, person)
        store = context.visitor.door.acting(as: Acting(capacity.role, doer: Doer(person.address)))
    }

    /// Whether the whole course is this person's.
    var isWhole: Bool { scope == .whole }

    /// The municipality that this person's part is, by key; `nil` for the whole course.
    var ownMunicipality: Person.MunicipalityName? {
        switch scope {
        case .whole: nil
        case .municipality(let own): own
        }
    }

    /// Refuses another municipality's page.
    func require(municipality key: String) throws {
        guard isWhole || ownMunicipality?.key == key else { throw DoorFault.notThere }
    }
}
