public import Logging

/// What a listener hears.
public enum ListenEvent: Hashable, Sendable {
    /// It listens, for the first time or again: whatever was notified before has been missed, so look for yourself.
    case connected
    /// A `NOTIFY`.
    case notification(channel: String, payload: String)
}

/// Listens to channels on a connection of its own, for as long as somebody reads its events.
public struct Listener: Sendable {
    private let conninfo: String
    private let channels: [String]
    private let backoff: Backoff
    private let logger: Logger

    /// Makes a listener; it connects when `events` is read.
    ///
    /// - Parameters:
    ///   - conninfo: libpq's connection string or URI.
    ///   - channels: The channels, as named in `NOTIFY`; case matters.
    ///   - backoff: The pauses between attempts to connect; its number of attempts does not count.
    ///   - logger: Told of broken connections.
    public init(
        _ conninfo: String,
        channels: [String],
        backoff: Backoff = .reconnecting,
        logger: Logger = Logger(label: "postgres.listener")
    ) {
        self.conninfo = conninfo
        self.channels = channels
        self.backoff = backoff
        self.logger = logger
    }

    /// The events, without end.
    ///
    /// The connection closes when the reader stops or its task is cancelled.
    public func events() -> AsyncStream<ListenEvent> {
        AsyncStream { continuation in
            // The stream has no task of its own to connect and reconnect in; this one ends with the stream.
            let task = Task { await run { continuation.yield($0) } }
            continuation.onTermination = { _ in task.cancel() }
        }
    }

    private func run(_ yield: @escaping @Sendable (ListenEvent) -> Void) async {
        var attempt = 0
        while !Task.isCancelled {
            let connection = Connection(conninfo, statements: 1)
            do {
                try await connection.open()
                attempt = 0
                try await connection.listen(to: channels, yield)
                if !Task.isCancelled { logger.notice("The listening connection broke") }
            } catch {
                logger.warning("Cannot listen", metadata: ["error": "\(error)"])
            }
            await connection.close()
            attempt += 1
            try? await Task.sleep(for: backoff.delay(after: attempt))
        }
    }
}
