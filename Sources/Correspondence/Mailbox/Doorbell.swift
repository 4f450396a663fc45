/// Wakes a loop that waits: rung by whoever puts something into the mailbox.
public actor Doorbell {
    private var isRung = false
    private var sleeper: CheckedContinuation<Void, Never>?

    /// A bell that nobody has rung.
    public init() {}

    /// Wakes the loop, or keeps it from falling asleep the next time.
    public func ring() {
        isRung = true
        sleeper?.resume()
        sleeper = nil
    }

    /// Returns when the bell is rung, after a time, or when the task is cancelled.
    public func wait(atMost time: Duration) async {
        if !isRung {
            await withTaskGroup(of: Void.self) { group in
                group.addTask {
                    try? await Task.sleep(for: time)
                    await self.ring()
                }
                await self.sleep()
                group.cancelAll()
            }
        }
        // What was put in before this moment is seen by the look that follows.
        isRung = false
    }

    private func sleep() async {
        if isRung { return }
        await withCheckedContinuation { sleeper = $0 }
    }
}
