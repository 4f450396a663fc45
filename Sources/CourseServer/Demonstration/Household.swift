import Foundation
import Postgres
import Schema

/// A data folder with everything that a demonstration needs: a private PostgreSQL cluster, a Maildir, the mailman's journal.
struct Household: Sendable {
    let folder: String
    private let cluster: PrivateCluster

    init(folder: String) {
        let absolute = URL(filePath: folder, directoryHint: .isDirectory).standardized.path
        self.folder = absolute.count > 1 && absolute.hasSuffix("/") ? String(absolute.dropLast()) : absolute
        cluster = PrivateCluster(
            folder: self.folder + "/cluster",
            searchPath: ProcessInfo.processInfo.environment["PATH"] ?? ""
        )
    }

    var serviceConninfo: String { cluster.conninfo(user: "tandem_service", database: "tandem") }
    var ownerConninfo: String { cluster.conninfo(user: "tandem_owner", database: "tandem") }
    var maildir: String { folder + "/mail" }
    var journal: String { folder + "/journal" }

    /// Starts the cluster, brings its schema forward, runs a body, and stops what was started.
    ///
    /// A cluster that another program of ours runs is used as it is.
    func whileRunning<Result: Sendable>(_ body: @Sendable (Household) async throws -> Result) async throws -> Result {
        try FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: true)
        let start = try await cluster.start()
        let outcome: Swift.Result<Result, any Error>
        do {
            try await prepare()
            outcome = .success(try await body(self))
        } catch {
            outcome = .failure(error)
        }
        if start != .adopted { try await cluster.stop() }
        return try outcome.get()
    }

    /// Throws everything away.
    func clear() async throws {
        if cluster.isRunning { try await cluster.stop() }
        if FileManager.default.fileExists(atPath: folder) { try FileManager.default.removeItem(atPath: folder) }
    }

    private func prepare() async throws {
        try await cluster.administer(script: Schema.roles)
        try await cluster.makeDatabase("tandem", owner: "tandem_owner")
        try await Database.whileOpen(ownerConninfo, actorSetting: "tandem.actor", connections: 1) { owner in
            _ = try await Migrations.migrator().migrate(owner)
        }
    }
}
