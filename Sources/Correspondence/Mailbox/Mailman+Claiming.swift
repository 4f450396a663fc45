import Course
import CourseStore
import Logging
import Mail

/// The loop that claims: at once while there is something due and a session free, else when the bell rings or the next is due.
extension Mailman {
    /// The slow poll below bell and timer.
    private static let longestWait = Duration.seconds(5)
    /// What is due and not ours to claim is looked at again after this: another holds it, or the route is held.
    private static let shortestWait = Duration.milliseconds(250)

    /// Lanes of the mailbox: what somebody waits for, and the course.
    private enum Lane {
        static let urgent: Int16 = 0
        static let ordinary: Int16 = 1
    }

    private func lanes(at now: Instant) -> [Int16] {
        settings.quiet?.end(at: now) == nil ? [Lane.urgent, Lane.ordinary] : [Lane.urgent]
    }

    func claimLoop(_ journal: AcceptJournal) async throws {
        await withDiscardingTaskGroup { group in
            // A delivery that ends rings the bell: its session is free, or the route is to rest.
            while goesOn, !journal.isBroken {
                let rest = desk.rest
                if rest != nil || desk.busy == settings.sessions {
                    await bell.wait(atMost: rest ?? Self.longestWait)
                    continue
                }
                guard await isReady(journal) else {
                    await bell.wait(atMost: Self.longestWait)
                    continue
                }
                let asked = ContinuousClock.now
                let claim: Claim
                do {
                    claim = try await store.claim(
                        on: settings.route,
                        by: settings.name,
                        limit: settings.batch,
                        lanes: { self.lanes(at: $0) },
                        lettersAMinute: settings.lettersAMinute
                    )
                } catch {
                    if Task.isCancelled { break }
                    logger.warning("Letters cannot be claimed", metadata: ["cause": "\(error)"])
                    await bell.wait(atMost: .seconds(1))
                    continue
                }
                if claim.letters.isEmpty {
                    await bell.wait(atMost: await timeToNextDue(at: claim.now))
                    continue
                }
                desk.begin()
                group.addTask {
                    let result = await self.deliver(claim, asked: asked, journal)
                    if let rest = self.desk.end(result) {
                        self.logger.warning("The route rests", metadata: ["for": "\(rest)"])
                    }
                    self.bell.ring()
                }
            }
        }
        if journal.isBroken { throw JournalBroken() }
    }

    /// Nothing can be written to the journal any more, even if there were room.
    private struct JournalBroken: Error, CustomStringConvertible {
        var description: String { "the accept journal is broken: nothing may be sent until the mailman starts anew" }
    }

    /// Whether there is room in the journal for all that could be accepted: what could not be recorded is not claimed.
    private func isReady(_ journal: AcceptJournal) async -> Bool {
        do throws(JournalFault) {
            try await journal.reserve(records: settings.batch * settings.sessions)
            if desk.noteJournal(isWell: true) { logger.notice("The accept journal can be written again") }
            return true
        } catch {
            if desk.noteJournal(isWell: false) {
                logger.error(
                    "The accept journal cannot be written: no letter is claimed until it can",
                    metadata: ["cause": "\(error)"]
                )
            }
            return false
        }
    }

    private func timeToNextDue(at now: Instant) async -> Duration {
        let quiet = settings.quiet?.end(at: now)
        guard
            let (next, now) = try? await store.nextDue(
                on: settings.route,
                lanes: lanes(at: now),
                lettersAMinute: settings.lettersAMinute
            )
        else { return Self.longestWait }
        guard let due = [next, quiet].compactMap(\.self).min() else { return Self.longestWait }
        let wait = Duration.microseconds(due.microseconds - now.microseconds)
        if wait <= .zero { return Self.shortestWait }
        return min(Self.longestWait, max(.milliseconds(5), wait))
    }
}
