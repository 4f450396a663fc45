import CLibPQ
import Dispatch
import Synchronization

/// Cancels the statement of a connection from outside its thread, and no other statement.
///
/// A statement flies under a ticket. A cancellation is sent only while its ticket is in flight, and the statement cannot land while one is
/// being sent; so it never hits the next statement. `PQcancel` blocks, which is why it has a queue of its own.
final class StatementCanceller: Sendable {
    private struct State {
        /// A `PGcancel`, by its address.
        var handle: UInt?
        var inFlight: UInt64?
        var isSent = false
    }

    /// A request may reach the server before the statement does, and is lost then: it is sent again until the statement ends.
    private static let interval = DispatchTimeInterval.milliseconds(50)

    private let state = Mutex(State())
    private let tickets = Atomic<UInt64>(0)
    private let queue = DispatchQueue(label: "postgres.cancel")

    deinit {
        disconnect()
    }

    func connect(_ connection: OpaquePointer) {
        let handle = PQgetCancel(connection).map { UInt(bitPattern: $0) }
        state.withLock { $0.handle = handle }
    }

    func disconnect() {
        state.withLock { state in
            if let handle = state.handle { PQfreeCancel(OpaquePointer(bitPattern: handle)) }
            state.handle = nil
        }
    }

    /// A ticket for one statement.
    func ticket() -> UInt64 {
        tickets.add(1, ordering: .relaxed).newValue
    }

    func takeOff(_ ticket: UInt64) {
        state.withLock { state in
            state.inFlight = ticket
            state.isSent = false
        }
    }

    /// Ends a statement's flight, and tells whether a cancellation was sent.
    func land() -> Bool {
        state.withLock { state in
            state.inFlight = nil
            return state.isSent
        }
    }

    /// Cancels the statement of a ticket if it is in flight.
    ///
    /// One that has not yet taken off asks its task.
    func cancel(_ ticket: UInt64) {
        queue.async { self.send(ticket) }
    }

    private func send(_ ticket: UInt64) {
        let isFlying = state.withLock { state in
            guard state.inFlight == ticket, let handle = state.handle else { return false }
            state.isSent = true
            withUnsafeTemporaryAllocation(of: CChar.self, capacity: 256) { message in
                _ = PQcancel(OpaquePointer(bitPattern: handle), message.baseAddress, 256)
            }
            return true
        }
        if isFlying { queue.asyncAfter(deadline: .now() + Self.interval) { self.send(ticket) } }
    }
}
