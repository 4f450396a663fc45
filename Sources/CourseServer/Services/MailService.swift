import Correspondence
import Logging
import Postgres
import ServiceLifecycle

/// A mailman at work, woken by the database.
struct MailService: Service {
    let mailman: Mailman
    let bell: Doorbell
    let conninfo: String

    func run() async throws {
        try await withThrowingTaskGroup(of: Void.self) { group in
            group.addTask {
                for await _ in Listener(conninfo, channels: ["tandem_mail"]).events() { bell.ring() }
            }
            try await withGracefulShutdownHandler {
                try await mailman.work()
            } onGracefulShutdown: {
                mailman.stop()
            }
            group.cancelAll()
        }
    }
}
