import Course
import Postgres

extension Store {
    /// Notes that a mailman is at work.
    public func note(_ mailman: MailmanNote) async throws {
        _ = try await post { try await $0.execute(MailmanQueries.note(mailman)) }
    }

    /// Forgets a mailman who has left.
    public func forgetMailman(_ name: String) async throws {
        _ = try await post { try await $0.execute(MailmanQueries.forget(name)) }
    }

    /// Puts the letters of routes that no mailman has served for ten minutes on the ordinary one.
    ///
    /// A letter that has been due for less stays, and so does one of a route that somebody holds.
    /// - Returns: How many letters that were.
    @discardableResult
    public func adoptStrandedLetters() async throws -> Int {
        try await post { transaction in
            let ordinary = CourseClock.ordinaryRoute
            let letters = try await transaction.one(MailmanQueries.adopt(to: ordinary))
            if letters > 0 { try await transaction.execute(ReleaseQueries.ring(route: ordinary)) }
            return letters
        }
    }
}
