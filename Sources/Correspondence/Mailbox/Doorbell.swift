import Synchronization

/// Wakes a loop that waits: rung by whoever puts something into the mailbox.
///
/// One loop waits at it.
public final class Doorbell: Sendable {
    private struct State {
        var isRung = false
        var sleeper: CheckedContinuation<Void, Never>?
    }

    private let state = Mutex(State())

    /// A bell that nobody has rung.
    public init() {}

    /// Wakes the loop, or keeps it from falling asleep the next time.
    public func ring() {
        let sleeper = state.withLock { state in
            state.isRung = true
            defer { state.sleeper = nil }
            return state.sleeper
        }
        sleeper?.resume()
    }

    /// Returns when the bell is rung, after a time, or when the task is cancelled.
    public func wait(atMost time: Duration) async {
        if !state.withLock({ $0.isRung }) {
            await withTaskGroup(of: Void.self) { group in
                group.addTask {
                    // Cancelled or not: whoever waits is to look again.
                    try? await Task.sleep(for: time)
                    self.ring()
                }
                await sleep()
                group.cancelAll()
            }
        }
        // What was put in before this moment is seen by the look that follows.
        state.withLock { $0.isRung = false }
    }

    private func sleep() async {
        await withCheckedContinuation { continuation in
            let isRung = state.withLock { state in
                if !state.isRung { state.sleeper = continuation }
                return state.isRung
            }
            if isRung { continuation.resume() }
        }
    }
}
