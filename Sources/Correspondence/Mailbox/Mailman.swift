public import CourseStore
public import Logging
import Mail
import Synchronization

/// Takes due letters of one route out of the mailbox and has them carried.
///
/// Any number of mailmen may serve a route, on any number of machines; none is special. Each is a claim loop
/// (`Mailman+Claiming.swift`) with as many deliveries at once as it has sessions (`Mailman+Delivering.swift`), and rounds beside
/// them (`Mailman+Rounds.swift`).
public final class Mailman: Sendable {
    let store: Store
    let press: LetterPress
    let carrier: Carrier
    let settings: Settings
    let bell: Doorbell
    let logger: Logger
    let held = HeldLetters()
    let desk: Desk
    private let isStopping = Atomic(false)
    private let stopBell = Doorbell()
    private let ownJournal = Mutex<AcceptJournal?>(nil)

    /// A mailman who is not at work yet.
    public init(
        store: Store,
        writer: LetterWriter,
        carrier: Carrier,
        settings: Settings,
        bell: Doorbell,
        logger: Logger
    ) {
        self.store = store
        press = LetterPress(shelf: CourseShelf(store: store), writer: writer, bounces: settings.bounces)
        self.carrier = carrier
        self.settings = settings
        self.bell = bell
        var logger = logger
        logger[metadataKey: "route"] = "\(settings.route)"
        self.logger = logger
        desk = Desk(alarmAfter: settings.alarmAfter)
    }

    var goesOn: Bool {
        !isStopping.load(ordering: .acquiring) && !Task.isCancelled
    }

    // MARK: Work

    /// Works until it is stopped: settles what dead mailmen of this machine left, then claims and delivers.
    ///
    /// - Throws: `JournalFault` where the journal cannot be opened, or has failed in a way that it cannot recover from: then
    ///   nothing may be sent.
    public func work() async throws {
        let journal = try journal()
        await begin()
        do {
            try await withTaskCancellationHandler {
                try await serve(journal)
            } onCancel: {
                carrier.abort()
            }
        } catch {
            await leave(journal)
            throw error
        }
        await leave(journal)
    }

    private func serve(_ journal: AcceptJournal) async throws {
        try await withThrowingTaskGroup(of: Void.self) { group in
            group.addTask { await self.patrol() }
            group.addTask { await self.rounds() }
            group.addTask { await self.endByDeadline() }
            // All of them end with the claim loop: stopped, or by the journal's fault.
            defer { group.cancelAll() }
            try await claimLoop(journal)
        }
    }

    /// Claims nothing more; ``work()`` returns when what is past its final dot is answered and settled, at the latest by the
    /// settings' `shutdown`.
    public func stop() {
        isStopping.store(true, ordering: .releasing)
        carrier.wrapUp()
        stopBell.ring()
        bell.ring()
    }

    /// Delivers all that is due and returns how many letters that were; for clocks that stand meanwhile.
    ///
    /// - Throws: ``RoutePaused`` where the relay does not take them, `JournalFault`.
    public func drain() async throws -> Int {
        let journal = try journal()
        try await settleAbandoned()
        var count = 0
        while true {
            try await journal.reserve(records: settings.batch * settings.sessions)
            let asked = ContinuousClock.now
            let claim = try await store.claim(
                on: settings.route,
                by: settings.name,
                limit: settings.batch * settings.sessions
            )
            guard !claim.letters.isEmpty else { break }
            count += claim.letters.count
            try await withThrowingTaskGroup(of: Delivered.self) { group in
                for start in stride(from: 0, to: claim.letters.count, by: settings.batch) {
                    let part = Claim(
                        letters: Array(claim.letters[start..<min(start + settings.batch, claim.letters.count)]),
                        now: claim.now
                    )
                    group.addTask { await self.deliver(part, asked: asked, journal) }
                }
                for try await result in group {
                    if let fault = result.journalFault { throw fault }
                    if case .failed = result.route { throw RoutePaused() }
                }
            }
        }
        await journal.close()
        return count
    }

    /// The route cannot be used now.
    public struct RoutePaused: Error, CustomStringConvertible {
        /// One sentence.
        public var description: String { "letters cannot be delivered: the mail server does not take them" }
    }

    /// The mailman's journal, opened once: its lock is the sign that the mailman lives.
    private func journal() throws(JournalFault) -> AcceptJournal {
        try ownJournal.withLock { own throws(JournalFault) in
            if let own { return own }
            let opened = try AcceptJournal(folder: settings.journalFolder, name: settings.name)
            own = opened
            return opened
        }
    }

    /// Settles the journals of the dead before the first claim, however long the database is away.
    private func begin() async {
        while goesOn {
            do {
                try await store.note(MailmanNote(name: settings.name, route: settings.route, pause: nil))
                try await settleAbandoned()
                try await store.tidyMailbox()
                return
            } catch {
                logger.warning("The mailman cannot begin yet", metadata: ["cause": "\(error)"])
                await bell.wait(atMost: .seconds(1))
            }
        }
    }

    /// Once stopped, waits as long as the settings allow for answers to final dots, then breaks off.
    private func endByDeadline() async {
        while goesOn { await stopBell.wait(atMost: .seconds(3600)) }
        // Cancelled: everything has been answered.
        guard (try? await Task.sleep(for: settings.shutdown)) != nil else { return }
        logger.warning("Answers to final dots did not come in time: those letters are tried again later")
        carrier.abort()
    }

    private func leave(_ journal: AcceptJournal) async {
        await carrier.close()
        await journal.close()
        // A row that stays is taken away by the rounds of others.
        try? await store.forgetMailman(settings.name)
    }
}
