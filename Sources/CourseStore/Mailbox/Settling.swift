import Course
public import Foundation
import Postgres

extension Store {
    /// Settles letters that are done, and defers those that are to be tried again, in one transaction.
    ///
    /// - Returns: How many of the settled ones were still this claim's.
    @discardableResult
    public func settle(
        _ settlements: [Settlement],
        deferring deferrals: [Deferral],
        on route: String
    ) async throws -> Int {
        guard !settlements.isEmpty || !deferrals.isEmpty else { return 0 }
        let settlements = settlements.sorted { $0.letter < $1.letter }
        let deferrals = deferrals.sorted { $0.letter < $1.letter }
        let dead = settlements.filter(\.marksUnreachable).map(\.recipient)
        let (settled, isToTurn) = try await post { transaction in
            let (now, _) = try await transaction.one(MailboxQueries.now(on: route))
            var (settled, isToTurn) = (0, false)
            if !settlements.isEmpty {
                (settled, isToTurn) = try await transaction.one(SettlementQueries.settle(settlements, now: now))
                if !dead.isEmpty {
                    try await transaction.execute(SettlementQueries.markUnreachable(dead, now: now))
                }
            }
            if !deferrals.isEmpty { try await transaction.execute(SettlementQueries.defer(deferrals, now: now)) }
            return (settled, isToTurn)
        }
        // What is settled stays so, whatever becomes of the rest: a round tries again to turn, and tells; and a letter that is
        // not taken back is refused like the one before it.
        if isToTurn { try? await turnLetters() }
        try? await takeBackUndeliverable(dead)
        return settled
    }

    /// Settles as sent what a journal says the server has accepted, whoever holds it now.
    @discardableResult
    public func settleAccepted(_ accepted: [(token: UUID, replyCode: Int16?)], on route: String) async throws -> Int {
        try await post { transaction in
            _ = try await transaction.one(MailboxQueries.now(on: route))
            return try await transaction.one(
                SettlementQueries.settleJournal(accepted.map(\.token), replyCodes: accepted.map(\.replyCode))
            )
        }
    }

    /// Gives claimed letters back untried: they are due at once, or after some seconds, and nothing is held against them.
    public func handBack(_ letters: [ClaimedLetter], on route: String, after seconds: Int = 0) async throws {
        guard !letters.isEmpty else { return }
        let letters = letters.sorted { $0.id < $1.id }
        try await post { transaction in
            let (now, _) = try await transaction.one(MailboxQueries.now(on: route))
            try await transaction.execute(
                SettlementQueries.handBack(
                    letters.map(\.id),
                    attempts: letters.map(\.attempt),
                    now: now.adding(seconds: seconds)
                )
            )
        }
    }

    /// Gives back all that a mailman holds that is no more, on whatever route.
    public func handBackAll(of name: String) async throws {
        _ = try await post { try await $0.execute(SettlementQueries.handBackAll(of: name)) }
    }

    /// Prolongs the leases of letters in flight.
    ///
    /// - Returns: The letters that are still these claims'.
    public func renew(_ letters: [ClaimedLetter], on route: String) async throws -> [Int64] {
        guard !letters.isEmpty else { return [] }
        let letters = letters.sorted { $0.id < $1.id }
        return try await post { transaction in
            let (now, rate) = try await transaction.one(MailboxQueries.now(on: route))
            return try await transaction.rows(
                SettlementQueries.renew(
                    letters.map(\.id),
                    attempts: letters.map(\.attempt),
                    leaseSeconds: Lease.seconds(atRate: rate),
                    now: now
                )
            )
        }
    }

    /// What any mailman does once a round, at whatever moment others do it: makes the history's months, drops the bytes of letters
    /// settled long ago, adds counts up, forgets mailmen who are no more, has held letters settled that are of no more use, forgets who
    /// asked to come in a day ago and who was signed in, and lists that nobody has applied in a day, and empties what is drained of the hot table.
    public func tidyMailbox() async throws {
        try await post { transaction in
            try await transaction.execute(MailboxQueries.makeHistoryMonths)
            try await transaction.execute(MailboxQueries.dropMessages(limit: 10_000))
            try await transaction.execute(TallyQueries.sumUp)
            _ = try await transaction.rows(LedgerFigureQueries.sumUp)
            try await transaction.execute(MailmanQueries.forgetSilent)
            try await transaction.execute(MailmanQueries.wakeUseless)
            try await transaction.execute(DirectLetterQueries.forgetSettled)
            try await transaction.execute(DraftQueries.deleteOld)
        }
        try await tidySignIn()
        try await turnLetters()
    }
}
