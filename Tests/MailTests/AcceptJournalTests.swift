import Foundation
import Testing

@testable import Mail

struct AcceptJournalTests {
    private func records(_ count: Int) -> [AcceptRecord] {
        (0..<count).map { AcceptRecord(token: UUID(), attempt: Int32($0), outcome: UInt8($0 % 4), code: 250) }
    }

    private func bytes(_ path: String) throws -> [UInt8] {
        Array(try Data(contentsOf: URL(filePath: path)))
    }

    @Test func `a record is 32 octets and reads as it was written`() {
        let record = AcceptRecord(token: UUID(), attempt: -3, outcome: 255, code: -1)
        var bytes: [UInt8] = []
        record.encode(into: &bytes)
        #expect(bytes.count == 32)
        #expect(AcceptRecord(bytes[...]) == record)
        for index in bytes.indices {
            var damaged = bytes
            damaged[index] ^= 0x40
            #expect(AcceptRecord(damaged[...]) == nil)
        }
    }

    @Test func `the checksum is CRC-32`() {
        #expect(Checksum.crc32("123456789".utf8) == 0xCBF4_3926)
    }

    @Test func `what is appended is in the file when append returns`() async throws {
        let folder = try TemporaryFolder()
        let journal = try AcceptJournal(folder: folder.path + "/journal", name: "post-1")
        let written = records(5)
        try await journal.append(written)
        #expect(AcceptRecord.all(in: try bytes(folder.path + "/journal/post-1.journal")) == written)
        #expect(journal.leftover.isEmpty)
    }

    @Test func `many appends at once are all in the file, once each`() async throws {
        let folder = try TemporaryFolder()
        let journal = try AcceptJournal(folder: folder.path, name: "a")
        let all = records(400)
        try await withThrowingTaskGroup(of: Void.self) { tasks in
            for record in all { tasks.addTask { try await journal.append([record]) } }
            try await tasks.waitForAll()
        }
        let found = AcceptRecord.all(in: try bytes(folder.path + "/a.journal"))
        #expect(found.count == 400)
        #expect(Set(found) == Set(all))
    }

    @Test func `records that come while a sync runs share the next`() async throws {
        let folder = try TemporaryFolder()
        let journal = try AcceptJournal(folder: folder.path, name: "a")
        for record in records(5000) { journal.record(record) }
        try await journal.synced()
        #expect(journal.commits < 2500)
        #expect(AcceptRecord.all(in: try bytes(folder.path + "/a.journal")).count == 5000)
    }

    @Test(arguments: [1, 4, 17, 31])
    func `a torn tail is left out, and what follows it is whole`(kept: Int) async throws {
        let folder = try TemporaryFolder()
        let path = folder.path + "/a.journal"
        let first = records(3)
        try await AcceptJournal(folder: folder.path, name: "a").append(first)
        try Data(try bytes(path).prefix(64 + kept)).write(to: URL(filePath: path))
        let journal = try AcceptJournal(folder: folder.path, name: "a")
        #expect(journal.leftover == Array(first.prefix(2)))
        let second = records(2)
        try await journal.append(second)
        #expect(AcceptRecord.all(in: try bytes(path)) == first.prefix(2) + second)
    }

    @Test func `a journal has one holder at a time`() throws {
        let folder = try TemporaryFolder()
        do {
            let journal = try AcceptJournal(folder: folder.path, name: "a")
            #expect(throws: JournalFault.held) { try AcceptJournal(folder: folder.path, name: "a") }
            _ = try AcceptJournal(folder: folder.path, name: "b")
            #expect(try AcceptJournal.abandoned(in: folder.path).map(\.name) == ["b"])
            #expect(journal.isHealthy)
        }
        #expect(try AcceptJournal(folder: folder.path, name: "a").leftover.isEmpty)
    }

    @Test func `a lock is free when its holder lets go, though a program being started holds the file too`() throws {
        let folder = try TemporaryFolder()
        let path = "\(folder.path)/a"
        var holder: FileDescriptor? = try FileDescriptor(opening: path, O_RDWR | O_CREAT)
        #expect(try holder?.tryLock() == true)
        let inherited = dup(holder?.number ?? -1)
        defer { close(inherited) }
        let next = try FileDescriptor(opening: path, O_RDWR)
        #expect(try !next.tryLock())
        holder = nil
        #expect(try next.tryLock())
    }

    @Test func `a dead mailman's journal is found, read, held and discarded`() async throws {
        let folder = try TemporaryFolder()
        let written = records(4)
        try await AcceptJournal(folder: folder.path, name: "dead").append(written)
        let living = try AcceptJournal(folder: folder.path, name: "living")
        do {
            let found = try AcceptJournal.abandoned(in: folder.path)
            #expect(found.map(\.name) == ["dead"])
            #expect(found.first?.records == written)
            #expect(try AcceptJournal.abandoned(in: folder.path).isEmpty)
            #expect(throws: JournalFault.held) { try AcceptJournal(folder: folder.path, name: "dead") }
            try found.first?.discard()
        }
        #expect(try AcceptJournal.abandoned(in: folder.path).isEmpty)
        #expect(living.isHealthy)
        #expect(!FileManager.default.fileExists(atPath: folder.path + "/dead.journal"))
    }

    @Test func `a folder that is not there has no journals`() throws {
        #expect(try AcceptJournal.abandoned(in: "/nowhere/at/all").isEmpty)
    }

    @Test func `the file begins anew when all in it is settled, and not before`() async throws {
        let folder = try TemporaryFolder()
        let path = folder.path + "/a.journal"
        let journal = try AcceptJournal(folder: folder.path, name: "a")
        let written = records(3)
        try await journal.append(written)
        journal.settled(written.dropLast())
        await journal.close()
        #expect(try bytes(path).count == 96)
        journal.settled(written)
        await journal.close()
        #expect(try bytes(path).isEmpty)
        try await journal.append(written)
        #expect(AcceptRecord.all(in: try bytes(path)) == written)
    }

    @Test func `what a former life left over keeps the file until it is settled`() async throws {
        let folder = try TemporaryFolder()
        let old = records(2)
        try await AcceptJournal(folder: folder.path, name: "a").append(old)
        let journal = try AcceptJournal(folder: folder.path, name: "a")
        await journal.close()
        #expect(try bytes(folder.path + "/a.journal").count == 64)
        journal.settled(journal.leftover)
        await journal.close()
        #expect(try bytes(folder.path + "/a.journal").isEmpty)
    }

    @Test func `a full disk is told, keeps being told, and stops the next letter`() async throws {
        let folder = try TemporaryFolder()
        try FileManager.default.createSymbolicLink(
            atPath: folder.path + "/a.journal",
            withDestinationPath: "/dev/full"
        )
        let journal = try AcceptJournal(folder: folder.path, name: "a")
        for record in records(2) {
            await #expect(throws: JournalFault.full) { try await journal.append([record]) }
            #expect(!journal.isHealthy)
        }
        await #expect(throws: JournalFault.full) { try await journal.synced() }
    }

    @Test(arguments: ["", ".a", "a/b", "a b", "æ", "..", "a\n"])
    func `a name that is no file's name is refused`(name: String) throws {
        let folder = try TemporaryFolder()
        #expect(throws: JournalFault.badName) { try AcceptJournal(folder: folder.path, name: name) }
    }
}
