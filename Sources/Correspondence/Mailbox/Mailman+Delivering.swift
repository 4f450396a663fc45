import Course
import CourseStore
import Logging
import Mail

/// One delivery: composes, keeps, carries and settles what was claimed.
extension Mailman {
    /// The lease counts from when the claim was asked for.
    func deliver(
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
        let (outcomes, journalFault) =
            sheets.isEmpty
            ? ([], nil) : await carrier.carry(sheets, journal: journal, while: maySend(claim, asked: asked))
        let verdict = Verdict(of: outcomes, for: sheets.map(\.letter))
        if let fault = verdict.fault { logger.warning("The route failed", metadata: ["cause": "\(fault)"]) }
        let isSettled = await settle(
            settlements + verdict.settlements,
            deferring: deferrals + verdict.deferrals,
            handingBack: verdict.untried,
            later: verdict.interrupted
        )
        if isSettled { journal.settled(verdict.accepted) }
        return Delivered(route: sheets.isEmpty ? .untried : verdict.route, journalFault: journalFault)
    }

    /// How many seconds a letter waits that the route failed at.
    private static let afterInterruption = 60

    /// Whether a letter of a claim may still begin: its lease is ours, the quiet has not begun, and nobody has asked us to stop.
    private func maySend(_ claim: Claim, asked: ContinuousClock.Instant) -> @Sendable (Int64) -> Bool {
        let attempts = Dictionary(claim.letters.map { ($0.id, $0.attempt) }, uniquingKeysWith: { one, _ in one })
        let quiet = settings.quiet?.beginning(after: claim.now).map {
            asked + .microseconds($0.microseconds - claim.now.microseconds)
        }
        return { letter in
            guard self.goesOn, let attempt = attempts[letter] else { return false }
            return self.held.holds(letter, attempt: attempt) && (quiet.map { ContinuousClock.now < $0 } ?? true)
        }
    }

    /// Tries until it is written: what was accepted must not be sent again for want of a database.
    ///
    /// - Returns: `false` where the task was cancelled first: the journal has what was accepted, for the next mailman.
    private func settle(
        _ settlements: [Settlement],
        deferring deferrals: [Deferral],
        handingBack untried: [ClaimedLetter],
        later interrupted: [ClaimedLetter]
    ) async -> Bool {
        var deferrals = deferrals
        while true {
            do {
                try await store.settle(settlements, deferring: deferrals, on: settings.route)
                // Another go is not to count a refusal twice.
                deferrals = []
                try await store.handBack(untried, on: settings.route)
                try await store.handBack(interrupted, on: settings.route, after: Self.afterInterruption)
                return true
            } catch {
                logger.warning("Letters cannot be settled", metadata: ["cause": "\(error)"])
                if Task.isCancelled { return false }
                try? await Task.sleep(for: .milliseconds(500))
            }
        }
    }
}
