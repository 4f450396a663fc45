/// Where it is seen who asks: the sessions of all browsers that ask at the same moment, in one statement.
///
/// A browser's token is looked up at each request, so a session that has ended is over at once; those that come at the same time
/// share the look (``Together``).
public struct Lobby: Sendable {
    private let persons: Together<Token, Person>
    private let door: Store

    /// The lobby of a store's database.
    public init(_ store: Store) {
        let door = store.acting(as: .door)
        self.door = door
        persons = Together { try await door.persons(with: $0) }
    }

    /// Who has that token; `nil` where nobody has, or not any more.
    ///
    /// Seen is who asks for a page; a page that asks by itself `isSeen` as nobody, and so ends idle as others do.
    public func person(with token: Token, isSeen: Bool = true) async throws -> Person? {
        let person = try await persons.answer(to: token)
        if isSeen, person?.isStale == true { try await door.noteSeen(token) }
        return person
    }
}
