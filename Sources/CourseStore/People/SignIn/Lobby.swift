import Course
import Synchronization

/// Where it is seen who asks: the sessions of all browsers that ask at the same moment, in one statement.
///
/// The database is asked at each request, so a session that has ended is over at once; those that come at the same time share the look
/// (``Together``). Whoever was found stays known for as long as looks see the same transactions: where nothing at all has been
/// written in the meantime, nothing is read again.
public struct Lobby: Sendable {
    private let visits: Together<Token, OpenSession.Visit>
    private let door: Store

    /// The lobby of a store's database.
    public init(_ store: Store) {
        let door = store.acting(as: .door)
        let register = SessionRegister()
        self.door = door
        visits = Together { try await register.visits(with: $0, at: door) }
    }

    /// Who has that token; `nil` where nobody has, or not any more.
    ///
    /// Seen is who asks for a page; a page that asks by itself `isSeen` as nobody, and so ends idle as others do.
    public func person(with token: Token, isSeen: Bool = true) async throws -> Person? {
        guard let visit = try await visits.answer(to: token) else { return nil }
        if isSeen, visit.isStale { try await door.noteSeen(token) }
        return visit.person
    }
}

/// The sessions that a snapshot of the database holds, as far as they were asked for lately.
private final class SessionRegister: Sendable {
    private struct Page {
        let snapshot: String
        var sessions = RecentlyUsed<Token, OpenSession>(most: 4_000)
    }

    private let page = Mutex<Page?>(nil)

    /// Whose sessions those are.
    func visits(with tokens: [Token], at door: Store) async throws -> [Token: OpenSession.Visit] {
        let (snapshot, known) = page.withLock { page in
            var known: [Token: OpenSession] = [:]
            for token in tokens { known[token] = page?.sessions[token] }
            return (page?.snapshot, known)
        }
        let look = try await door.look(at: tokens.filter { known[$0] == nil }, known: known.keys, since: snapshot)
        let isSame = look.snapshot == snapshot
        page.withLock { page in
            if page?.snapshot != look.snapshot { page = Page(snapshot: look.snapshot) }
            for (token, session) in look.sessions { page?.sessions[token] = session }
        }
        return (isSame ? known.merging(look.sessions) { $1 } : look.sessions).compactMapValues { $0.visit(at: look.at) }
    }
}
