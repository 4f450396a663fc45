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

        /// Settings with a usable default for all but the name and the folder.
        public init(
            route: String = CourseClock.ordinaryRoute, name: String, journalFolder: String, sessions: Int = 4,
            batch: Int = 50
        ) {
            self.route = route
            self.name = name
            self.journalFolder = journalFolder
            self.sessions = max(1, sessions)
            self.batch = max(1, batch)
        }
    }

    /// A mailman who is not at work yet.
    public init(
        store: Store, writer: LetterWriter, carrier: Carrier, settings: Settings, bell: Doorbell, logger: Logger
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
        let journal = try AcceptJournal(folder: settings.journalFolder, name: settings.name)
        while goesOn {
            do {
                try await settleAbandoned()
                break
            } catch {
                logger.warning("The mailman cannot begin yet", metadata: ["cause": "\(error)"])
                await bell.wait(atMost: .seconds(1))
            }
        }
        try await withThrowingTaskGroup(of: Void.self) { group in
            group.addTask { await self.everyMinute(journal) }
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
        let journal = try AcceptJournal(folder: settings.journalFolder, name: settings.name)
        try await settleAbandoned()
        var count = 0
        while true {
            let claim = try await store.claim(
                on: settings.route, by: settings.name, limit: settings.batch * settings.sessions)
            guard !claim.letters.isEmpty else { break }
            count += claim.letters.count
            try await withThrowingTaskGroup(of: Bool.self) { group in
                for start in stride(from: 0, to: claim.letters.count, by: settings.batch) {
                    let part = Claim(
                        letters: Array(claim.letters[start..<min(start + settings.batch, claim.letters.count)]),
                        now: claim.now)
                    group.addTask { try await self.deliver(part, journal) }
                }
                for try await isOpen in group where !isOpen { throw RoutePaused() }
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

    private var goesOn: Bool {
        !isStopping.load(ordering: .acquiring) && !Task.isCancelled
    }

    // MARK: Claiming

    private func claimLoop(_ journal: AcceptJournal) async throws {
        var pause = RoutePause()
        try await withThrowingTaskGroup(of: Bool.self) { group in
            var busy = 0
            func one() async throws {
                guard let isOpen = try await group.next() else { return }
                busy -= 1
                pause.note(isOpen: isOpen)
            }
            while goesOn {
                guard journal.isHealthy else { throw JournalUnwell() }
                if let rest = pause.rest {
                    logger.warning("The route rests", metadata: ["route": "\(settings.route)", "for": "\(rest)"])
                    await bell.wait(atMost: rest)
                    pause.end()
                    continue
                }
                if busy == settings.sessions {
                    try await one()
                    continue
                }
                let claim: Claim
                do {
                    claim = try await store.claim(on: settings.route, by: settings.name, limit: settings.batch)
                } catch is CancellationError {
                    break
                } catch {
                    logger.warning("Letters cannot be claimed", metadata: ["cause": "\(error)"])
                    await bell.wait(atMost: .seconds(1))
                    continue
                }
                if claim.letters.isEmpty {
                    if busy > 0 {
                        try await one()
                    } else {
                        await bell.wait(atMost: await timeToNextDue())
                    }
                } else {
                    busy += 1
                    group.addTask { try await self.deliver(claim, journal) }
                }
            }
            while busy > 0 { try await one() }
        }
    }

    /// The journal's disk is full or broken.
    private struct JournalUnwell: Error, CustomStringConvertible {
        var description: String { "the accept journal cannot be written: nothing is sent until it can" }
    }

    private func timeToNextDue() async -> Duration {
        let longest = Duration.seconds(5)
        guard let (due, now) = try? await store.nextDue(on: settings.route), let due else { return longest }
        return min(longest, max(.milliseconds(5), .microseconds(due.microseconds - now.microseconds)))
    }

    // MARK: Delivering

    /// Composes, keeps, carries and settles what was claimed. Tells whether the route is open.
    private func deliver(_ claim: Claim, _ journal: AcceptJournal) async throws -> Bool {
        held.take(claim.letters)
        defer { held.leave(claim.letters) }
        var sheets: [LetterPress.Sheet] = []
        var settlements: [Settlement] = []
        do {
            for letter in claim.letters {
                switch try await press.press(letter, now: claim.now) {
                case .success(let sheet): sheets.append(sheet)
                case .failure(let withheld): settlements.append(withheld.settlement(of: letter))
                }
            }
            try await store.keep(sheets.filter(\.isFresh).map { ($0.letter.id, $0.message) }, now: claim.now)
        } catch {
            // Nothing is out: the letters go back, or their lease ends.
            logger.warning("Letters cannot be written", metadata: ["cause": "\(error)"])
            try? await store.handBack(claim.letters, on: settings.route)
            return true
        }
        let (outcomes, fault) =
            sheets.isEmpty ? ([], nil) : await carrier.carry(sheets, journal: journal, while: held.holds)
        let verdict = Verdict(of: outcomes, for: sheets.map(\.letter))
        await settle(settlements + verdict.settlements, deferring: verdict.deferrals, handingBack: verdict.untried)
        journal.settled(verdict.accepted)
        if let routeFault = verdict.fault {
            logger.warning("The route failed", metadata: ["route": "\(settings.route)", "cause": "\(routeFault)"])
        }
        if let fault { throw fault }
        return verdict.fault == nil
    }

    /// Tries until it is written: what was accepted must not be sent again for want of a database.
    private func settle(
        _ settlements: [Settlement], deferring deferrals: [Deferral], handingBack untried: [ClaimedLetter]
    ) async {
        while true {
            do {
                try await store.settle(settlements, deferring: deferrals, on: settings.route)
                try await store.handBack(untried, on: settings.route)
                return
            } catch {
                logger.warning("Letters cannot be settled", metadata: ["cause": "\(error)"])
                // The journal has what was accepted; a mailman who is to stop leaves it to the next.
                if Task.isCancelled { return }
                try? await Task.sleep(for: .milliseconds(500))
            }
        }
    }

    // MARK: Each minute

    private func everyMinute(_ journal: AcceptJournal) async {
        while !Task.isCancelled {
            do {
                try await Task.sleep(for: .seconds(60))
                let asked = ContinuousClock.now
                let letters = held.letters
                try await store.renew(letters, on: settings.route)
                held.renew(letters, from: asked)
                try await settleAbandoned()
                try await store.tidyMailbox()
            } catch is CancellationError {
                return
            } catch {
                logger.warning("The minute's round failed", metadata: ["cause": "\(error)"])
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
            logger.info(
                "A journal was settled", metadata: ["mailman": "\(journal.name)", "letters": "\(accepted.count)"])
        }
    }
}
