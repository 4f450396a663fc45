import CourseTesting
import Foundation
import Glibc
import Testing

@testable import Mail

struct MaildirInboxTests {
    private func maildir() throws -> (TemporaryFolder, String) {
        let folder = try TemporaryFolder()
        let path = folder.path + "/inbox"
        _ = try Maildir(folder: path)
        return (folder, path)
    }

    private func put(_ text: String, _ path: String) throws { try Data(text.utf8).write(to: URL(filePath: path)) }

    private func names(_ path: String) throws -> [String] {
        try FileManager.default.contentsOfDirectory(atPath: path).sorted()
    }

    @Test func `messages are read in their order and moved as seen`() throws {
        let (folder, path) = try maildir()
        defer { withExtendedLifetime(folder) {} }
        try put("second", "\(path)/new/1807772402.M1P2.host")
        try put("first", "\(path)/new/1807772401.M1P2.host")
        let inbox = try MaildirInbox(folder: path)
        let waiting = try inbox.waiting()
        #expect(waiting == ["1807772401.M1P2.host", "1807772402.M1P2.host"])
        #expect(
            try waiting.map { String(decoding: try inbox.read($0, limit: 100), as: UTF8.self) } == ["first", "second"]
        )
        for name in waiting { try inbox.done(name) }
        #expect(try inbox.waiting() == [])
        #expect(try names("\(path)/new") == [])
        #expect(try names("\(path)/cur") == waiting.map { $0 + ":2,S" })
        #expect(try String(contentsOfFile: "\(path)/cur/\(waiting[0]):2,S", encoding: .utf8) == "first")
        let script = "import sys, mailbox; print(*[m.get_flags() for m in mailbox.Maildir(sys.argv[1])])"
        #expect(try Command.run("python3", ["-c", script, path]).text == "S S\n")
    }

    @Test func `what is no message of this folder is left alone`() throws {
        let (folder, path) = try maildir()
        try put("secret", "\(folder.path)/secret")
        try put("half", "\(path)/tmp/half")
        try put("seen", "\(path)/cur/seen:2,S")
        try put("hidden", "\(path)/new/.hidden")
        try put("good", "\(path)/new/good")
        try FileManager.default.createDirectory(atPath: "\(path)/new/folder", withIntermediateDirectories: false)
        try put("inside", "\(path)/new/folder/inside")
        try FileManager.default.createSymbolicLink(
            atPath: "\(path)/new/link",
            withDestinationPath: "\(folder.path)/secret"
        )
        try FileManager.default.createSymbolicLink(atPath: "\(path)/new/dir", withDestinationPath: folder.path)
        #expect(mkfifo("\(path)/new/pipe", 0o600) == 0)
        let inbox = try MaildirInbox(folder: path)
        #expect(try inbox.waiting() == ["good"])
        let odd = [
            "link", "folder", "pipe", ".hidden", "", "folder/inside", "../../secret", "../tmp/half", "/etc/passwd",
            "good\0x", "nowhere",
        ]
        for name in odd {
            #expect(throws: FileFault.self, "\(name)") { try inbox.read(name, limit: 10) }
        }
        for name in ["../../secret", "../tmp/half", "..", ".hidden", "folder/inside", "", "nowhere"] {
            #expect(throws: FileFault.self, "\(name)") { try inbox.done(name) }
        }
        #expect(try names("\(path)/cur") == ["seen:2,S"])
        #expect(try names("\(path)/tmp") == ["half"])
        #expect(try inbox.read("good", limit: 10) == Array("good".utf8))
    }

    @Test func `no more is read than was asked for`() throws {
        let (folder, path) = try maildir()
        defer { withExtendedLifetime(folder) {} }
        try Data(repeating: 0x61, count: 3_000_000).write(to: URL(filePath: "\(path)/new/long"))
        let inbox = try MaildirInbox(folder: path)
        for limit in [0, 1, 65_536, 100_000, 2_999_999] { #expect(try inbox.read("long", limit: limit).count == limit) }
        #expect(try inbox.read("long", limit: 5_000_000).count == 3_000_000)
    }

    @Test(arguments: [
        ("a", "a:2,S"), ("a:2,", "a:2,S"), ("a:2,RF", "a:2,FRS"), ("a:2,S", "a:2,S"), ("a:1,x", "a:1,x:2,S"),
    ])
    func `the flag joins those that are there`(before: String, after: String) throws {
        let (folder, path) = try maildir()
        defer { withExtendedLifetime(folder) {} }
        try put("x", "\(path)/new/\(before)")
        try MaildirInbox(folder: path).done(before)
        #expect(try names("\(path)/cur") == [after])
    }

    @Test func `a message that another reader has taken is known by its error`() throws {
        let (folder, path) = try maildir()
        defer { withExtendedLifetime(folder) {} }
        try put("x", "\(path)/new/one")
        let (first, second) = (try MaildirInbox(folder: path), try MaildirInbox(folder: path))
        try first.done("one")
        #expect(#expect(throws: FileFault.self) { try second.done("one") }?.number == ENOENT)
        #expect(#expect(throws: FileFault.self) { try second.read("one", limit: 1) }?.number == ENOENT)
    }

    @Test func `a folder that is no Maildir is refused, and none is made`() throws {
        let folder = try TemporaryFolder()
        #expect(throws: FileFault.self) { try MaildirInbox(folder: folder.path + "/none") }
        #expect(throws: FileFault.self) { try MaildirInbox(folder: folder.path) }
        #expect(try names(folder.path) == [])
        // Its folders are its own, not links to somebody else's.
        let (other, path) = try maildir()
        defer { withExtendedLifetime(other) {} }
        for name in ["new", "cur"] {
            try FileManager.default.createSymbolicLink(
                atPath: "\(folder.path)/\(name)",
                withDestinationPath: "\(path)/\(name)"
            )
        }
        #expect(throws: FileFault.self) { try MaildirInbox(folder: folder.path) }
    }
}
