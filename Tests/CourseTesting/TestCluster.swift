import Foundation
import Postgres

/// The cluster that a test process works on.
///
/// `TANDEM_TEST_CLUSTER` names the folder of a running one, in which this process leaves nothing behind; without it a cluster is
/// started for the process alone.
struct TestCluster: Sendable {
    let cluster: PrivateCluster
    /// What the names of all databases of this process begin with.
    let prefix: String

    /// Settings for data that nobody will miss.
    static let settings = [
        "fsync": "off", "synchronous_commit": "off", "full_page_writes": "off", "max_connections": "300",
        "shared_buffers": "64MB", "max_wal_size": "512MB", "autovacuum": "off",
    ]

    /// Finds or starts the cluster, and sees to it that nothing remains of this process.
    static func open() async throws -> (TestCluster, Watchdog) {
        let environment = ProcessInfo.processInfo.environment
        let suffix = String(UInt32.random(in: .min ... .max), radix: 36)
        let prefix = "test_\(getpid())_\(suffix)_"
        if let folder = environment["TANDEM_TEST_CLUSTER"], !folder.isEmpty {
            let cluster = PrivateCluster(folder: folder, searchPath: environment["PATH"] ?? "")
            let psql = try cluster.command("psql", ["-XqAt", cluster.conninfo()])
            return (
                TestCluster(cluster: cluster, prefix: prefix),
                try Watchdog(script: dropping, arguments: [prefix] + psql)
            )
        }
        let folder = FileManager.default.temporaryDirectory.appending(path: "tandem-\(prefix)cluster").path
        let cluster = PrivateCluster(folder: folder, settings: settings, searchPath: environment["PATH"] ?? "")
        // The watchdog comes first: this process may be killed while the cluster starts.
        let watchdog = try Watchdog(
            script: stopping,
            arguments: [folder, cluster.socketFolder] + (try cluster.stopCommand(.immediate))
        )
        try await cluster.start()
        return (TestCluster(cluster: cluster, prefix: prefix), watchdog)
    }

    /// Stops the server and removes its folder, until nothing that was just being started brings it back.
    private static let stopping = """
        folder=$1; socket=$2; shift 2
        calm=0
        while [ $calm -lt 3 ]; do
            [ -e "$folder" ] && calm=0 || calm=$((calm + 1))
            [ -e "$folder/data/postmaster.pid" ] && "$@"
            rm -rf "$folder" "$socket"
            sleep 0.2
        done
        """

    /// Drops the databases whose names begin as this process's do.
    private static let dropping = """
        prefix=$1; shift
        for name in $("$@" -c "SELECT datname FROM pg_database WHERE starts_with(datname, '$prefix')"); do
            "$@" -c "DROP DATABASE IF EXISTS $name WITH (FORCE)"
        done
        """
}
