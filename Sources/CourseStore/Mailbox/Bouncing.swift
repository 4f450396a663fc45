import Course
public import Foundation
import Postgres

extension Store {
    /// Writes down a report about a letter that a server had taken.
    ///
    /// After `hard` and `soft` what the letter brought has `bounced`. A hard one also makes the address unreachable and takes
    /// back what waits for it, so that what is still of use can be sent after a correction. Where the address was corrected since
    /// the letter left, the report says nothing of the present one, and what is still of use is released again. `delayed` is written down and changes nothing. A report that comes before its letter is settled settles it:
    /// that there is one proves that a server had taken it.
    /// - Parameters:
    ///   - token: The letter's.
    ///   - note: What the report says.
    /// - Returns: Whether it was news, and whether it marked an address.
    /// - Throws: `PostgresError`.
    public func noteBounce(of token: UUID, _ note: BounceNote) async throws -> BounceOutcome {
        try await post { transaction in
            guard let found = try await transaction.first(BounceQueries.letter(token)) else { return .unknownLetter }
            if found.leader == .ofNobody { return try await transaction.noteAlone(note, of: token) }
            guard try await transaction.first(ProgrammeQueries.lock(id: found.course)) != nil,
                let course = try await transaction.course(found.course)
            else { return .unknownLetter }
            return try await transaction.note(note, of: token, letter: found.id, in: course)
        }
    }
}

extension Store {
    /// Takes back what waits for leaders whose address a server has just refused, but not where their course is busy: a
    /// delivery waits for nobody, and what stays is refused in its turn.
    func takeBackUndeliverable(_ letters: [ClaimedLetter.Recipient]) async throws {
        for recipient in letters {
            try await post { transaction in
                guard try await transaction.first(ProgrammeQueries.lockUnlessBusy(id: recipient.course)) != nil,
                    let course = try await transaction.course(recipient.course)
                else { return }
                let municipality = course.municipalities[recipient.municipality]
                try await transaction.takeBackAll(to: recipient.id, of: municipality, in: course)
            }
        }
    }
}

extension Transaction {
    /// A letter by itself says nothing of anybody who takes part: that it came back is written down, and that is all.
    fileprivate func noteAlone(_ note: BounceNote, of token: UUID) async throws -> BounceOutcome {
        if note.kind != .delayed { try await execute(BounceQueries.settleTaken(token)) }
        guard let found = try await first(BounceQueries.letter(token)) else { return .unknownLetter }
        let isFirst = try await one(BounceQueries.isFirst(of: found.id))
        guard try await execute(BounceQueries.add(note, of: found)) > 0 else { return .alreadyNoted }
        if note.kind != .delayed, isFirst { try await execute(BounceQueries.tally(found.route)) }
        return .noted(marked: false)
    }

    fileprivate func note(
        _ note: BounceNote,
        of token: UUID,
        letter: Int64,
        in course: StoredCourse
    ) async throws -> BounceOutcome {
        if note.kind != .delayed {
            try await execute(BounceQueries.settleTaken(token))
        }
        // Looked for again: while the course was waited for, the letter may have been settled, or somebody cancelled it.
        guard let found = try await first(BounceQueries.letter(token)) else { return .unknownLetter }
        let isFirst = try await one(BounceQueries.isFirst(of: letter))
        guard try await execute(BounceQueries.add(note, of: found)) > 0 else { return .alreadyNoted }
        guard note.kind != .delayed else { return .noted(marked: false) }
        try await execute(BounceQueries.markItems(of: found))
        if isFirst { try await execute(BounceQueries.tally(found.route)) }
        if try await one(BounceQueries.isReaddressed(found)) {
            // It went where mail to this leader goes no more.
            _ = try await writeAgain(found.id, to: found.leader, of: found.municipality, in: course)
            return .noted(marked: false)
        }
        guard note.kind == .hard, try await execute(BounceQueries.markUnreachable(found, now: course.now)) > 0 else {
            return .noted(marked: false)
        }
        try await takeBackAll(to: found.leader, of: found.municipality, in: course)
        return .noted(marked: true)
    }

    /// Takes back what waits for a leader whom mail does not reach.
    fileprivate func takeBackAll(
        to leader: Leader.ID,
        of municipality: Municipality.ID?,
        in course: StoredCourse
    ) async throws {
        let taken = try await one(StoppingQueries.takeBackAll(to: leader, in: course.id, now: course.now))
        // The release records that it did not go out, and why.
        if taken.letters > 0, let municipality {
            try await execute(ReleaseQueries.releaseAt(course.now, in: [municipality]))
        }
    }
}
