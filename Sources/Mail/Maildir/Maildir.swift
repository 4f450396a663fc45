import Dispatch
public import Foundation
import Glibc
import Synchronization

/// A Maildir that letters are delivered into: written to `tmp`, synced, renamed into `new`.
///
/// A letter's file is named for its token, so delivering it again replaces the file; a mail reader that has moved it to `cur`
/// in between sees a second copy. Work is done on queues of its own.
public final class Maildir: Sendable {
    /// A letter and the token that names its file.
    public struct Item: Sendable {
        /// Names the file.
        public let token: UUID
        /// The message.
        public let message: [UInt8]

        /// Pairs a token with a message.
        public init(token: UUID, message: [UInt8]) {
            self.token = token
            self.message = message
        }
    }

    /// Tells deliveries of one process apart in `tmp`.
    private static let serial = Atomic<UInt64>(0)

    private let folder: String
    /// Syncs that wait at the same time share a commit of the file system: sixteen were six times as fast as one.
    private let lanes = (0..<16).map { DispatchQueue(label: "tandem.maildir.\($0)") }

    /// Opens a Maildir, and makes it where there is none; the parent folder must exist.
    ///
    /// - Throws: `FileFault`.
    public init(folder: String) throws(FileFault) {
        self.folder = folder
        try Folder.make(folder)
        for name in ["tmp", "new", "cur"] { try Folder.make("\(folder)/\(name)") }
    }

    /// Delivers letters; when this returns they are all in `new` and on the disk.
    ///
    /// - Throws: `FileFault`; some may be delivered then, and delivering all of them again does no harm.
    public func deliver(_ items: [Item]) async throws(FileFault) {
        guard !items.isEmpty else { return }
        let fault = await withTaskGroup(of: FileFault?.self) { tasks in
            for lane in lanes.indices.prefix(items.count) {
                tasks.addTask { await self.write(items, lane: lane) }
            }
            return await tasks.reduce(nil) { $0 ?? $1 }
        }
        if let fault { throw fault }
        let folder = "\(folder)/new"
        if let fault = await Self.run(on: lanes[0], { () throws(FileFault) in try Folder.synchronise(folder) }) {
            throw fault
        }
    }

    /// Writes a lane's share of the letters: every sixteenth.
    private func write(_ items: [Item], lane: Int) async -> FileFault? {
        await Self.run(on: lanes[lane]) { () throws(FileFault) in
            for index in stride(from: lane, to: items.count, by: self.lanes.count) { try self.write(items[index]) }
        }
    }

    /// Runs blocking work on a queue, and tells how it failed.
    private static func run(
        on queue: DispatchQueue,
        _ work: @escaping @Sendable () throws(FileFault) -> Void
    ) async -> FileFault? {
        await withCheckedContinuation { continuation in
            queue.async {
                do throws(FileFault) {
                    try work()
                    continuation.resume(returning: nil)
                } catch {
                    continuation.resume(returning: error)
                }
            }
        }
    }

    private func write(_ item: Item) throws(FileFault) {
        let name = item.token.uuidString.lowercased()
        let serial = Self.serial.add(1, ordering: .relaxed).newValue
        let temporary = "\(folder)/tmp/\(name).\(getpid()).\(serial)"
        let file = try FileDescriptor(opening: temporary, O_WRONLY | O_CREAT | O_TRUNC)
        do throws(FileFault) {
            try file.write(item.message)
            try file.synchronise()
            guard rename(temporary, "\(folder)/new/\(name)") == 0 else { throw FileFault("rename", errno) }
        } catch {
            unlink(temporary)
            throw error
        }
    }
}
