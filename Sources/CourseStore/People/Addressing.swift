import Course
import Postgres

extension Store {
    /// Corrects a leader's address; what failed, bounced or was left out and is still of use is released at once.
    ///
    /// Letters that wait for another attempt go to the new address now. The municipality's list keeps what it says: a
    /// correction by hand stands until the list says a third thing.
    /// - Parameters:
    ///   - email: The address as it was.
    ///   - new: The address as it is.
    ///   - key: The course.
    /// - Returns: How many letters wait for the new address, and how many items are released again.
    /// - Throws: ``Refusal`` where nobody has the address, the new one is none, somebody else's, or the same.
    @discardableResult
    public func correctAddress(
        of email: String,
        to new: String,
        in key: String
    ) async throws -> MailChange {
        try await act { transaction in
            let course = try await transaction.lockedCourse(key)
            let leader = try await transaction.leader(email, in: course)
            try requireCoordination()
            guard Leader.isAddress(new) else { throw Refusal.noAddress(new) }
            // An address is one leader's in a course, whoever may see which.
            let other = try await transaction.acting(as: .post) {
                try await transaction.first(PeopleQueries.leader(new, in: course.id))
            }
            if let other {
                throw other.id == leader.id
                    ? Refusal.conflict(
                        "adressen er den samme som før",
                        "\(email) is that address already",
                        command: "tandem leader return has it tried again"
                    )
                    : Refusal.conflict(
                        "en anden leder har den adresse",
                        "\(new) is another leader's in \(key)"
                    )
            }
            let change = try await transaction.acting(as: .post) {
                try await transaction.execute(PeopleQueries.correctAddress(of: leader.id, to: new, in: course.id))
                try await transaction.execute(ProgrammeQueries.touch(course.id))
                return try await transaction.writeAgain(to: leader.id, of: leader.municipality, in: course)
            }
            try await transaction.audit(
                .leaderAddress,
                of: "\(leader.id)",
                in: course.id,
                by: acting.doer,
                detail: change.detail
            )
            return change
        }
    }
}

extension Refusal {
    static func noAddress(_ text: String) -> Refusal {
        Refusal("\"\(text)\" er ikke en mailadresse", "\"\(text)\" is no mail address")
    }
}

extension Transaction {
    /// As the post: frees what a letter that failed or bounced brought, as far as it is of use, so that a new one is made at once.
    func writeAgain(
        _ letter: Int64,
        to leader: Leader.ID,
        of municipality: Municipality.ID?,
        in course: StoredCourse
    ) async throws -> MailChange {
        let (items, open) = try await one(
            UndeliveredQueries.free(.letter(letter), of: [leader], in: course.id, now: course.now)
        )
        let corrections = try await execute(
            UndeliveredQueries.retell(letter: letter, to: leader, in: course.id, now: course.now)
        )
        guard items + corrections > 0, let municipality else { return .nothing }
        try await execute(ReleaseQueries.releaseAt(course.now, in: [municipality]))
        return MailChange(letters: 1, items: open)
    }

    /// As the post: releases again, at once, what failed, bounced or was left out for the sake of a leader's address, as far as it is of use,
    /// and has letters that wait for another attempt written and tried anew.
    func writeAgain(
        to leader: Leader.ID,
        of municipality: Municipality.ID,
        in course: StoredCourse
    ) async throws -> MailChange {
        let (_, freed) = try await one(UndeliveredQueries.free(.all, of: [leader], in: course.id, now: course.now))
        // Dates that moved meanwhile were told to nobody whom mail did not reach.
        try await execute(PeopleQueries.retell([leader], at: course.now))
        try await execute(ReleaseQueries.releaseAt(course.now, in: [municipality]))
        let waiting = try await rows(PeopleQueries.readdress(leader, in: course.id, now: course.now))
        for route in Set(waiting.map(\.route)).sorted() { try await execute(ReleaseQueries.ring(route: route)) }
        return MailChange(letters: waiting.count { !$0.isDiscreet }, items: freed)
    }
}
