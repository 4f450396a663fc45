import Correspondence
import Logging
import Postgres
import ServiceLifecycle

/// Mailmen at work, woken by the database.
///
/// One service for all of them: stopped together, they need the time of the slowest, not of each after the other.
struct MailService: Service {
    let mailmen: [(mailman: Mailman, bell: Doorbell)]
    let conninfo: String

    func run() async throws {
        try await withThrowingTaskGroup(of: Void.self) { listening in
            listening.addTask {
                for await _ in Listener(conninfo, channels: ["tandem_mail"]).events() {
                    for (_, bell) in mailmen { bell.ring() }
                }
            }
            try await withGracefulShutdownHandler {
                try await withThrowingTaskGroup(of: Void.self) { group in
                    for (mailman, _) in mailmen { group.addTask { try await mailman.work() } }
                    try await group.waitForAll()
                }
            } onGracefulShutdown: {
                for (mailman, _) in mailmen { mailman.stop() }
            }
            listening.cancelAll()
        }
    }
}
