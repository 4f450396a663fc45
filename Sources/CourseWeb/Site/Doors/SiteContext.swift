import Hummingbird
import NIOCore

/// What every request carries: where it came from, and, once it has been let in, who it is.
struct SiteContext: RequestContext {
    var coreContext: CoreRequestContextStorage
    /// The other end of the connection; a proxy's, where there is one.
    let peer: SocketAddress?
    /// Who asks; `nil` for what is served to anybody without a look, such as the stylesheet.
    var visitor: Visitor?

    init(source: ApplicationRequestContextSource) {
        coreContext = CoreRequestContextStorage(source: source)
        peer = source.channel.remoteAddress
    }

    /// The longest form without a file, in octets.
    var maxUploadSize: Int { 262_144 }
}
