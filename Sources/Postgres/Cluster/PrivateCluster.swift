import Crypto
import FoundationEssentials
import Glibc

/// A PostgreSQL cluster of a program's own, in a folder: made, started, adopted and stopped by the program.
///
/// Nobody else reaches it: it listens on no network, only on a Unix socket in a folder of its owner's. PostgreSQL refuses to run as root, so for root
/// everything runs as another user, whom the folder is given to.
public struct PrivateCluster: Sendable {
    /// The cluster's folder, which holds nothing else.
    public let folder: String
    /// The folder of the Unix socket: in the cluster's, or in `/tmp` where that path would be too long.
    public let socketFolder: String
    let settings: [String: String]
    let searchPath: String
    /// The user that the cluster runs as when the program is root; nil for the program's own.
    let user: String?

    /// The superuser's role, and the name of the first database.
    public static let superuser = "postgres"

    /// What `start` did.
    public enum Start: String, Hashable, Sendable {
        /// The cluster was made and started.
        case created
        /// The cluster was there and has been started.
        case started
        /// The cluster was running already.
        case adopted
    }

    /// How the cluster stops.
    public enum Stop: String, Hashable, Sendable {
        /// Connections are ended, and everything is written.
        case fast
        /// As in a crash: the next start recovers.
        case immediate
    }

    /// Names a cluster; nothing happens yet.
    ///
    /// - Parameters:
    ///   - folder: The cluster's folder; made by `start`.
    ///   - settings: Settings of the server, such as `fsync: off`.
    ///   - searchPath: Folders with colons between them where the server's programs are looked for, as in `PATH`, after Debian's own.
    ///   - user: Who runs the cluster when the program is root.
    public init(folder: String, settings: [String: String] = [:], searchPath: String = "", user: String = "postgres") {
        let absolute = folder.hasPrefix("/") ? folder : FileManager.default.currentDirectoryPath + "/" + folder
        self.folder = URL(filePath: absolute, directoryHint: .notDirectory).standardized.path
        self.settings = settings
        self.searchPath = searchPath
        self.user = geteuid() == 0 ? user : nil
        socketFolder = Self.socketFolder(for: self.folder)
    }

    /// The connection string for a role and a database of this cluster.
    public func conninfo(user: String = superuser, database: String = superuser) -> String {
        [("host", socketFolder), ("port", "5432"), ("user", user), ("dbname", database)]
            .map { name, value in
                let escaped = value.reduce(into: "") { $0 += $1 == "'" || $1 == "\\" ? "\\\($1)" : String($1) }
                return "\(name)='\(escaped)'"
            }
            .joined(separator: " ")
    }

    var data: String { folder + "/data" }
    var log: String { folder + "/log" }

    /// The file whose presence says that the folder holds a cluster, with its version.
    var versionFile: String { data + "/PG_VERSION" }

    /// A socket's path has at most 107 bytes (`sockaddr_un`).
    private static func socketFolder(for folder: String) -> String {
        let inside = folder + "/run"
        guard (inside + "/.s.PGSQL.5432").utf8.count >= 107 else { return inside }
        let name = SHA256.hash(data: Array(folder.utf8)).prefix(8).map { String($0, radix: 36) }.joined()
        return "/tmp/postgres-" + name
    }
}
