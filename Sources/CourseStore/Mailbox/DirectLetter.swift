public import Course
public import Foundation
import Postgres

/// A letter that brings no prompt: ready-made, to an address, and before all letters of courses.
///
/// It waits, is tried again and ends like any other, whatever the hour. Its bytes can be read by whoever carries it and by nobody
/// else, and are gone when it is settled.
public struct DirectLetter: Sendable {
    /// Names it in the mailbox and for bounces; to be that of its `Message-ID`, too.
    public let token: UUID
    /// The address that it is from; bounces come back there where its route has no address for them.
    public let sender: String
    /// The address that it goes to.
    public let recipient: String
    /// The message as it is said to a server.
    public let message: [UInt8]
    /// For so many seconds it is of use; then it is not sent any more.
    public let usefulSeconds: Int

    /// A letter that is not queued yet.
    public init(token: UUID, sender: String, recipient: String, message: [UInt8], usefulSeconds: Int) {
        (self.token, self.sender, self.recipient, self.message) = (token, sender, recipient, message)
        self.usefulSeconds = usefulSeconds
    }
}

/// Which ways there are for letters by themselves.
public struct LetterRoutes: Hashable, Sendable {
    /// The keys of municipalities whose letters take a route of that name.
    public let own: Set<String>
    /// The route of all others.
    public let ordinary: String

    /// The routes that mailmen serve.
    public init(own: Set<String> = [], ordinary: String = CourseClock.ordinaryRoute) {
        (self.own, self.ordinary) = (own, ordinary)
    }
}

extension Store {
    /// Puts a letter into the mailbox, due at once, and wakes its mailman; for administrators, coordinators and the door.
    ///
    /// - Parameters:
    ///   - letter: The letter.
    ///   - municipality: In whose name it is: it takes the route that this municipality's letters take. Where their course is on a
    ///     clock of its own that is the course's route, as long as a mailman serves it.
    ///   - routes: Which routes there are.
    /// - Throws: `PostgresError`.
    public func queue(
        _ letter: DirectLetter,
        of municipality: Municipality.ID? = nil,
        by routes: LetterRoutes = LetterRoutes()
    ) async throws {
        try await act { transaction in try await transaction.queue(letter, of: municipality, by: routes) }
    }
}

extension Transaction {
    func queue(_ letter: DirectLetter, of municipality: Municipality.ID?, by routes: LetterRoutes) async throws {
        let route = try await one(DirectLetterQueries.route(of: municipality, by: routes))
        _ = try await one(DirectLetterQueries.queue(letter, on: route))
    }
}

extension Identifier {
    /// What a letter by itself has for a course and a leader.
    static var ofNobody: Identifier { Identifier(rawValue: 0) }
}
