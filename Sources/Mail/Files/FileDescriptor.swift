import Glibc

/// An open file that closes itself.
final class FileDescriptor: Sendable {
    let number: Int32

    /// Opens a file, not inherited by child processes.
    init(opening path: String, _ flags: Int32, mode: mode_t = 0o600) throws(FileFault) {
        number = Glibc.open(path, flags | O_CLOEXEC, mode)
        guard number >= 0 else { throw FileFault("open", errno) }
    }

    /// Opens a name in an open folder, not inherited by child processes.
    init(opening name: String, in folder: FileDescriptor, _ flags: Int32) throws(FileFault) {
        number = openat(folder.number, name, flags | O_CLOEXEC)
        guard number >= 0 else { throw FileFault("open", errno) }
    }

    deinit {
        // A program that is being started this moment holds the file too until it runs: the lock is not to last as long.
        flock(number, LOCK_UN)
        Glibc.close(number)
    }

    /// Writes all of the bytes, or throws with some of them written.
    func write(_ bytes: [UInt8]) throws(FileFault) {
        try writeAll(bytes, "write") { rest, _ in Glibc.write(number, rest.baseAddress, rest.count) }
    }

    /// Writes all of the bytes at a place in the file, or throws with some of them written.
    func write(_ bytes: [UInt8], at offset: Int) throws(FileFault) {
        try writeAll(bytes, "pwrite") { rest, written in
            pwrite(number, rest.baseAddress, rest.count, off_t(offset + written))
        }
    }

    private func writeAll(
        _ bytes: [UInt8],
        _ operation: String,
        _ write: (_ rest: UnsafeRawBufferPointer, _ written: Int) -> Int
    ) throws(FileFault) {
        let failure = bytes.withUnsafeBytes { buffer -> Int32? in
            var rest = buffer[...]
            while !rest.isEmpty {
                let count = write(UnsafeRawBufferPointer(rebasing: rest), rest.startIndex)
                if count > 0 {
                    rest = rest.dropFirst(count)
                } else if errno != EINTR {
                    return errno
                }
            }
            return nil
        }
        if let failure { throw FileFault(operation, failure) }
    }

    /// Reads from the beginning to what is now the end.
    func readAll() throws(FileFault) -> [UInt8] {
        try gather(atMost: try status().length) { pread(number, $0, $1, off_t($2)) }
    }

    /// Reads on, to the end or to a number of octets.
    func read(atMost limit: Int) throws(FileFault) -> [UInt8] {
        try gather(atMost: limit) { buffer, room, _ in Glibc.read(number, buffer, room) }
    }

    /// Calls `next` with a buffer, its room and how much is there already, until nothing more comes or there is enough.
    private func gather(
        atMost limit: Int,
        _ next: (UnsafeMutableRawPointer?, Int, Int) -> Int
    ) throws(FileFault) -> [UInt8] {
        var bytes: [UInt8] = []
        var chunk = [UInt8](repeating: 0, count: min(limit, 65_536))
        while bytes.count < limit {
            let room = min(chunk.count, limit - bytes.count)
            let count = chunk.withUnsafeMutableBytes { next($0.baseAddress, room, bytes.count) }
            if count > 0 {
                bytes.append(contentsOf: chunk[..<count])
            } else if count == 0 {
                break
            } else if errno != EINTR {
                throw FileFault("read", errno)
            }
        }
        return bytes
    }

    /// Returns when the data, and the length that is needed to read them, are on the disk.
    func synchroniseData() throws(FileFault) {
        guard fdatasync(number) == 0 else { throw FileFault("fdatasync", errno) }
    }

    /// Returns when the file, or the directory's entries, are on the disk.
    func synchronise() throws(FileFault) {
        guard fsync(number) == 0 else { throw FileFault("fsync", errno) }
    }

    /// Has the file system set room aside up to `end`; the file grows to it, with zeros.
    func reserve(from start: Int, to end: Int) throws(FileFault) {
        while true {
            let failure = posix_fallocate(number, off_t(start), off_t(end - start))
            if failure == 0 { return }
            if failure != EINTR { throw FileFault("posix_fallocate", failure) }
        }
    }

    /// Cuts the file to a length.
    func truncate(to length: Int) throws(FileFault) {
        guard ftruncate(number, off_t(length)) == 0 else { throw FileFault("ftruncate", errno) }
    }

    /// The length in octets, and whether a name still leads to the file.
    func status() throws(FileFault) -> (length: Int, isLinked: Bool) {
        var status = stat()
        guard fstat(number, &status) == 0 else { throw FileFault("fstat", errno) }
        return (Int(status.st_size), status.st_nlink > 0)
    }

    /// Takes the exclusive lock if nobody holds it; it goes with the descriptor.
    func tryLock() throws(FileFault) -> Bool {
        if flock(number, LOCK_EX | LOCK_NB) == 0 { return true }
        guard errno == EWOULDBLOCK else { throw FileFault("flock", errno) }
        return false
    }
}
