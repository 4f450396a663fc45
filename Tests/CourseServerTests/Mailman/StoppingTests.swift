import Correspondence
import CourseTesting
import NIOCore
import Postgres
import Testing

@Suite(.serialized) struct StoppingTests {
    /// What the mailbox says of its letters: whether each is held by nobody, and how often it was refused.
    private func standing(_ house: House) async throws -> [(isFree: Bool, failures: Int)] {
        try await house.owner.withSession { session in
            try await session.rows(
                Query("SELECT claimed_by IS NULL, failures FROM letter ORDER BY id") { row in
                    (try row.next(), try row.next())
                }
            )
        }
    }

    @Test(arguments: [SMTPStub.Phase.banner, .hello, .mail, .recipient, .data])
    func `a mailman asked to stop before the final dot waits for nobody and hands all back`(
        _ phase: SMTPStub.Phase
    ) async throws {
        try await withHouse { house in
            let letters = try await house.queueLetters(20)
            var behaviour = SMTPStub.Behaviour()
            behaviour.faults = [phase: .stall]
            let stub = try await SMTPStub.start(behaviour)
            let mailman = try house.mailman(to: stub.url) { $0.shutdown = .seconds(3600) }
            async let work: Void = mailman.work()
            try await until("it waits") { stub.stalls > 0 }
            mailman.stop()
            try await work
            let rest = try await standing(house)
            #expect(rest.count == letters.count && stub.received.isEmpty)
            #expect(rest.allSatisfy { $0.isFree && $0.failures == 0 })
            await stub.stop()
        }
    }

    @Test func `an answer to a final dot is waited for, and the letters after it are handed back`() async throws {
        try await withHouse { house in
            let letters = try await house.queueLetters(20)
            var behaviour = SMTPStub.Behaviour()
            behaviour.acceptDelay = .milliseconds(300)
            let stub = try await SMTPStub.start(behaviour)
            let mailman = try house.mailman(to: stub.url) { $0.shutdown = .seconds(3600) }
            async let work: Void = mailman.work()
            try await until("a letter is out") { stub.received.count == 1 }
            mailman.stop()
            try await work
            await stub.stop()
            let rest = try await standing(house)
            #expect(rest.count == letters.count - stub.received.count)
            #expect(rest.allSatisfy { $0.isFree && $0.failures == 0 })
            #expect(try await house.sent() == Dictionary(uniqueKeysWithValues: stub.tokens.map { ($0, 1) }))
        }
    }

    @Test func `an answer that does not come in time leaves its letter for later`() async throws {
        try await withHouse { house in
            _ = try await house.queueLetters(20)
            var behaviour = SMTPStub.Behaviour()
            behaviour.faults = [.content: .stall]
            let stub = try await SMTPStub.start(behaviour)
            let mailman = try house.mailman(to: stub.url) { $0.shutdown = .milliseconds(100) }
            async let work: Void = mailman.work()
            try await until("a letter is out") { stub.stalls > 0 }
            mailman.stop()
            try await work
            await stub.stop()
            let rest = try await standing(house)
            #expect(rest.count == 20 && rest.allSatisfy(\.isFree))
            #expect(rest.count { $0.failures == 1 } == 1, "whose copy may be out")
        }
    }
}
