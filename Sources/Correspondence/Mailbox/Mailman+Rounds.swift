import CourseStore
import Logging
import Mail

/// What a mailman does beside its deliveries: tells that it lives, renews its leases, and looks after what the dead left.
extension Mailman {
    /// Settles what dead mailmen of this machine left, soon after they died, and tells how this one stands.
    func patrol() async {
        while !Task.isCancelled {
            do {
                try await Task.sleep(for: settings.patrol)
                // First that it lives: whatever fails below, nobody is to take its route's letters for stranded.
                try await store.note(MailmanNote(name: settings.name, route: settings.route, pause: desk.pause))
                try await settleAbandoned()
            } catch is CancellationError {
                return
            } catch {
                logger.warning("The mailman's patrol failed", metadata: ["cause": "\(error)"])
            }
            if let (since, cause) = desk.alarm() {
                logger.error("The route has failed for long", metadata: ["for": "\(since)", "cause": "\(cause)"])
            }
        }
    }

    /// Renews the leases and tidies the mailbox.
    func rounds() async {
        while !Task.isCancelled {
            do {
                try await Task.sleep(for: settings.round)
                let asked = ContinuousClock.now
                held.renew(try await store.renew(held.letters, on: settings.route), from: asked)
                try await store.tidyMailbox()
                if settings.route == CourseClock.ordinaryRoute {
                    let adopted = try await store.adoptStrandedLetters()
                    if adopted > 0 {
                        bell.ring()
                        logger.notice(
                            "Letters of routes that nobody serves were taken on",
                            metadata: ["letters": "\(adopted)"]
                        )
                    }
                }
            } catch is CancellationError {
                return
            } catch {
                logger.warning("The round failed", metadata: ["cause": "\(error)"])
            }
        }
    }

    /// Settles what the journals of dead mailmen of this machine say was accepted, and hands back what they held.
    func settleAbandoned() async throws {
        let abandoned = try AcceptJournal.abandoned(in: settings.journalFolder) { name, fault in
            logger.error("A journal cannot be read", metadata: ["mailman": "\(name)", "cause": "\(fault)"])
        }
        for journal in abandoned where journal.name != settings.name {
            let accepted = journal.records.map { (token: $0.token, replyCode: Int16?.some($0.code)) }
            if !accepted.isEmpty { try await store.settleAccepted(accepted, on: settings.route) }
            try await store.handBackAll(of: journal.name)
            try journal.discard()
            // What it held is due again.
            bell.ring()
            logger.info(
                "A journal was settled",
                metadata: ["mailman": "\(journal.name)", "letters": "\(accepted.count)"]
            )
        }
    }
}
