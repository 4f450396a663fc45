public import Course
public import Foundation
import Postgres

extension Store {
    /// Sends a letter's content once more to its leader, as it reads now, in a letter of its own that says so.
    ///
    /// The same form sends once.
    /// - Parameters:
    ///   - id: The letter, done.
    ///   - key: Its course.
    ///   - form: What tells this sending from every other.
    ///   - ownRoutes: The keys of municipalities whose letters take a route of that name.
    /// - Returns: The number of the copy; `nil` where there is no such letter for whoever acts.
    /// - Throws: ``Refusal`` where the letter has not left, or its leader cannot be written to.
    public func copyLetter(
        _ id: Int64,
        of key: String,
        form: UUID,
        ownRoutes: Set<String> = []
    ) async throws -> Int64? {
        guard let found = try await letterRecord(id, of: key) else { return nil }
        let doer = acting.doer
        return try await act { transaction in
            let course = try await transaction.acting(as: .post) { try await transaction.lockedCourse(key) }
            try course.refuseDraft()
            let row = found.row
            if let known = try await transaction.first(CopyQueries.copied(with: form)) { return known }
            guard row.state.isDone else {
                throw Refusal(
                    "brev \(id) er ikke gået ud endnu: der er ikke noget at sende igen",
                    "letter \(id) has not left yet: there is nothing to copy"
                )
            }
            guard !found.items.isEmpty || !found.messages.isEmpty || !found.corrections.isEmpty else {
                throw Refusal(
                    "der er ikke mere i brev \(id) at sende igen: det blev taget tilbage",
                    "nothing of letter \(id) is left to copy: it was taken back"
                )
            }
            try row.refuseUnlessReachable()
            guard let municipality = course.municipalities[row.municipality] else { return nil }
            let route = course.route(to: municipality, own: ownRoutes)
            let copy = try await transaction.acting(as: .post) {
                try await transaction.one(
                    CopyQueries.copy(
                        found.original ?? id,
                        to: row.leader,
                        of: municipality,
                        in: course.id,
                        on: route,
                        form: form,
                        now: course.now
                    )
                )
            }
            try await transaction.execute(ReleaseQueries.ring(route: route))
            try await transaction.audit(
                .messageCopy,
                of: "\(row.leader)",
                in: course.id,
                by: doer,
                detail: [.letter: Int(copy), .original: Int(found.original ?? id)]
            )
            return copy
        }
    }

    /// Sends a prompt to one leader who has not got it and never would: it was missed, or past its use when they came.
    ///
    /// - Returns: The number of the letter; `nil` where there is no such leader or prompt for whoever acts.
    /// - Throws: ``Refusal`` where the leader has it or will get it, or cannot be written to; and of a prompt that goes to those only
    ///   who have not done what it asks for.
    public func sendMissed(
        _ prompt: Prompt.Reference,
        to leader: Leader.ID,
        of key: String,
        municipality: String? = nil,
        ownRoutes: Set<String> = []
    ) async throws -> Int64? {
        let doer = acting.doer
        return try await act { transaction in
            // Seen as whoever acts: what they may not see, there is not.
            guard let seen = try await transaction.first(CopyQueries.leader(leader)) else { return nil }
            let course = try await transaction.acting(as: .post) { try await transaction.lockedCourse(key) }
            guard let home = course.municipalityKey(seen.municipality), municipality == nil || municipality == home
            else {
                return nil
            }
            try course.refuseDraft()
            let stop = try await transaction.first(StoppedPromptQueries.stop(of: prompt, in: course.id))
            guard stop == nil else {
                throw Refusal(
                    "beskeden er \(stop == .held ? "tilbageholdt" : "annulleret")",
                    "\(prompt.module).\(prompt.prompt) is \(stop == .held ? "held" : "cancelled")",
                    kind: .conflict
                )
            }
            guard !seen.isUnreachable, !seen.isWithdrawn else { throw Refusal.notReachable(leader) }
            return try await transaction.acting(as: .post) {
                guard
                    let missed = try await transaction.first(
                        CopyQueries.missed(prompt, by: leader, of: seen.municipality, in: course.id)
                    )
                else { return nil }
                guard !missed.isDiscreet else {
                    throw Refusal(
                        "beskeden sendes efter behov, og aldrig manuelt",
                        "\(prompt.module).\(prompt.prompt) is sent if needed, and to nobody by hand"
                    )
                }
                guard missed.skip == Skip.missed.rawValue || missed.state == nil && missed.usefulUntil <= course.now
                else {
                    throw Refusal(
                        "lederen er ikke gået glip af beskeden",
                        "leader \(leader) has not missed \(prompt.module).\(prompt.prompt)"
                    )
                }
                let route = course.route(to: seen.municipality, own: ownRoutes)
                let letter = try await transaction.one(
                    CopyQueries.sendMissed(
                        missed.planned,
                        to: leader,
                        of: seen.municipality,
                        in: course.id,
                        on: route,
                        now: course.now
                    )
                )
                try await transaction.execute(ReleaseQueries.ring(route: route))
                try await transaction.audit(
                    .messageMissed,
                    of: "\(leader) \(prompt.module).\(prompt.prompt)",
                    in: course.id,
                    by: doer,
                    detail: [.letter: Int(letter)]
                )
                return letter
            }
        }
    }
}

extension LetterRecord.Row {
    fileprivate func refuseUnlessReachable() throws(Refusal) {
        if isWithdrawn || isUnreachable { throw Refusal.notReachable(leader) }
    }
}

extension Refusal {
    /// Somebody to whom nothing is sent.
    fileprivate static func notReachable(_ leader: Leader.ID) -> Refusal {
        Refusal(
            "lederen er ude af forløbet, eller adressen afviser mail",
            "leader \(leader) has left the course, or mail to the address is refused"
        )
    }
}
