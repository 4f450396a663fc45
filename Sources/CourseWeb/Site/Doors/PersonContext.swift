import CourseStore
import Hummingbird

/// A request of somebody who is signed in.
struct PersonContext: ChildRequestContext, Visited {
    var coreContext: CoreRequestContextStorage
    let visitor: Visitor
    /// Who it is.
    let person: Person
    /// What the browser showed.
    let token: Token

    init(context: SiteContext) throws {
        guard let visitor = context.visitor, let person = visitor.person, let token = visitor.token else {
            throw DoorFault.notSignedIn
        }
        coreContext = context.coreContext
        (self.visitor, self.person, self.token) = (visitor, person, token)
    }
}
