import Correspondence
import CourseTesting
import Foundation
import NIOCore
import Postgres
import Testing

@Suite(.serialized) struct SeveralMailmenTests {
    @Test func `three mailmen on one queue deliver every letter once`() async throws {
        try await withHouse { house in
            let letters = try await house.queueLetters(1_200)
            var behaviour = SMTPStub.Behaviour()
            behaviour.acceptDelay = .milliseconds(3)
            let stub = try await SMTPStub.start(behaviour)
            let mailmen = try (1...3).map { _ in try house.startMailman(to: stub.url) }
            try await until("all is settled") { try await house.unsettled() == 0 }
            for mailman in mailmen {
                let end = try await mailman.terminate()
                #expect(end.exited && end.status == 0, "\(end.complaint)")
            }
            await stub.stop()
            let taken = stub.tokens
            #expect(taken.count == letters.count)
            #expect(Set(taken) == letters)
            #expect(try await house.sent() == Dictionary(uniqueKeysWithValues: letters.map { ($0, 1) }))
        }
    }

    @Test func `a mailman settles the journal of one that was killed beside it, and takes over its letters`()
        async throws
    {
        try await withHouse { house in
            let letters = try await house.queueLetters(1000)
            var behaviour = SMTPStub.Behaviour()
            behaviour.acceptDelay = .milliseconds(25)
            let stub = try await SMTPStub.start(behaviour)
            let victim = try house.startMailman(to: stub.url)
            try await until("the first works") { stub.received.count > 20 }
            let heir = try house.mailman(to: stub.url) { $0.patrol = .seconds(2) }
            async let work: Void = heir.work()
            try await until("both work") { stub.sessions > 4 }
            try await victim.kill()
            let journaled = try house.journaled()
            let before = stub.received.count
            #expect(!journaled.isEmpty)
            stub.change { $0.acceptDelay = .zero }
            try await until("all is settled") { try await house.unsettled() == 0 }
            heir.stop()
            try await work
            await stub.stop()
            let taken = stub.tokens
            #expect(Set(taken) == letters)
            #expect(journaled.isDisjoint(with: taken[before...]))
            #expect(taken.count - letters.count <= 4 * 2)
            #expect(try await house.sent() == Dictionary(uniqueKeysWithValues: letters.map { ($0, 1) }))
            let files = try FileManager.default.contentsOfDirectory(atPath: house.journals)
            #expect(!files.contains { !$0.hasPrefix("test.") }, "the dead mailman's journal is gone")
        }
    }

    @Test func `a mailman asked to stop ends what is in flight and hands the rest back`() async throws {
        try await withHouse { house in
            let letters = try await house.queueLetters(300)
            var behaviour = SMTPStub.Behaviour()
            behaviour.acceptDelay = .milliseconds(25)
            let stub = try await SMTPStub.start(behaviour)
            let mailman = try house.startMailman(to: stub.url)
            try await until("it works") { stub.received.count > 10 }
            let end = try await mailman.terminate()
            #expect(end.exited && end.status == 0, "\(end.complaint)")
            await stub.stop()
            let taken = stub.tokens
            #expect(Set(taken).count == taken.count && taken.count < letters.count)
            #expect(try await house.sent() == Dictionary(uniqueKeysWithValues: taken.map { ($0, 1) }))
            let rest = try await house.owner.withSession { session in
                try await session.rows(
                    Query<Bool>(
                        "SELECT claimed_by IS NULL AND next_at <= clock_timestamp() AND failures = 0 FROM letter"
                    )
                )
            }
            #expect(rest.count == letters.count - taken.count)
            #expect(rest.allSatisfy { $0 }, "nothing is leased, and all of it is due")
        }
    }
}
