public import NIOCore
import Synchronization

/// An open session with a relay; carries batches of letters one after the other until it is over.
public final class SMTPSession: Sendable {
    private let channel: any Channel
    private let handler: NIOLoopBound<SMTPChannelHandler>
    private let standing: SessionStanding

    init(channel: any Channel, handler: NIOLoopBound<SMTPChannelHandler>, standing: SessionStanding) {
        self.channel = channel
        self.handler = handler
        self.standing = standing
    }

    /// Opens a session; where several are opened to one relay, keep an `SMTPRoute`.
    ///
    /// - Throws: `RouteFault`.
    public static func open(
        _ settings: SMTPSettings,
        on group: any EventLoopGroup
    ) async throws(RouteFault) -> SMTPSession {
        try await SMTPRoute(settings).open(on: group)
    }

    /// Whether the session takes another letter; false once it has broken, closed or reached its bounds.
    public var isUsable: Bool { standing.isUsable }

    /// Sends letters and returns when each of them is settled, in the order in which they were.
    ///
    /// One batch at a time. `beforeData` and `onAccepted` run on the event loop and must be quick. Where the task is cancelled, the
    /// session is aborted.
    ///
    /// - Parameters:
    ///   - batch: the letters; each tag once.
    ///   - beforeData: asked before a letter's MAIL and again before its content; false withholds it.
    ///   - onAccepted: told the moment the 250 for a letter's final dot is read.
    /// - Returns: what became of each letter, one a letter.
    public func deliver(
        _ batch: [Envelope],
        beforeData: @escaping @Sendable (Int64) -> Bool = { _ in true },
        onAccepted: @escaping @Sendable (Int64) -> Void = { _ in }
    ) async -> [Delivery] {
        let loop = channel.eventLoop
        let promise = loop.makePromise(of: [Delivery].self)
        do {
            return try await withTaskCancellationHandler {
                loop.execute { [handler] in
                    handler.value.deliver(batch, beforeData: beforeData, onAccepted: onAccepted, promise: promise)
                }
                return try await promise.futureResult.get()
            } onCancel: {
                abort()
            }
        } catch {
            // Only an event loop that has been shut down fails the promise; what was sent then is not known.
            let fault = RouteFault(.disconnected, at: .content, detail: RouteFault.words(for: error))
            return batch.map { Delivery(tag: $0.tag, outcome: .uncertain(fault)) }
        }
    }

    /// Says QUIT, waits a little for the answer, and closes.
    public func close() async {
        channel.eventLoop.execute { [handler] in handler.value.quit() }
        // However the channel closed, it is closed.
        try? await channel.closeFuture.get()
    }

    /// Closes the connection at once; a batch under way is settled as the break finds it.
    public func abort() {
        channel.eventLoop.execute { [handler] in handler.value.abort() }
    }
}

/// Whether a session can go on, readable from outside its event loop.
final class SessionStanding: Sendable {
    private let flag = Atomic<Bool>(false)

    var isUsable: Bool {
        get { flag.load(ordering: .acquiring) }
        set { flag.store(newValue, ordering: .releasing) }
    }
}
