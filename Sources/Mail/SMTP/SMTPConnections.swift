import NIOCore
import Synchronization

/// The connections that a route has open or is opening, so that all of them can be ended.
final class SMTPConnections: Sendable {
    private let open = Mutex<[ObjectIdentifier: any Channel]>([:])

    /// Keeps a connection until it closes.
    func add(_ channel: any Channel) {
        open.withLock { $0[ObjectIdentifier(channel)] = channel }
        channel.closeFuture.whenComplete { _ in
            self.open.withLock { $0[ObjectIdentifier(channel)] = nil }
        }
    }

    /// Does something with each connection, on its event loop.
    func forEach(_ body: @escaping @Sendable (any Channel) -> Void) {
        for channel in open.withLock({ Array($0.values) }) {
            channel.eventLoop.execute { body(channel) }
        }
    }
}
