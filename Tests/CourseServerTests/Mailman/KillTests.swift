import CourseTesting
import Foundation
import NIOCore
import Testing

@Suite(.serialized) struct KillTests {
    @Test func `fifty kills lose no letter, and what the journal has is not sent again`() async throws {
        try await withHouse { house in
            let letters = try await house.queueLetters(3_000)
            var behaviour = SMTPStub.Behaviour()
            // Slow enough that the queue outlasts the kills, and that every kill finds letters between DATA and 250.
            behaviour.acceptDelay = .milliseconds(15)
            let stub = try await SMTPStub.start(behaviour)
            var random = SplitMix64(seed: 2015)
            var journaled: [(letters: Set<UUID>, taken: Int)] = []
            for _ in 0..<50 {
                let before = stub.received.count
                let mailman = try house.startMailman(to: stub.url)
                // One in five dies while it is still starting: it may be settling its predecessor's journal then.
                if Int.random(in: 0..<5, using: &random) > 0 {
                    try await until("a letter arrives") { stub.received.count > before }
                }
                try await Task.sleep(for: .milliseconds(Int.random(in: 0...150, using: &random)))
                try await mailman.kill()
                journaled.append((try house.journaled(), stub.received.count))
            }
            #expect(try await house.unsettled() > 0, "the queue was to outlast the kills")
            stub.change { $0.acceptDelay = .zero }
            let last = try house.startMailman(to: stub.url)
            try await until("all is settled") { try await house.unsettled() == 0 }
            let end = try await last.terminate()
            #expect(end.exited && end.status == 0, "\(end.complaint)")
            await stub.stop()

            let taken = stub.tokens
            #expect(Set(taken) == letters)
            #expect(try await house.sent() == Dictionary(uniqueKeysWithValues: letters.map { ($0, 1) }))
            for (recorded, count) in journaled { #expect(recorded.isDisjoint(with: taken[count...])) }
            // Some journals did hold letters that the database did not know of.
            #expect(journaled.contains { !$0.letters.isEmpty })
            // Each of four sessions has at most one letter in the server's hands and one whose record is being synced.
            #expect(taken.count - letters.count <= 50 * 4 * 2)
            let byToken = Dictionary(grouping: stub.received, by: \.token)
            #expect(byToken.values.allSatisfy { Set($0.map(\.bytes)).count == 1 }, "a second copy is the same bytes")
            let ledger = try JSON.read(
                try await house.run("ledger", "--course", DemoCourse.key, "--format", "json").output
            )
            #expect(ledger["totals"]["sent"] == .number(3_000))
            #expect(ledger["totals"]["letters"] == .number(3_000))
        }
    }

    @Test func `a Maildir has each letter once, however often its mailman is killed`() async throws {
        try await withHouse { house in
            let letters = try await house.queueLetters(1_500)
            let folder = house.folder.appending(path: "letters")
            let new = folder.appending(path: "new").path
            func files() -> [String] { (try? FileManager.default.contentsOfDirectory(atPath: new)) ?? [] }
            var random = SplitMix64(seed: 1604)
            for _ in 0..<10 where try await house.unsettled() > 0 {
                let before = files().count
                let mailman = try house.startMailman(to: "maildir:\(folder.path)")
                try await until("a letter arrives") { files().count > before || !mailman.isRunning }
                try await Task.sleep(for: .milliseconds(Int.random(in: 0...20, using: &random)))
                try await mailman.kill()
            }
            let last = try house.startMailman(to: "maildir:\(folder.path)")
            try await until("all is settled") { try await house.unsettled() == 0 }
            #expect(try await last.terminate().status == 0)
            #expect(Set(files()) == Set(letters.map { $0.uuidString.lowercased() }))
            #expect(try await house.sent() == Dictionary(uniqueKeysWithValues: letters.map { ($0, 1) }))
            let whole = try files().allSatisfy { name in
                let text = String(decoding: try Data(contentsOf: URL(filePath: "\(new)/\(name)")), as: UTF8.self)
                return text.contains("Message-ID: <\(name)@") && text.hasSuffix("--\r\n")
            }
            #expect(whole)
        }
    }
}
