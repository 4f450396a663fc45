import Correspondence
import CourseStore
import CourseTesting
import Foundation
import NIOCore
import Postgres
import Testing

/// The moment between the journal's sync and the settlement, in which only the journal knows what was accepted.
@Suite(.serialized) struct JournalWindowTests {
    @Test func `a hundred kills after the journal's sync and before settlement send no second copy`() async throws {
        try await withHouse { house in
            let letters = try await house.queueLetters(500)
            try await house.postpone()
            try await house.store.tidyMailbox()
            let stub = try await SMTPStub.start()
            for round in 1...100 {
                try await house.bringDue(5)
                try await house.withoutSettlement {
                    let mailman = try house.startMailman(to: stub.url)
                    try await until("all are in the journal") { try house.recorded() == 5 }
                    try await mailman.kill()
                }
                #expect(stub.received.count == 5 * round)
                // The next life of the mailman settles them before it claims.
                #expect(try await house.mailman(to: stub.url).drain() == 0)
                #expect(try house.journaled().isEmpty)
            }
            await stub.stop()
            #expect(stub.tokens.count == 500 && Set(stub.tokens) == letters)
            #expect(try await house.sent() == Dictionary(uniqueKeysWithValues: letters.map { ($0, 1) }))
        }
    }

    @Test func `a kill between the 250 and the journal's sync costs second copies of just those letters`() async throws
    {
        try await withHouse { house in
            let letters = try await house.queueLetters(200)
            var behaviour = SMTPStub.Behaviour()
            behaviour.acceptDelay = .milliseconds(40)
            let stub = try await SMTPStub.start(behaviour)
            var expected = Dictionary(uniqueKeysWithValues: letters.map { ($0, 1) })
            for _ in 0..<10 {
                let before = stub.tokens.count
                let mailman = try house.startMailman(to: stub.url)
                try await until("a letter waits for its 250") { stub.pending > 0 }
                // It cannot read the 250 that is now on its way, and dies without having read it.
                kill(mailman.identifier, SIGSTOP)
                try await until("the server has answered") { stub.pending == 0 }
                try await mailman.kill()
                let known = try await house.journaled().union(house.sent().keys)
                // What only the server knows of goes out once more; of earlier kills' letters, what has gone out again.
                for token in Set(stub.tokens[before...]).subtracting(known) { expected[token, default: 0] += 1 }
            }
            stub.change { $0.acceptDelay = .zero }
            _ = try await house.mailman(to: stub.url).drain()
            await stub.stop()
            #expect(try await house.unsettled() == 0)
            let copies = Dictionary(grouping: stub.tokens, by: \.self).mapValues(\.count)
            #expect(copies == expected)
            let second = stub.tokens.count - letters.count
            #expect((1...40).contains(second), "four sessions, each with a letter in the server's hands")
            print("\(second) second copies in 10 kills between the 250 and the sync")
        }
    }

    @Test func `letters accepted while the database is away are settled when it is back, and not sent again`()
        async throws
    {
        try await withHouseOnItsOwnCluster { house, cluster in
            let letters = try await house.queueLetters(60)
            var behaviour = SMTPStub.Behaviour()
            behaviour.acceptDelay = .milliseconds(50)
            let stub = try await SMTPStub.start(behaviour)
            let mailman = try house.startMailman(to: stub.url)
            try await until("letters are on the wire") { stub.received.count > 4 }
            try await cluster.stop(.immediate)
            try await until("it has tried to settle for a while") {
                mailman.complaint.components(separatedBy: "cannot be settled").count > 5
            }
            let away = stub.received.count
            try await cluster.start()
            try await until("all is settled") { (try? await house.unsettled()) == 0 }
            #expect(try await mailman.terminate().status == 0)
            await stub.stop()
            #expect(away > 4 && stub.tokens.count == letters.count && Set(stub.tokens) == letters)
            #expect(try await house.sent() == Dictionary(uniqueKeysWithValues: letters.map { ($0, 1) }))
        }
    }
}

extension House {
    /// Puts all letters off, so that they can be brought due a few at a time.
    fileprivate func postpone() async throws {
        try await owner.withSession { session in
            try await session.execute("UPDATE letter SET next_at = now() + interval '1 hour'")
        }
    }

    fileprivate func bringDue(_ count: Int) async throws {
        try await owner.withSession { session in
            try await session.execute(
                """
                UPDATE letter SET next_at = now() WHERE id IN (
                    SELECT id FROM letter WHERE next_at > now() ORDER BY id LIMIT \(count))
                """
            )
        }
    }

    /// Runs while nothing can be settled: the history is locked, the mailbox is not.
    fileprivate func withoutSettlement(_ body: @escaping @Sendable () async throws -> Void) async throws {
        try await owner.transaction(as: "post") { session in
            try await session.execute("LOCK TABLE letter_history IN SHARE MODE")
            try await body()
        }
    }

    /// How many records the journals of this house hold, whoever has them locked.
    fileprivate func recorded() throws -> Int {
        let files = (try? FileManager.default.contentsOfDirectory(atPath: journals)) ?? []
        return try files.filter { $0.hasSuffix(".journal") && !$0.hasPrefix("test.") }.map { name in
            let bytes = try Data(contentsOf: URL(filePath: "\(journals)/\(name)"))
            // A record of 32 octets begins with its mark; behind the last are zeros.
            return stride(from: 0, to: bytes.count, by: 32).count { bytes[$0] == UInt8(ascii: "T") }
        }.reduce(0, +)
    }
}
