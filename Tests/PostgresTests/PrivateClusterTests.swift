import Foundation
import Postgres
import Testing

@Suite(.serialized) struct PrivateClusterTests {
    private func withCluster(_ body: (PrivateCluster) async throws -> Void) async throws {
        let folder = FileManager.default.temporaryDirectory.appending(path: "private-cluster-\(UUID())").path
        let cluster = PrivateCluster(
            folder: folder,
            settings: ["fsync": "off", "shared_buffers": "1MB", "application_name": "it's"]
        )
        let result: Result<Void, any Error>
        do {
            result = .success(try await body(cluster))
        } catch {
            result = .failure(error)
        }
        try? await cluster.stop(.immediate)
        try? FileManager.default.removeItem(atPath: folder)
        try result.get()
    }

    private func ask<Row>(_ cluster: PrivateCluster, _ query: Query<Row>) async throws -> Row {
        let database = Database(cluster.conninfo(), actorSetting: "tandem.actor")
        let answer = try await database.withSession { try await $0.one(query) }
        await database.close()
        return answer
    }

    @Test func `a cluster is created, adopted, stopped and started again`() async throws {
        try await withCluster { cluster in
            #expect(!cluster.isRunning)
            #expect(try await cluster.start() == .created)
            let started = try await ask(cluster, Query<PostgresTimestamp>("SELECT pg_postmaster_start_time()"))
            // Another program that knows no more than the folder.
            let other = PrivateCluster(folder: cluster.folder + "/../" + (cluster.folder as NSString).lastPathComponent)
            #expect(try await other.start() == .adopted)
            let adopted = try await ask(other, Query<PostgresTimestamp>("SELECT pg_postmaster_start_time()"))
            #expect(adopted == started)
            try await cluster.stop()
            #expect(!cluster.isRunning)
            try await cluster.stop()
            #expect(try await cluster.start() == .started)
            try await cluster.restart()
            #expect(cluster.isRunning)
        }
    }

    @Test func `a cluster has UTF-8, its settings, and no network`() async throws {
        try await withCluster { cluster in
            try await cluster.start()
            let query = Query<[String]>(
                "SELECT ARRAY[current_setting('server_encoding'), current_setting('fsync'), current_setting('listen_addresses'), pg_encoding_to_char(encoding)] FROM pg_database WHERE datname = 'template1'"
            )
            let settings = try await ask(cluster, query)
            #expect(settings == ["UTF8", "off", "", "UTF8"])
            let attributes = try FileManager.default.attributesOfItem(atPath: cluster.socketFolder)
            #expect(attributes[.posixPermissions] as? Int == 0o700)
        }
    }

    @Test func `a killed cluster starts again, also over another program's process number`() async throws {
        try await withCluster { cluster in
            try await cluster.start()
            cluster.kill()
            try await cluster.start()
            let one = try await ask(cluster, Query<Int>("SELECT 1"))
            #expect(one == 1)
            try await cluster.stop(.immediate)
            let file = cluster.folder + "/data/postmaster.pid"
            try "\(getpid())\n\(cluster.folder)/data\n0\n5432\n".write(toFile: file, atomically: false, encoding: .utf8)
            #expect(!cluster.isRunning)
            #expect(try await cluster.start() == .started)
        }
    }

    @Test func `a long path has its socket elsewhere`() {
        let long = PrivateCluster(folder: "/tmp/" + String(repeating: "a", count: 100))
        let short = PrivateCluster(folder: "/tmp/a")
        #expect(short.socketFolder == "/tmp/a/run")
        #expect(long.socketFolder.hasPrefix("/tmp/postgres-"))
        #expect(long.socketFolder.utf8.count + 14 < 107)
        #expect(long.conninfo(user: "it's").contains(#"user='it\'s'"#))
    }

    @Test(.enabled(if: getuid() == 0))
    func `a folder that the cluster's user cannot reach is refused in words`() async throws {
        let secret = FileManager.default.temporaryDirectory.appending(path: "root-only-\(UUID())").path
        try FileManager.default.createDirectory(
            atPath: secret,
            withIntermediateDirectories: false,
            attributes: [.posixPermissions: 0o700]
        )
        defer { try? FileManager.default.removeItem(atPath: secret) }
        let error = await #expect(throws: ClusterError.self) {
            try await PrivateCluster(folder: secret + "/db").start()
        }
        #expect(error?.description.contains("the user postgres cannot reach \(secret)/db") == true)
    }
}
