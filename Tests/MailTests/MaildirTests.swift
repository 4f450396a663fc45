import CourseTesting
import Foundation
import Testing

@testable import Mail

struct MaildirTests {
    private func names(_ folder: String) throws -> [String] {
        try FileManager.default.contentsOfDirectory(atPath: folder).sorted()
    }

    @Test func `letters are in the Maildir, whole, and Python's mailbox reads them`() async throws {
        let folder = try TemporaryFolder()
        let path = folder.path + "/mail"
        let maildir = try Maildir(folder: path)
        let items = (0..<150).map {
            Maildir.Item(token: UUID(), message: Array("Subject: letter \($0)\r\n\r\nText \($0)\r\n".utf8))
        }
        try await maildir.deliver(items)
        #expect(try names(path + "/new") == items.map { $0.token.uuidString.lowercased() }.sorted())
        #expect(try names(path + "/tmp").isEmpty)
        let script =
            "import sys, mailbox; print(*sorted(m['Subject'] for m in mailbox.Maildir(sys.argv[1])), sep='\\n')"
        let result = try Command.run("python3", ["-c", script, path])
        #expect(result.text == (0..<150).map { "letter \($0)\n" }.sorted().joined())
    }

    @Test func `a letter delivered again replaces itself`() async throws {
        let folder = try TemporaryFolder()
        let token = UUID()
        for text in ["first", "second"] {
            let maildir = try Maildir(folder: folder.path)
            try await maildir.deliver([Maildir.Item(token: token, message: Array(text.utf8))])
        }
        let files = try names(folder.path + "/new")
        #expect(files.count == 1)
        #expect(try String(contentsOfFile: folder.path + "/new/" + (files.first ?? ""), encoding: .utf8) == "second")
    }

    @Test func `a folder that cannot be is refused`() throws {
        let fault = #expect(throws: FileFault.self) { try Maildir(folder: "/nowhere/at/all") }
        #expect(fault?.operation == "mkdir")
    }

    @Test func `a delivery that fails leaves nothing half done`() async throws {
        let folder = try TemporaryFolder()
        let maildir = try Maildir(folder: folder.path)
        try FileManager.default.removeItem(atPath: folder.path + "/new")
        let item = Maildir.Item(token: UUID(), message: [0x61])
        let fault = await #expect(throws: FileFault.self) { try await maildir.deliver([item]) }
        #expect(fault?.operation == "rename")
        #expect(try names(folder.path + "/tmp").isEmpty)
    }
}
