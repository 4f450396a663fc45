import Mail
import Synchronization

/// Where a mailman's deliveries under way tell the claim loop how they ended.
final class Desk: Sendable {
    private struct State {
        var busy = 0
        var pause = RoutePause()
        var fault: JournalFault?
    }

    private let state = Mutex(State())

    /// Deliveries under way.
    var busy: Int { state.withLock { $0.busy } }

    /// What is left of the route's rest; `nil` while it is open.
    var rest: Duration? { state.withLock { $0.pause.rest(at: .now) } }

    /// The journal's fault that a delivery met.
    var fault: JournalFault? { state.withLock { $0.fault } }

    func begin() {
        state.withLock { $0.busy += 1 }
    }

    /// - Returns: How long the route rests, where that begins now.
    func end(_ result: Delivered) -> Duration? {
        state.withLock { state in
            state.busy -= 1
            state.fault = state.fault ?? result.fault
            return result.isOpen.flatMap { state.pause.note(isOpen: $0, at: .now) }
        }
    }
}

/// What a delivery says about the route and the journal.
struct Delivered {
    /// Whether the route is open; `nil` where none of the letters got that far.
    var isOpen: Bool?
    /// Accepted letters may not be on the disk.
    var fault: JournalFault?
}
