public import Logging
import Mail

/// Watches the Maildir that bounces are delivered to.
public struct BounceInbox: Sendable {
    private let inbox: MaildirInbox
    private let desk: BounceDesk
    private let logger: Logger

    /// An inbox in a Maildir that is there.
    ///
    /// - Throws: `FileFault` where the folder is no Maildir or cannot be read.
    public init(folder: String, desk: BounceDesk, logger: Logger) throws {
        inbox = try MaildirInbox(folder: folder)
        self.desk = desk
        self.logger = logger
    }

    /// Looks again and again until the task is cancelled.
    public func work() async throws {
        while !Task.isCancelled {
            do {
                _ = try await step()
            } catch {
                if Task.isCancelled { return }
                logger.warning("Bounces cannot be read", metadata: ["cause": "\(error)"])
            }
            // Cancelled is the end.
            try? await Task.sleep(for: .seconds(5))
        }
    }

    /// Takes in what is there; what could not be noted stays for the next time, and does not hold up what comes after it.
    ///
    /// - Returns: How many messages were taken in.
    /// - Throws: what kept the last of several from being noted, one after the other: the database is away.
    public func step() async throws -> Int {
        var count = 0
        var failures = 0
        for name in try inbox.waiting() {
            do {
                let message = try inbox.read(name, limit: BounceReader.longest)
                _ = try await desk.take(message, recipient: nil)
                try inbox.done(name)
                (count, failures) = (count + 1, 0)
            } catch let fault as FileFault where fault.isMissing {
                // Another reader of this Maildir was faster.
                continue
            } catch {
                failures += 1
                if failures == Self.patience || Task.isCancelled { throw error }
                logger.warning("A message that came back cannot be noted", metadata: ["cause": "\(error)"])
            }
        }
        return count
    }

    /// How many messages in a row may fail before the rest waits for the next time.
    private static let patience = 3
}
