import Course
public import CourseStore
public import Logging
import Mail
import Synchronization

/// Takes due letters of one route out of the mailbox and has them carried.
///
/// Any number of mailmen may serve a route, on any number of machines; none is special. Each is a claim loop and, beside it,
/// as many deliveries at once as it has sessions.
public final class Mailman: Sendable {
    private let store: Store
    private let press: LetterPress
    private let carrier: Carrier
    private let settings: Settings
    private let bell: Doorbell
    private let logger: Logger
    private let held = HeldLetters()
    private let isStopping = Atomic(false)
    private let ownJournal = Mutex<AcceptJournal?>(nil)

    /// How a mailman works.
    public struct Settings: Sendable {
        /// The route that it serves.
        public var route: String
        /// Its name, unique to its process; leases and journal carry it.
        public var name: String
        /// The folder of the accept journals of this machine.
        public var journalFolder: String
        /// Deliveries at once, each with a session of its own.
        public var sessions: Int
        /// Letters a delivery.
        public var batch: Int
        /// How often it renews its leases and settles what dead mailmen of its machine left; well below a lease.
        public var round: Duration

        /// Settings with a usable default for all but the name and the folder.
        public init(
            route: String = CourseClock.ordinaryRoute,
            name: String,
            journalFolder: String,
            sessions: Int = 4,
            batch: Int = 100,
            round: Duration = .seconds(60)
        ) {
            self.route = route
            self.name = name
            self.journalFolder = journalFolder
            self.sessions = max(1, sessions)
            self.batch = max(1, batch)
            self.round = round
        }
    }

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
        press = LetterPress(shelf: CourseShelf(store: store), writer: writer)
        self.carrier = carrier
        self.settings = settings
        self.bell = bell
        self.logger = logger
    }

    /// Claims nothing more; ``work()`` returns when what is in flight is settled.
    public func stop() {
        isStopping.store(true, ordering: .releasing)
        bell.ring()
    }

    /// Works until it is stopped: settles what dead mailmen of this machine left, then claims and delivers.
    ///
    /// - Throws: `JournalFault` where the journal cannot be written: then nothing may be sent.
    public func work() async throws {
        let journal = try journal()
        while goesOn {
            do {
                try await settleAbandoned()
                try await store.tidyMailbox()
                break
            } catch {
                logger.warning("The mailman cannot begin yet", metadata: ["cause": "\(error)"])
                await bell.wait(atMost: .seconds(1))
            }
        }
        try await withThrowingTaskGroup(of: Void.self) { group in
            group.addTask { await self.rounds() }
            group.addTask { try await self.claimLoop(journal) }
            // The first to end is the claim loop: stopped, or by the journal's fault.
            defer { group.cancelAll() }
            try await group.next()
        }
        await carrier.close()
        await journal.close()
    }

    /// Delivers all that is due and returns how many letters that were; for clocks that stand meanwhile.
    public func drain() async throws -> Int {
        let journal = try journal()
        try await settleAbandoned()
        var count = 0
        while true {
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
                    if let fault = result.fault { throw fault }
                    if result.isOpen == false { throw RoutePaused() }
                }
            }
        }
        await journal.close()
        return count
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

    /// The route cannot be used now.
    public struct RoutePaused: Error, CustomStringConvertible {
        /// One sentence.
        public var description: String { "letters cannot be delivered: the mail server does not take them" }
    }

    private var goesOn: Bool {
        !isStopping.load(ordering: .acquiring) && !Task.isCancelled
    }

    // MARK: Claiming

    private func claimLoop(_ journal: AcceptJournal) async throws {
        let desk = Desk()
        await withDiscardingTaskGroup { group in
            // A delivery that ends rings the bell: its session is free, or the route is to rest.
            while goesOn, journal.isHealthy, desk.fault == nil {
                let rest = desk.rest
                if rest != nil || desk.busy == settings.sessions {
                    await bell.wait(atMost: rest ?? Self.longestWait)
                    continue
                }
                let asked = ContinuousClock.now
                let claim: Claim
                do {
                    claim = try await store.claim(on: settings.route, by: settings.name, limit: settings.batch)
                } catch {
                    if Task.isCancelled { break }
                    logger.warning("Letters cannot be claimed", metadata: ["cause": "\(error)"])
                    await bell.wait(atMost: .seconds(1))
                    continue
                }
                if claim.letters.isEmpty {
                    await bell.wait(atMost: await timeToNextDue())
                    continue
                }
                desk.begin()
                group.addTask {
                    let result = await self.deliver(claim, asked: asked, journal)
                    if let rest = desk.end(result) {
                        self.logger.warning(
                            "The route rests",
                            metadata: ["route": "\(self.settings.route)", "for": "\(rest)"]
                        )
                    }
                    self.bell.ring()
                }
            }
        }
        if let fault = desk.fault { throw fault }
        if !journal.isHealthy { throw JournalUnwell() }
    }

    /// The journal's disk is full or broken.
    private struct JournalUnwell: Error, CustomStringConvertible {
        var description: String { "the accept journal cannot be written: nothing is sent until it can" }
    }

    /// The slow poll below bell and timer.
    private static let longestWait = Duration.seconds(5)

    private func timeToNextDue() async -> Duration {
        guard let (due, now) = try? await store.nextDue(on: settings.route), let due else { return Self.longestWait }
        return min(Self.longestWait, max(.milliseconds(5), .microseconds(due.microseconds - now.microseconds)))
    }

    // MARK: Delivering

    /// Composes, keeps, carries and settles what was claimed; the lease counts from when that was asked for.
    private func deliver(
        _ claim: Claim,
        asked: ContinuousClock.Instant,
        _ journal: AcceptJournal
    ) async -> Delivered {
        held.take(claim.letters, from: asked)
        defer { held.leave(claim.letters) }
        var sheets: [LetterPress.Sheet] = []
        var settlements: [Settlement] = []
        var deferrals: [Deferral] = []
        for letter in claim.letters {
            do {
                switch try await press.press(letter, now: claim.now) {
                case .success(let sheet): sheets.append(sheet)
                case .failure(let withheld): settlements.append(withheld.settlement(of: letter))
                }
            } catch {
                // One course that cannot be read does not hold up the others.
                logger.warning("A letter cannot be written", metadata: ["cause": "\(error)"])
                deferrals.append(.retry(letter, reply: nil))
            }
        }
        do {
            try await store.keep(sheets.filter(\.isFresh).map { ($0.letter.id, $0.message) }, now: claim.now)
        } catch {
            // Nothing is out. Not at once: what keeps failing is not to be claimed again without end.
            logger.warning("Letters cannot be kept", metadata: ["cause": "\(error)"])
            try? await Task.sleep(for: .seconds(1))
            // Else their lease ends.
            try? await store.handBack(claim.letters, on: settings.route)
            return Delivered()
        }
        let (outcomes, fault) =
            sheets.isEmpty ? ([], nil) : await carrier.carry(sheets, journal: journal, while: maySend)
        let verdict = Verdict(of: outcomes, for: sheets.map(\.letter))
        if let routeFault = verdict.fault {
            logger.warning("The route failed", metadata: ["route": "\(settings.route)", "cause": "\(routeFault)"])
        }
        let isSettled = await settle(
            settlements + verdict.settlements,
            deferring: deferrals + verdict.deferrals,
            handingBack: verdict.untried
        )
        if isSettled { journal.settled(verdict.accepted) }
        return Delivered(isOpen: sheets.isEmpty ? nil : verdict.fault == nil, fault: fault)
    }

    /// Whether a letter may still begin: its lease is ours, and nobody has asked us to stop.
    private func maySend(_ letter: Int64) -> Bool {
        !isStopping.load(ordering: .acquiring) && held.holds(letter)
    }

    /// Tries until it is written: what was accepted must not be sent again for want of a database.
    ///
    /// - Returns: `false` where the task was cancelled first: the journal has what was accepted, for the next mailman.
    private func settle(
        _ settlements: [Settlement],
        deferring deferrals: [Deferral],
        handingBack untried: [ClaimedLetter]
    ) async -> Bool {
        var deferrals = deferrals
        while true {
            do {
                try await store.settle(settlements, deferring: deferrals, on: settings.route)
                // Another go is not to count a refusal twice.
                deferrals = []
                try await store.handBack(untried, on: settings.route)
                return true
            } catch {
                logger.warning("Letters cannot be settled", metadata: ["cause": "\(error)"])
                if Task.isCancelled { return false }
                try? await Task.sleep(for: .milliseconds(500))
            }
        }
    }

    // MARK: Rounds

    private func rounds() async {
        while !Task.isCancelled {
            do {
                try await Task.sleep(for: settings.round)
                let asked = ContinuousClock.now
                held.renew(try await store.renew(held.letters, on: settings.route), from: asked)
                try await settleAbandoned()
                try await store.tidyMailbox()
            } catch is CancellationError {
                return
            } catch {
                logger.warning("The round failed", metadata: ["cause": "\(error)"])
            }
        }
    }

    /// Settles what the journals of dead mailmen of this machine say was accepted, and hands back what they held.
    private func settleAbandoned() async throws {
        for journal in try AcceptJournal.abandoned(in: settings.journalFolder) where journal.name != settings.name {
            let accepted = journal.records.map { (token: $0.token, replyCode: Int16?.some($0.code)) }
            if !accepted.isEmpty { try await store.settleAccepted(accepted, on: settings.route) }
            try await store.handBackAll(of: journal.name, on: settings.route)
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
