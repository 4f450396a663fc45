import Dispatch
import Synchronization

/// Gets a route's secret whenever a session is opened, on a queue of its own: a file may hang, and a command takes its time.
///
/// A command's output is used for five minutes, or until `forget`. Sessions that ask while the command runs share the run.
final class SecretKeeper: Sendable {
    private let source: SMTPSecretSource
    private let lifetime: Duration
    private let patience: Duration
    private let queue = DispatchQueue(label: "tandem.smtp-secret")
    private let last = Mutex<Run?>(nil)

    /// What a run of the command came to.
    private struct Run {
        let ended: ContinuousClock.Instant
        let result: Result<SMTPSecret, SecretFault>
    }

    init(
        _ source: SMTPSecretSource,
        lifetime: Duration = .seconds(300),
        patience: Duration = SMTPSecretSource.patience
    ) {
        self.source = source
        self.lifetime = lifetime
        self.patience = patience
    }

    /// Whether asking again may give another secret at once.
    var renews: Bool {
        if case .command = source { true } else { false }
    }

    func secret() async throws(SecretFault) -> SMTPSecret {
        let asked = ContinuousClock.now
        let result = await withCheckedContinuation { continuation in
            queue.async { continuation.resume(returning: self.result(asked: asked)) }
        }
        return try result.get()
    }

    /// Says that the server refused this secret.
    func forget(_ secret: SMTPSecret) {
        last.withLock { last in
            if let run = last, case .success(secret) = run.result { last = nil }
        }
    }

    // MARK: On the queue

    private func result(asked: ContinuousClock.Instant) -> Result<SMTPSecret, SecretFault> {
        guard renews else { return read() }
        let known = last.withLock { last -> Result<SMTPSecret, SecretFault>? in
            guard let run = last else { return nil }
            // What failed is shared with those who waited for it, and no longer.
            if run.ended >= asked { return run.result }
            guard case .success = run.result, run.ended + lifetime > .now else { return nil }
            return run.result
        }
        if let known { return known }
        let result = read()
        last.withLock { $0 = Run(ended: .now, result: result) }
        return result
    }

    private func read() -> Result<SMTPSecret, SecretFault> {
        do throws(SecretFault) {
            return .success(try source.read(within: patience))
        } catch {
            return .failure(error)
        }
    }
}
