import Glibc

/// A journal whose mailman is dead: its lock was free, and is ours until this is released.
public final class AbandonedJournal: Sendable {
    /// The dead mailman's name, as its leases carry it.
    public let name: String
    /// What it had recorded, in order; what was torn is left out.
    public let records: [AcceptRecord]

    private let path: String
    private let file: FileDescriptor

    private init(name: String, path: String, file: FileDescriptor, records: [AcceptRecord]) {
        self.name = name
        self.path = path
        self.file = file
        self.records = records
    }

    /// Deletes the journal; call it when all its records are settled.
    public func discard() throws(FileFault) {
        guard unlink(path) == 0 || errno == ENOENT else { throw FileFault("unlink", errno) }
    }

    fileprivate static func take(_ name: String, at path: String) throws(FileFault) -> AbandonedJournal? {
        guard let file = try JournalFile.lock(path, flags: O_RDWR) else { return nil }
        return AbandonedJournal(name: name, path: path, file: file, records: AcceptRecord.all(in: try file.readAll()))
    }
}

extension AcceptJournal {
    /// Locks and reads the journals in a folder whose mailmen are dead.
    ///
    /// - Parameters:
    ///   - folder: where the journals lie; one that is not there has none.
    ///   - report: told of each journal that cannot be read; it does not hold up the others.
    /// - Returns: the journals, each locked until it is let go of.
    /// - Throws: `FileFault` where the folder cannot be read.
    public static func abandoned(
        in folder: String,
        reporting report: (_ name: String, FileFault) -> Void = { _, _ in }
    ) throws(FileFault) -> [AbandonedJournal] {
        let names: [String]
        do throws(FileFault) {
            names = try Folder.names(in: folder)
        } catch  where error.number == ENOENT {
            return []
        }
        var found: [AbandonedJournal] = []
        for file in names where file.hasSuffix(JournalFile.suffix) {
            let name = String(file.dropLast(JournalFile.suffix.count))
            do throws(FileFault) {
                if let journal = try AbandonedJournal.take(name, at: "\(folder)/\(file)") { found.append(journal) }
            } catch {
                report(name, error)
            }
        }
        return found
    }
}
