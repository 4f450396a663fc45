import Correspondence
import ServiceLifecycle

/// Reads the bounces that a mail server delivers into a Maildir.
struct BounceService: Service {
    let inbox: BounceInbox

    func run() async throws {
        try await cancelWhenGracefulShutdown {
            do {
                try await inbox.work()
            } catch is CancellationError {}
        }
    }
}
