import Course
import CourseStore
import CourseTesting
import Foundation
import Postgres
import Testing

/// Claims, leases and settlements.
struct ClaimingTests {
    /// A course on its 3 March, with the five letters of Albertslund queued.
    private func withLetters(_ body: (CourseRun, _ owner: Database) async throws -> Void) async throws {
        try await withStore(connections: 8) { store, owner in
            let run = try await SmallCourse.run(in: store)
            try await run.run(until: at("2027-03-03T07:00"))
            try await run.setClock(to: at("2027-03-03T08:00"))
            _ = try await store.release(run.id)
            try await body(run, owner)
        }
    }

    private func endLeases(_ owner: Database) async throws {
        try await owner.withSession {
            _ = try await $0.execute(
                "UPDATE letter SET next_at = next_at - interval '301 seconds' WHERE claimed_by IS NOT NULL"
            )
        }
    }

    @Test func `a claim has everything that a letter says`() async throws {
        try await withLetters { run, _ in
            let claim = try await run.store.claim(on: run.route, by: "one", limit: 50)
            #expect(claim.letters.count == 5)
            #expect(claim.now == run.zone.instant(of: at("2027-03-03T08:00")))
            let letter = try #require(claim.letters.first { $0.recipient.email == SmallCourse.address("ann") })
            #expect(letter.attempt == 1)
            #expect(letter.failures == 0)
            #expect(!letter.isWelcome)
            #expect(letter.recipient.name == "Ann")
            #expect(letter.recipient.municipality == "albertslund")
            #expect(letter.recipient.groupName == "Nord")
            #expect(letter.message == nil)
            // The later of the film's and the invitation's: the workshop's start.
            #expect(letter.usefulUntil == run.zone.instant(of: at("2027-04-14T09:00")))
            #expect(letter.items.map(\.module) == ["film-1", "workshop-1"])
            #expect(letter.items.map(\.purpose) == [.link, .invitation])
            #expect(letter.items.map(\.isProvisional) == [true, false])
            #expect(
                letter.items.last?.told
                    == PlannedPrompt.ToldDate(edge: .start, at: at("2027-04-14T09:00"), dayOnly: false)
            )
        }
    }

    @Test func `a letter is claimed once until its lease ends, and a late settlement finds nothing`() async throws {
        try await withLetters { run, owner in
            let store = run.store
            let first = try await store.claim(on: run.route, by: "one", limit: 50).letters
            #expect(try await store.claim(on: run.route, by: "two", limit: 50).letters.isEmpty)
            let (due, now) = try await store.nextDue(on: run.route)
            #expect(due == now.adding(seconds: 300))
            try await endLeases(owner)
            let second = try await store.claim(on: run.route, by: "two", limit: 50).letters
            #expect(Set(second.map(\.id)) == Set(first.map(\.id)))
            #expect(second.allSatisfy { $0.attempt == 2 && $0.failures == 0 })

            #expect(
                try await store.settle(
                    first.map { .sent($0, replyCode: 250, reply: nil) },
                    deferring: [],
                    on: run.route
                ) == 0
            )
            try await store.handBack(first, on: run.route)
            #expect(try await store.renew(first, on: run.route).isEmpty)
            try await store.settle(
                [],
                deferring: first.map { Deferral($0, seconds: 1, replyCode: nil, reply: nil) },
                on: run.route
            )
            #expect(try await store.claim(on: run.route, by: "three", limit: 50).letters.isEmpty)
            #expect(
                try await store.settle(
                    second.map { .sent($0, replyCode: 250, reply: "ok") },
                    deferring: [],
                    on: run.route
                ) == 5
            )
            #expect(
                try await owner.one("SELECT count(*) FROM letter_history WHERE outcome = 'sent' AND attempt = 2") == 5
            )
            // The three chairs had two letters each before.
            #expect(try await store.ledger(of: run.key).letters == 11)
        }
    }

    @Test func `what a journal says was accepted is settled whoever holds it now`() async throws {
        try await withLetters { run, owner in
            let store = run.store
            let first = try await store.claim(on: run.route, by: "one", limit: 50).letters
            try await endLeases(owner)
            let second = try await store.claim(on: run.route, by: "two", limit: 50).letters
            let token = try #require(first.first).token
            #expect(try await store.settleAccepted([(token, 250), (UUID(), 250)], on: run.route) == 1)
            #expect(try await store.settleAccepted([(token, 250)], on: run.route) == 0)
            #expect(
                try await store.settle(
                    second.map { .sent($0, replyCode: 250, reply: nil) },
                    deferring: [],
                    on: run.route
                ) == 4
            )
            #expect(try await owner.one("SELECT count(*) FROM letter_item WHERE state = 'pending'") == 0)
            #expect(try await owner.one("SELECT count(DISTINCT id) FROM letter_history WHERE token = \(token)") == 1)
        }
    }

    @Test func `a letter handed back is due at once, and nothing is held against it`() async throws {
        try await withLetters { run, _ in
            let store = run.store
            let first = try await store.claim(on: run.route, by: "one", limit: 2).letters
            try await store.handBack(first, on: run.route)
            let again = try await store.claim(on: run.route, by: "two", limit: 50).letters
            #expect(again.count == 5)
            #expect(again.allSatisfy { $0.failures == 0 })
            try await store.handBackAll(of: "one")
            #expect(try await store.claim(on: run.route, by: "three", limit: 50).letters.isEmpty)
            try await store.handBackAll(of: "two")
            #expect(try await store.claim(on: run.route, by: "three", limit: 50).letters.count == 5)
        }
    }

    @Test func `a deferred letter comes back after its time, with its bytes and one failure more`() async throws {
        try await withLetters { run, _ in
            let store = run.store
            let claim = try await store.claim(on: run.route, by: "one", limit: 1)
            let letter = try #require(claim.letters.first)
            try await store.keep([(letter.id, Array("first".utf8))], now: claim.now)
            try await store.keep([(letter.id, Array("second".utf8))], now: claim.now)
            try await store.settle(
                [],
                deferring: [Deferral(letter, seconds: 60, replyCode: 451, reply: "4.3.0 Later")],
                on: run.route
            )
            let others = try await store.claim(on: run.route, by: "one", limit: 50).letters
            #expect(others.count == 4)
            try await store.settle(others.map { .sent($0, replyCode: 250, reply: nil) }, deferring: [], on: run.route)
            let (due, now) = try await store.nextDue(on: run.route)
            #expect(due == now.adding(seconds: 60))
            try await run.setClock(to: now.adding(seconds: 60))
            let again = try #require(try await store.claim(on: run.route, by: "two", limit: 50).letters.first)
            #expect(again.id == letter.id)
            #expect(again.token == letter.token)
            #expect((again.attempt, again.failures) == (2, 1))
            #expect(again.message == Array("first".utf8))
            #expect(again.items.count == letter.items.count)
        }
    }

    @Test func `a clock that is moved ends no lease`() async throws {
        try await withLetters { run, _ in
            let held = try await run.store.claim(on: run.route, by: "one", limit: 50).letters
            try await run.setClock(to: at("2027-03-03T09:00"))
            #expect(try await run.store.claim(on: run.route, by: "two", limit: 50).letters.isEmpty)
            #expect(
                try await run.store.settle(
                    held.map { .sent($0, replyCode: 250, reply: nil) },
                    deferring: [],
                    on: run.route
                ) == 5
            )
        }
    }

    @Test func `the urgent lane goes first, then what has been due the longest, and no other route's`() async throws {
        try await withLetters { run, owner in
            let moment = run.zone.instant(of: at("2027-03-03T07:59"))
            try await owner.withSession { session in
                for (route, lane, minutes) in [
                    (run.route, Int16(0), 0), (run.route, Int16(1), -5), ("elsewhere", Int16(0), -9),
                ] {
                    try await session.execute(
                        """
                        INSERT INTO letter (route, lane, next_at, course, leader, released_at, useful_until)
                        SELECT \(route), \(lane), \(moment) + make_interval(mins => \(Int32(minutes))), course, leader, released_at, useful_until
                        FROM letter ORDER BY id LIMIT 1
                        """
                    )
                }
            }
            let ids: [Int64] = try await owner.ask(
                "SELECT id FROM letter WHERE route = \(run.route) ORDER BY lane, next_at, id"
            )
            var claimed: [Int64] = []
            for _ in 0..<4 {
                claimed += try await run.store.claim(on: run.route, by: "one", limit: 2).letters.map(\.id)
            }
            #expect(claimed == ids)
            #expect(claimed.count == 7)
        }
    }

    @Test func `claimers at once never hold the same letter`() async throws {
        try await withStore(connections: 8) { store, owner in
            let run = try await SmallCourse.run(in: store, goesLive: false)
            let many = SmallCourse.list((0..<300).map { SmallCourse.leader("n\($0)") })
            _ = try await store.enrol(many, in: run.key, municipality: "glostrup")
            _ = try await store.goLive(run.key)
            try await run.setClock(to: at("2027-03-03T10:00"))
            _ = try await store.release(run.id)
            let claimed = try await withThrowingTaskGroup(of: [Int64].self) { group in
                for number in 0..<8 {
                    group.addTask {
                        var mine: [Int64] = []
                        while true {
                            let letters = try await store.claim(on: run.route, by: "claimer-\(number)", limit: 7)
                                .letters
                            if letters.isEmpty { return mine }
                            mine += letters.map(\.id)
                        }
                    }
                }
                return try await group.reduce(into: []) { $0 += $1 }
            }
            #expect(claimed.count == 307)
            #expect(Set(claimed).count == 307)
        }
    }

    @Test func `releases from eight connections at once give every item once`() async throws {
        try await withStore(connections: 8) { store, owner in
            let run = try await SmallCourse.run(in: store, goesLive: false)
            let many = SmallCourse.list((0..<500).map { SmallCourse.leader("n\($0)") })
            _ = try await store.enrol(many, in: run.key, municipality: "glostrup")
            _ = try await store.goLive(run.key)
            try await run.setClock(to: at("2027-03-03T10:00"))
            let outcomes = try await withThrowingTaskGroup(of: ReleaseOutcome?.self) { group in
                for _ in 0..<8 { group.addTask { try await store.release(run.id) } }
                return try await group.reduce(into: []) { $0.append($1) }
            }
            #expect(outcomes.compactMap(\.self).map(\.letters).reduce(0, +) == 507)
            let (letters, leaders, items): (Int, Int, Int) = (
                try await owner.one("SELECT count(*) FROM letter"),
                try await owner.one("SELECT count(DISTINCT leader) FROM letter"),
                try await owner.one("SELECT count(*) FROM letter_item WHERE state = 'pending'")
            )
            // A film and an invitation each, and the three chairs are still asked for a date.
            #expect((letters, leaders, items) == (507, 507, 1_017))
        }
    }
}
