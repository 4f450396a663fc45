import Dispatch
import Glibc
import Synchronization

/// What this mailman's letters came to, on the local disk before anything else knows: read again after a crash.
///
/// One file a mailman, `NAME.journal`, locked while its mailman lives. `record` is cheap and may be called on an event loop;
/// writing and syncing happen on a queue of its own, and everything recorded while one sync runs shares the next.
public final class AcceptJournal: Sendable {
    /// The records that a former mailman of this name left behind, in order; `settled` takes them like others.
    public let leftover: [AcceptRecord]

    private let file: FileDescriptor
    private let queue = DispatchQueue(label: "tandem.accept-journal")
    private let state: Mutex<State>

    private struct State {
        /// Recorded and not yet written.
        var pending: [AcceptRecord] = []
        /// Recorded, written or not, and not yet settled.
        var unsettled: Set<AcceptRecord> = []
        /// How many have ever been recorded, and how many of them are on the disk.
        var recorded = 0
        var durable = 0
        /// How many writes with a sync there have been.
        var commits = 0
        /// Octets of records in the file; what follows are zeros.
        var length: Int
        /// Up to where the file system has set room aside.
        var reserved: Int
        var isWriting = false
        var fault: JournalFault?
        /// A sync failed: what the kernel has dropped cannot be synced by asking again.
        var isBroken = false
        var waiters: [(upTo: Int, continuation: CheckedContinuation<JournalFault?, Never>)] = []
    }

    /// The file is cut when all is settled and it has grown to this.
    private static let cutAt = 1 << 20

    /// Opens the journal of a name, makes it where there is none, and holds its lock until released.
    ///
    /// - Throws: `JournalFault.held` while another mailman of the name lives.
    public init(folder: String, name: String) throws(JournalFault) {
        guard Self.isName(name) else { throw .badName }
        do throws(FileFault) {
            try Folder.make(folder)
            guard
                let file = try JournalFile.lock(
                    "\(folder)/\(name)\(JournalFile.suffix)",
                    flags: O_RDWR | O_CREAT
                )
            else { throw FileFault("flock", EWOULDBLOCK) }
            let bytes = try file.readAll()
            // A torn tail goes, so that what follows stands at a whole record.
            let whole = bytes.count - bytes.count % AcceptRecord.size
            if whole < bytes.count { try file.truncate(to: whole) }
            try Folder.synchronise(folder)
            self.file = file
            leftover = AcceptRecord.all(in: bytes)
            state = Mutex(State(unsettled: Set(leftover), length: whole, reserved: whole))
        } catch {
            throw error.number == EWOULDBLOCK ? .held : JournalFault(error)
        }
    }

    private static func isName(_ name: String) -> Bool {
        !name.isEmpty && name.utf8.count <= 128 && !name.hasPrefix(".")
            && name.utf8.allSatisfy { byte in
                switch byte {
                case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"): true
                case UInt8(ascii: "0")...UInt8(ascii: "9"): true
                default: "-_.".utf8.contains(byte)
                }
            }
    }

    // MARK: Recording

    /// Whether the last write and sync worked; while not, nothing may be claimed or sent.
    public var isHealthy: Bool { state.withLock { $0.fault == nil } }

    /// Whether a write or sync has failed in a way that asking again cannot mend.
    public var isBroken: Bool { state.withLock { $0.isBroken } }

    /// How many syncs there have been.
    var commits: Int { state.withLock { $0.commits } }

    /// Hands a record over and returns at once; it is on the disk when a later `synced` returns.
    public func record(_ record: AcceptRecord) {
        let starts = state.withLock { state in
            state.pending.append(record)
            state.unsettled.insert(record)
            state.recorded += 1
            return Self.startsWriting(&state)
        }
        if starts { queue.async { self.write() } }
    }

    /// Returns when all that was recorded before this call is on the disk.
    ///
    /// - Throws: `JournalFault`. Records that could not be written are kept, and tried again at the next call.
    public func synced() async throws(JournalFault) {
        let fault = await withCheckedContinuation { continuation in
            let starts = state.withLock { state -> Bool? in
                if state.isBroken || state.durable == state.recorded { return nil }
                state.waiters.append((state.recorded, continuation))
                return Self.startsWriting(&state)
            }
            guard let starts else {
                return continuation.resume(returning: state.withLock { $0.isBroken ? $0.fault : nil })
            }
            if starts { queue.async { self.write() } }
        }
        if let fault { throw fault }
    }

    /// Records and waits until all of them are on the disk; calls at the same time share a sync.
    public func append(_ records: [AcceptRecord]) async throws(JournalFault) {
        for entry in records { record(entry) }
        try await synced()
    }

    // MARK: Settling

    /// Makes sure that so many records more can be written, by having the file system set the room aside.
    ///
    /// Ask before claiming: a letter whose acceptance cannot be recorded is better not sent. Also writes what an earlier fault has
    /// left unwritten.
    ///
    /// - Throws: `JournalFault` where there is no room, or the journal is broken.
    public func reserve(records: Int) async throws(JournalFault) {
        if !isHealthy { try await synced() }
        if state.withLock({ $0.reserved >= $0.length + records * AcceptRecord.size }) { return }
        let fault = await withCheckedContinuation { continuation in
            queue.async { continuation.resume(returning: self.setAside(records * AcceptRecord.size)) }
        }
        if let fault { throw fault }
    }

    /// Says that records are settled in the database; when none is left, the file begins anew.
    public func settled(_ records: some Sequence<AcceptRecord>) {
        let isEmpty = state.withLock { state in
            for record in records { state.unsettled.remove(record) }
            return state.unsettled.isEmpty && state.length >= Self.cutAt
        }
        if isEmpty { queue.async { self.cut() } }
    }

    /// Cuts the file when nothing in it is unsettled, as at an orderly end; waits for that.
    ///
    /// The lock is released when the journal itself is.
    public func close() async {
        await withCheckedContinuation { continuation in
            queue.async {
                self.cut()
                continuation.resume()
            }
        }
    }

    // MARK: On the queue

    private static func startsWriting(_ state: inout State) -> Bool {
        guard !state.isWriting, !state.isBroken, !state.pending.isEmpty else { return false }
        state.isWriting = true
        return true
    }

    /// Writes and syncs groups until nothing is pending.
    private func write() {
        while true {
            let (group, length) = state.withLock { state in
                defer { state.pending = [] }
                return (state.pending, state.length)
            }
            var bytes: [UInt8] = []
            bytes.reserveCapacity(group.count * AcceptRecord.size)
            for record in group { record.encode(into: &bytes) }
            let fault = commit(bytes, at: length)
            let (goesOn, resumed) = state.withLock { state in
                state.commits += 1
                if fault == nil {
                    state.durable += group.count
                    state.length += bytes.count
                } else {
                    state.pending.insert(contentsOf: group, at: 0)
                }
                state.fault = fault?.fault
                state.isBroken = fault?.isFinal ?? false
                let resumed = state.waiters.filter { fault != nil || $0.upTo <= state.durable }
                state.waiters.removeAll { fault != nil || $0.upTo <= state.durable }
                state.isWriting = fault == nil && !state.pending.isEmpty
                return (state.isWriting, resumed)
            }
            for waiter in resumed { waiter.continuation.resume(returning: fault?.fault) }
            guard goesOn else { return }
        }
    }

    private func commit(_ bytes: [UInt8], at length: Int) -> (fault: JournalFault, isFinal: Bool)? {
        do throws(FileFault) {
            try file.write(bytes, at: length)
        } catch {
            // The next attempt writes over what got there of this one.
            return (JournalFault(error), false)
        }
        do throws(FileFault) {
            try file.synchroniseData()
            return nil
        } catch {
            return (JournalFault(error), true)
        }
    }

    /// More than is asked for where there is room, so that it is not asked often.
    private func setAside(_ octets: Int) -> JournalFault? {
        let length = state.withLock { $0.length }
        var fault: JournalFault?
        for end in [length + max(octets, Self.cutAt / 4), length + octets] {
            do throws(FileFault) {
                try file.reserve(from: length, to: end)
                state.withLock { $0.reserved = max($0.reserved, end) }
                return nil
            } catch {
                fault = JournalFault(error)
            }
        }
        return fault
    }

    private func cut() {
        state.withLock { state in
            guard state.unsettled.isEmpty, state.pending.isEmpty, !state.isWriting else { return }
            // A failed cut leaves settled records behind: settling them again changes nothing.
            if (try? file.truncate(to: 0)) != nil { (state.length, state.reserved) = (0, 0) }
        }
    }
}
