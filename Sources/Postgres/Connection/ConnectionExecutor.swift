import Dispatch

/// The thread of one connection: a serial queue that Swift's concurrency runs an actor on.
///
/// libpq's calls block; here they block a thread that is theirs, never one of the cooperative pool. It is a task executor too, so that
/// the body of a transaction can run on its connection's thread, and no statement waits for another thread to wake.
final class ConnectionExecutor: SerialExecutor, TaskExecutor {
    let queue: DispatchQueue

    init(label: String) {
        queue = DispatchQueue(label: label)
    }

    func enqueue(_ job: consuming ExecutorJob) {
        let job = UnownedJob(job)
        queue.async {
            job.runSynchronously(
                isolatedTo: self.asUnownedSerialExecutor(), taskExecutor: self.asUnownedTaskExecutor())
        }
    }

    func checkIsolated() {
        dispatchPrecondition(condition: .onQueue(queue))
    }
}
