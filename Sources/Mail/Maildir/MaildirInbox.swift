import Glibc

/// The messages that a mail server delivers into a Maildir: read in `new`, then moved to `cur` and marked as seen.
///
/// Only plain files of `new` itself count: no subfolder, nothing that begins with a dot, and no symbolic link, which could lead
/// out of the folder.
public struct MaildirInbox: Sendable {
    private let folder: String

    /// Opens a Maildir that is there; making one is the mail server's, which needs its rights.
    ///
    /// - Throws: `FileFault` where `new` or `cur` is no folder, or may not be read or written.
    public init(folder: String) throws(FileFault) {
        self.folder = folder
        for name in ["new", "cur"] {
            _ = try open(name)
            guard access("\(folder)/\(name)", R_OK | W_OK | X_OK) == 0 else { throw FileFault("access", errno) }
        }
    }

    /// The names of the messages in `new`, in the order of their names, which begin with the second of their arrival.
    ///
    /// - Throws: `FileFault`.
    public func waiting() throws(FileFault) -> [String] {
        let new = try open("new")
        return try Folder.names(in: "\(folder)/new").filter { Self.isPlainFile($0, in: new) }
    }

    /// The first octets of a message in `new`, at most `limit`.
    ///
    /// - Throws: `FileFault`; its number is `ENOENT` where another reader has taken the message, and `EINVAL` where the name is none of
    ///   a message.
    public func read(_ name: String, limit: Int) throws(FileFault) -> [UInt8] {
        try Self.check(name)
        // A named pipe must not hold us up before we see that it is no file.
        let file = try FileDescriptor(opening: name, in: open("new"), O_RDONLY | O_NOFOLLOW | O_NONBLOCK | O_NOCTTY)
        guard try file.isPlainFile() else { throw FileFault("open", EINVAL) }
        return try file.read(atMost: limit)
    }

    /// Moves a message to `cur` with the flag `S`.
    ///
    /// After a loss of power it may be back in `new`: what is done with a message must bear being done again.
    ///
    /// - Throws: `FileFault`; its number is `ENOENT` where another reader has moved it.
    public func done(_ name: String) throws(FileFault) {
        try Self.check(name)
        let new = try open("new")
        let cur = try open("cur")
        guard renameat(new.number, name, cur.number, Self.seen(name)) == 0 else { throw FileFault("rename", errno) }
    }

    // MARK: Names

    /// The name with `S` among its flags, which stand in the order of the alphabet behind `:2,`.
    private static func seen(_ name: String) -> String {
        guard let colon = name.lastIndex(of: ":"), name[colon...].hasPrefix(":2,") else { return name + ":2,S" }
        return name[..<colon] + ":2," + String(Set(name[colon...].dropFirst(3) + "S").sorted())
    }

    private static func check(_ name: String) throws(FileFault) {
        guard !name.isEmpty, !name.hasPrefix("."), !name.utf8.contains(where: { $0 == UInt8(ascii: "/") || $0 == 0 })
        else { throw FileFault("open", EINVAL) }
    }

    private static func isPlainFile(_ name: String, in folder: FileDescriptor) -> Bool {
        var status = stat()
        return fstatat(folder.number, name, &status, AT_SYMLINK_NOFOLLOW) == 0 && status.st_mode & S_IFMT == S_IFREG
    }

    private func open(_ name: String) throws(FileFault) -> FileDescriptor {
        try FileDescriptor(opening: "\(folder)/\(name)", O_RDONLY | O_DIRECTORY | O_NOFOLLOW)
    }
}

extension FileDescriptor {
    fileprivate func isPlainFile() throws(FileFault) -> Bool {
        var status = stat()
        guard fstat(number, &status) == 0 else { throw FileFault("fstat", errno) }
        return status.st_mode & S_IFMT == S_IFREG
    }
}
