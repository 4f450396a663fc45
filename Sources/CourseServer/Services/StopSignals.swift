import Glibc
import Logging
import ServiceLifecycle
import UnixSignals

/// What SIGTERM and SIGINT do: the first stops the services in order, within a time; the second ends the process at once.
///
/// The service group's own handling takes one signal and is deaf to a second, so these are trapped here and handed to it.
struct StopSignals: Sendable {
    /// How long an orderly stop may take, to the end of the process.
    let shutdown: Duration
    let logger: Logger
    private let signals: UnixSignalsSequence

    /// Traps the signals; one that comes before anything runs stops it as soon as it does.
    init(shutdown: Duration, logger: Logger) async {
        (self.shutdown, self.logger) = (shutdown, logger)
        signals = await UnixSignalsSequence(trapping: .sigterm, .sigint)
    }

    /// How long letters in flight may take: what they leave is for handing back the others.
    var forLetters: Duration { shutdown - step * 2 }

    /// Each of the last two steps of a stop that takes too long: cancelling, and ending all the same.
    private var step: Duration { min(.seconds(1), shutdown / 4) }

    /// Runs services until they end or are stopped, and closes what they stood on.
    func run(_ services: [any Service], closing close: @escaping @Sendable () async -> Void) async throws {
        var configuration = ServiceGroupConfiguration(
            services: services.map { ServiceGroupConfiguration.ServiceConfiguration(service: $0) },
            logger: logger
        )
        configuration.maximumGracefulShutdownDuration = shutdown - step
        let services = ServiceGroup(configuration: configuration)
        try await withThrowingTaskGroup(of: Void.self) { group in
            group.addTask {
                let outcome: Result<Void, any Error>
                do {
                    outcome = .success(try await services.run())
                } catch is CancellationError {
                    // A service that takes too long to stop is cancelled: it has stopped all the same.
                    outcome = .success(())
                } catch {
                    outcome = .failure(error)
                }
                await close()
                try outcome.get()
            }
            group.addTask {
                await withDiscardingTaskGroup { stopping in
                    var isStopping = false
                    for await signal in signals {
                        if isStopping { Self.end(by: signal) }
                        isStopping = true
                        logger.info("Stopping", metadata: ["signal": "\(signal)"])
                        stopping.addTask { await endLate() }
                        await services.triggerGracefulShutdown()
                    }
                }
            }
            defer { group.cancelAll() }
            // The first to end is the service group; signals do not.
            try await group.next()
        }
    }

    /// Ends the process where an orderly stop takes too long: what a server has taken is in the journal, and the rest comes
    /// back when its lease is over.
    private func endLate() async {
        do {
            try await Task.sleep(for: shutdown)
        } catch {
            // Stopped in time.
            return
        }
        logger.warning("Not all has stopped in time", metadata: ["after": "\(shutdown)"])
        _exit(EXIT_SUCCESS)
    }

    /// Ends the process as the signal does where nobody traps it, so that who waits for it sees which that was.
    private static func end(by signal: UnixSignal) -> Never {
        let number: Int32 = signal == .sigint ? SIGINT : SIGTERM
        Glibc.signal(number, SIG_DFL)
        var only = sigset_t()
        sigemptyset(&only)
        sigaddset(&only, number)
        pthread_sigmask(SIG_UNBLOCK, &only, nil)
        raise(number)
        _exit(128 + number)
    }
}
