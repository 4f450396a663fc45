import Hummingbird
import NIOCore

/// A request of somebody who has been looked at, known or not.
struct VisitorContext: ChildRequestContext, Visited {
    var coreContext: CoreRequestContextStorage
    let visitor: Visitor
    /// The other end of the connection; a proxy's, where there is one.
    let peer: SocketAddress?

    init(context: SiteContext) throws {
        // Behind the reception everybody has been looked at.
        guard let visitor = context.visitor else { throw DoorFault.notSignedIn }
        coreContext = context.coreContext
        (self.visitor, peer) = (visitor, context.peer)
    }
}
