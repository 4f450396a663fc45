import Glibc

/// How journals are named and locked.
enum JournalFile {
    static let suffix = ".journal"

    /// Opens and locks a journal; nil where somebody holds the lock, or the file went away.
    static func lock(_ path: String, flags: Int32) throws(FileFault) -> FileDescriptor? {
        while true {
            let file: FileDescriptor
            do throws(FileFault) {
                file = try FileDescriptor(opening: path, flags)
            } catch  where error.number == ENOENT && flags & O_CREAT == 0 {
                return nil
            }
            guard try file.tryLock() else { return nil }
            // Between opening and locking, who settled it may have deleted it: then the lock is on a file without a name.
            if try file.status().isLinked { return file }
        }
    }
}
