import Course
import CourseTesting
import Foundation
import Postgres
import Testing

@testable import CourseStore

struct LobbyTests {
    @Test func `whoever was seen is known no longer than the session lasts, and time goes on for the course`()
        async throws
    {
        try await Door.with { door in
            let token = door.token()
            let length = SessionLength(idle: 3_600, longest: 86_400)
            try await door.store.beginSession(of: "ann@small.example", with: token, lasting: length)
            let look = try await door.store.look(at: [token])
            let session = try #require(look.sessions[token])
            let first = try #require(session.visit(at: look.at))
            #expect(!first.isStale && first.person.takesPart.count == 1)
            let later = try #require(session.visit(at: look.at.adding(seconds: 600)))
            #expect(later.isStale)
            let moments = [first, later].compactMap { $0.person.takesPart.first?.standing }
            #expect(moments[0].facts == moments[1].facts)
            let passed = Double(moments[1].now.microseconds - moments[0].now.microseconds) / 1_000_000
            #expect(passed == 600 * moments[0].rate)
            #expect(session.visit(at: look.at.adding(seconds: 3_590)) != nil)
            #expect(session.visit(at: look.at.adding(seconds: 3_601)) == nil)
        }
    }

    /// Other tests write in the same cluster, so that a snapshot seldom stays the same here.
    @Test func `a look reads those who are known if, and only if, something has been written`() async throws {
        try await Door.with { door in
            let (known, other) = (door.token(), door.token())
            for (token, address) in [(known, "ann@small.example"), (other, "bo@small.example")] {
                try await door.store.beginSession(of: address, with: token)
            }
            var last = try await door.store.look(at: [known])
            for round in 0..<200 {
                if round % 20 == 19 { try await door.store.noteSeen(other) }
                let look = try await door.store.look(at: [other], known: [known], since: last.snapshot)
                #expect((look.sessions[known] == nil) == (look.snapshot == last.snapshot))
                #expect(look.sessions[other] != nil)
                if round % 20 == 19 { #expect(look.snapshot != last.snapshot) }
                last = look
            }
        }
    }

    /// Changes that are seen at the next request, each made by a connection of its own.
    @Test func `the lobby says at each request what the database holds`() async throws {
        try await Door.with { door in
            let lobby = Lobby(door.store)
            let addresses = ["ann@small.example", "bo@small.example", "gro@small.example", "nobody@small.example"]
            var tokens = addresses.map { _ in door.token() }
            for (token, address) in zip(tokens, addresses) {
                try await door.store.beginSession(of: address, with: token)
            }
            var generator = SplitMix64(seed: 27)
            var answers: [Int] = [0, 0]
            for _ in 0..<120 {
                let index = Int.random(in: tokens.indices, using: &generator)
                let (token, address) = (tokens[index], addresses[index])
                switch Int.random(in: 0..<12, using: &generator) {
                case 0: try await door.store.endSession(with: token)
                case 1: try await door.store.endSessions(ofPersonWith: token)
                case 2:
                    tokens[index] = door.token()
                    try await door.store.beginSession(of: address, with: tokens[index])
                case 3:
                    try await door.change("UPDATE leader SET name = name || 'a' WHERE email = \(address)")
                case 4:
                    try await door.change(
                        """
                        UPDATE leader SET withdrawn_at = CASE WHEN withdrawn_at IS NULL THEN '2027-01-01Z'::timestamptz END
                        WHERE email = \(address)
                        """
                    )
                case 5:
                    try await door.change(
                        """
                        INSERT INTO film_done (leader, module, done_at) SELECT id, 'film-1', '2027-01-01Z' FROM leader
                        WHERE email = \(address) ON CONFLICT DO NOTHING
                        """
                    )
                default: break
                }
                for token in tokens {
                    let (seen, held) = (try await lobby.person(with: token), try await door.store.person(with: token))
                    #expect(seen?.withoutTime == held?.withoutTime)
                    answers[seen == nil ? 0 : 1] += 1
                }
            }
            #expect(answers.allSatisfy { $0 > 50 }, "\(answers)")
        }
    }
}

extension Door {
    fileprivate func change(_ statement: SQL) async throws {
        _ = try await owner.withSession { try await $0.execute(statement) }
    }
}

extension Person {
    /// For comparing: what the clock says is another at each look.
    fileprivate var withoutTime: Person {
        var person = self
        for index in person.takesPart.indices { person.takesPart[index].standing.now = .distantPast }
        return person
    }
}
