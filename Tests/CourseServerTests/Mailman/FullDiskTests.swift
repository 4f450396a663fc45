import CourseTesting
import Foundation
import Testing

/// A journal on a file system of its own, which can be filled.
struct FullDiskTests {
    @Test(.enabled(if: getuid() == 0, "only root can mount a file system to fill"))
    func `with the journal's disk full nothing is claimed, and with room again all is sent`() async throws {
        try await withHouse { house in
            let letters = try await house.queueLetters(200)
            try FileManager.default.createDirectory(atPath: house.journals, withIntermediateDirectories: true)
            let mount = ["-t", "tmpfs", "-o", "size=256k", "tmpfs", house.journals]
            try #require(try Command.run("mount", mount).status == 0)
            defer { _ = try? Command.run("umount", ["-l", house.journals]) }
            let filler = URL(filePath: house.journals).appending(path: "filler")
            _ = try Command.run("cp", ["/dev/zero", filler.path])
            let stub = try await SMTPStub.start()
            let mailman = try house.startMailman(to: stub.url)
            try await until("it says so") {
                mailman.complaint.contains("The accept journal cannot be written: no letter is claimed until it can")
            }
            #expect(try await house.attempts() == 0 && stub.sessions == 0)
            try FileManager.default.removeItem(at: filler)
            try await until("all is settled") { try await house.unsettled() == 0 }
            #expect(mailman.complaint.contains("The accept journal can be written again"))
            #expect(try await mailman.terminate().status == 0)
            await stub.stop()
            #expect(Set(stub.tokens) == letters && stub.tokens.count == letters.count)
        }
    }
}
