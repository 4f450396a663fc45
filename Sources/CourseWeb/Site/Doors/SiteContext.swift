import HTTPTypes
import Hummingbird
import NIOCore

/// What every request carries: where it came from, and, once it has been let in, who it is.
struct SiteContext: RequestContext {
    var coreContext: CoreRequestContextStorage
    /// The other end of the connection; a proxy's, where there is one.
    let peer: SocketAddress?
    /// Who asks; `nil` for what is served to anybody without a look, such as the stylesheet.
    var visitor: Visitor?

    /// Whether the other end of the connection is on this machine.
    var isFromThisMachine: Bool {
        guard let host = peer?.ipAddress else { return true }
        return host.hasPrefix("127.") || host == "::1" || host.hasPrefix("::ffff:127.")
    }

    init(source: ApplicationRequestContextSource) {
        coreContext = CoreRequestContextStorage(source: source)
        peer = source.channel.remoteAddress
    }
}

extension Request {
    /// Whether a proxy has passed it on, by its own telling (RFC 7239, and the fields before it).
    var isForwarded: Bool {
        ["Forwarded", "X-Forwarded-For", "Via"].contains { name in
            HTTPField.Name(name).map { headers[$0] != nil } ?? false
        }
    }
}
