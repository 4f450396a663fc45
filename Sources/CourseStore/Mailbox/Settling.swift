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
        return try await post { transaction in
            let (now, _) = try await transaction.one(MailboxQueries.now(on: route))
            var settled = 0
            if !settlements.isEmpty {
                settled = try await transaction.one(MailboxQueries.settle(settlements, now: now))
                let dead = settlements.filter(\.marksUnreachable).map(\.recipient.id)
                if !dead.isEmpty { try await transaction.execute(MailboxQueries.markUnreachable(dead, now: now)) }
            }
            if !deferrals.isEmpty { try await transaction.execute(MailboxQueries.defer(deferrals, now: now)) }
            return settled
        }
    }

    /// Settles as sent what a journal says the server has accepted, whoever holds it now.
    @discardableResult
    public func settleAccepted(_ accepted: [(token: UUID, replyCode: Int16?)], on route: String) async throws -> Int {
        try await post { transaction in
            let (now, _) = try await transaction.one(MailboxQueries.now(on: route))
            return try await transaction.one(
                MailboxQueries.settleJournal(
                    accepted.map(\.token),
                    replyCodes: accepted.map(\.replyCode),
                    now: now
                )
            )
        }
    }

    /// Gives claimed letters back untried: they are due at once, and nothing is held against them.
    public func handBack(_ letters: [ClaimedLetter], on route: String) async throws {
        guard !letters.isEmpty else { return }
        let letters = letters.sorted { $0.id < $1.id }
        try await post { transaction in
            let (now, _) = try await transaction.one(MailboxQueries.now(on: route))
            try await transaction.execute(
                MailboxQueries.handBack(letters.map(\.id), attempts: letters.map(\.attempt), now: now)
            )
        }
    }

    /// Gives back all that a mailman holds that is no more.
    public func handBackAll(of name: String, on route: String) async throws {
        try await post { transaction in
            let (now, _) = try await transaction.one(MailboxQueries.now(on: route))
            try await transaction.execute(MailboxQueries.handBackAll(of: name, on: route, now: now))
        }
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
                MailboxQueries.renew(
                    letters.map(\.id),
                    attempts: letters.map(\.attempt),
                    leaseSeconds: Lease.seconds(atRate: rate),
                    now: now
                )
            )
        }
    }

    /// Makes the history's months, and drops the bytes of letters settled long ago.
    public func tidyMailbox() async throws {
        try await post { transaction in
            try await transaction.execute(MailboxQueries.makeHistoryMonths)
            try await transaction.execute(MailboxQueries.dropMessages(limit: 10_000))
        }
    }
}
