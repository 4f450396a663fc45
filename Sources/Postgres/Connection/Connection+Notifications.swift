import CLibPQ
import Dispatch

extension Connection {
    /// Listens to channels until the connection breaks, the task is cancelled or the link is closed.
    func listen(to channels: [String], _ yield: @escaping @Sendable (ListenEvent) -> Void) async throws {
        guard let link else { throw PostgresError(.noConnection) }
        for channel in channels {
            guard let name = link.quoted(identifier: channel) else {
                throw PostgresError(connection: link.pointer, code: .invalidValue)
            }
            let result = link.exec("LISTEN \(name)")
            guard result.isSuccess else {
                throw PostgresError(result: result.pointer, connection: link.pointer, parameters: nil)
            }
        }
        yield(.connected)
        // What came with the answers to LISTEN makes the socket readable no more.
        guard drain(yield) else { return }

        let source = ReadinessSource(descriptor: PQsocket(link.pointer), queue: executor.queue)
        await withTaskCancellationHandler {
            await source.run { [self] in
                assumeIsolated { $0.drain(yield) }
            }
        } onCancel: {
            source.cancel()
        }
    }

    /// Reads all that has arrived; false where the connection has broken.
    ///
    /// Dispatch tells of a hang-up on Linux once, also where there is something to read before it: hence to the very end.
    private func drain(_ yield: (ListenEvent) -> Void) -> Bool {
        guard let link else { return false }
        repeat {
            guard PQconsumeInput(link.pointer) == 1 else { return false }
            while let notification = PQnotifies(link.pointer) {
                defer { PQfreemem(notification) }
                yield(
                    .notification(
                        channel: String(cString: notification.pointee.relname),
                        payload: String(cString: notification.pointee.extra)
                    )
                )
            }
        } while link.hasInput
        return !link.isBroken
    }
}
