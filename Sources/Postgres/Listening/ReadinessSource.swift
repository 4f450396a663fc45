import Dispatch

/// Calls back on a queue whenever a descriptor becomes readable.
///
/// The descriptor must stay open until `run` has returned. Unchecked, because a source may be used from any thread, which its type on Linux
/// does not say.
final class ReadinessSource: @unchecked Sendable {
    private let source: any DispatchSourceRead

    init(descriptor: Int32, queue: DispatchQueue) {
        source = DispatchSource.makeReadSource(fileDescriptor: descriptor, queue: queue)
    }

    /// Calls `ready` until it returns false or the source is cancelled.
    func run(_ ready: @escaping @Sendable () -> Bool) async {
        await withCheckedContinuation { continuation in
            source.setEventHandler { [self] in
                if !ready() { source.cancel() }
            }
            source.setCancelHandler { continuation.resume() }
            source.activate()
        }
    }

    func cancel() {
        source.cancel()
    }
}
