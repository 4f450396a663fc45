import Glibc

/// Where a password or token is found, read whenever a session is opened so that renewing it needs no restart.
public enum SMTPSecretSource: Sendable, Hashable {
    /// The first line of the file at this absolute path.
    case file(String)
    /// The first line that the program at this absolute path writes; it gets no arguments, no input and an environment of `PATH`
    /// and `HOME` only, 30 seconds, and 64 KiB for its output. What it wrote is used for five minutes, or until it is refused.
    case command(String)

    /// The most that is read, in octets.
    static let longest = 65_536
    /// How long a command may take.
    static let patience = Duration.seconds(30)

    /// Reads the secret; blocks for as long as that takes.
    func read(within patience: Duration = patience) throws(SecretFault) -> SMTPSecret {
        switch self {
        case .file(let path):
            let bytes: [UInt8]
            do throws(FileFault) {
                // Not to wait for a writer where the path is a pipe's.
                let file = try FileDescriptor(opening: path, O_RDONLY | O_NONBLOCK)
                guard try file.status().length <= Self.longest else { throw FileFault("read", EFBIG) }
                bytes = try file.readAll()
            } catch {
                throw SecretFault("the file \(path) cannot be read: \(error)")
            }
            return try SMTPSecret(firstLineOf: bytes, from: "the file \(path)")
        case .command(let path):
            let bytes = try SecretCommand(path: path, patience: patience, limit: Self.longest).run()
            return try SMTPSecret(firstLineOf: bytes, from: "the command \(path)")
        }
    }
}

/// Why there is no secret; names the file or the command, and nothing of what they hold.
struct SecretFault: Error, Sendable, Hashable {
    let explanation: String

    init(_ explanation: String) {
        self.explanation = explanation
    }
}
