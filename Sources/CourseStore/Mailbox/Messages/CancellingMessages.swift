import Course
import Postgres

/// What became of a message when what had not left of it was taken back.
public struct MessageCancellation: Hashable, Sendable {
    /// How many letters were taken back.
    public let cancelled: Int
    /// How many had left by then, or were being sent.
    public let left: Int
}

extension Store {
    /// Takes back all letters of a message that nobody has tried to send: they are never sent, and stay counted as cancelled.
    ///
    /// Letters that a mailman has, or has had, are left. Cancelling what is cancelled changes nothing.
    /// - Returns: `nil` where whoever acts may not take back such a message of that course: an administrator may each, a
    ///   coordinator those to the own municipality alone.
    /// - Throws: ``Refusal`` where there is no such course.
    public func cancelMessage(_ id: Int64, of key: String) async throws -> MessageCancellation? {
        let acting = acting
        return try await act { transaction in
            let course = try await transaction.lockedCourse(key)
            guard let home = try await transaction.first(MessageQueries.municipality(of: id, in: course.id)),
                acting.role.mayCancel(messageOf: home)
            else { return nil }
            let change = try await transaction.acting(as: .post) {
                try await transaction.execute(ReleaseQueries.planAnew)
                return try await transaction.one(StoppingQueries.cancelMessage(id))
            }
            let left = try await transaction.one(MessageLedgerQueries.notCancelled(of: id))
            try await transaction.audit(
                .messageCancel,
                of: "\(id)",
                in: course.id,
                by: acting.doer,
                detail: [.letters: change.letters]
            )
            return MessageCancellation(cancelled: change.letters, left: left)
        }
    }
}

extension Acting.Role {
    /// Whether it may take back a message to a municipality's leaders, or to leaders of all.
    fileprivate func mayCancel(messageOf municipality: Municipality.ID?) -> Bool {
        switch self {
        case .administrator, .post: true
        case .coordinator(let own): own == municipality
        case .leader, .helper, .door: false
        }
    }
}
