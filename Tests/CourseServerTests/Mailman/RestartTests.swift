import CourseTesting
import Foundation
import NIOCore
import Postgres
import Testing

@Suite(.serialized) struct RestartTests {
    @Test(arguments: [PrivateCluster.Stop.fast, .immediate])
    func `five restarts of PostgreSQL lose no letter and send none twice`(_ mode: PrivateCluster.Stop) async throws {
        try await withHouseOnItsOwnCluster { house, cluster in
            let letters = try await house.queueLetters(1_500)
            var behaviour = SMTPStub.Behaviour()
            behaviour.acceptDelay = .milliseconds(15)
            let stub = try await SMTPStub.start(behaviour)
            var random = SplitMix64(seed: 15)
            let mailman = try house.startMailman(to: stub.url)
            for _ in 0..<5 {
                let before = stub.received.count
                try await until("it works") { stub.received.count > before }
                try await Task.sleep(for: .milliseconds(Int.random(in: 0...100, using: &random)))
                try await cluster.restart(mode)
            }
            let before = stub.received.count
            try await until("it works again") { stub.received.count > before }
            #expect(try await house.unsettled() > 0, "the queue was to outlast the restarts")
            stub.change { $0.acceptDelay = .zero }
            // A claim whose answer a restart swallowed waits for its lease to end, or for the next mailman.
            let end = try await mailman.terminate()
            #expect(end.exited && end.status == 0, "\(end.complaint)")
            let last = try house.startMailman(to: stub.url)
            try await until("all is settled") { try await house.unsettled() == 0 }
            #expect(try await last.terminate().status == 0)
            await stub.stop()
            let taken = stub.tokens
            #expect(Set(taken) == letters)
            #expect(taken.count == letters.count)
            #expect(try await house.sent() == Dictionary(uniqueKeysWithValues: letters.map { ($0, 1) }))
        }
    }
}
