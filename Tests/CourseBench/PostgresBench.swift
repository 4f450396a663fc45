import Foundation
import Postgres

/// One-row prepared queries a second on 1 and 8 connections, against `pgbench -M prepared` with as many clients on the same
/// table, through the same Unix socket.
struct PostgresBench {
    let cluster: PrivateCluster
    /// How long each of the four runs lasts.
    var seconds = 5

    func run() async throws -> [Measurement] {
        let database = Database(cluster.conninfo(), actorSetting: "bench.actor", connections: 8)
        try await database.withSession { session in
            try await session.script(
                """
                DROP TABLE IF EXISTS postgres_bench;
                CREATE TABLE postgres_bench (id bigint PRIMARY KEY, name text NOT NULL);
                INSERT INTO postgres_bench SELECT id, 'leader ' || id FROM generate_series(1, \(benchRows)) AS id;
                ANALYZE postgres_bench;
                """
            )
        }
        var measurements: [Measurement] = []
        for clients in [1, 8] {
            Progress.say("postgres: \(clients) connections")
            let limit = try await pgbench(clients: clients)
            let value = try await queriesPerSecond(database, clients: clients)
            measurements.append(
                Measurement(
                    name: "postgres-\(clients)",
                    value: value,
                    limit: limit,
                    unit: "queries/s",
                    aim: .atLeast(0.5)
                )
            )
        }
        try await database.withSession { try await $0.script("DROP TABLE postgres_bench") }
        await database.close()
        return measurements
    }

    /// Queries as many clients run at once, each on a connection of its own.
    private func queriesPerSecond(_ database: Database, clients: Int) async throws -> Double {
        let started = ContinuousClock.now
        let end = started + .seconds(seconds)
        let total = try await withThrowingTaskGroup(of: Int.self) { group in
            for client in 0..<clients {
                group.addTask {
                    try await database.withSession { session in
                        var count = 0
                        var id = Int64(client)
                        while ContinuousClock.now < end {
                            id = (id &* 31 &+ 7) % Int64(benchRows)
                            let query = Query<BenchRow>(
                                "SELECT id, name FROM postgres_bench WHERE id = \(id + 1)"
                            ) { row in BenchRow(id: try row.next(), name: try row.next()) }
                            count += try await session.one(query).id == id + 1 ? 1 : 0
                        }
                        return count
                    }
                }
            }
            return try await group.reduce(0, +)
        }
        return Double(total) / ((ContinuousClock.now - started) / .seconds(1))
    }

    /// Transactions a second as pgbench counts them.
    private func pgbench(clients: Int) async throws -> Double {
        let script = FileManager.default.temporaryDirectory.appending(path: "postgres-bench-\(getpid()).sql")
        try "\\set id random(1, \(benchRows))\nSELECT id, name FROM postgres_bench WHERE id = :id;\n"
            .write(to: script, atomically: true, encoding: .utf8)
        try FileManager.default.setAttributes([.posixPermissions: 0o644], ofItemAtPath: script.path)
        defer { try? FileManager.default.removeItem(at: script) }

        let text = try await cluster.run(
            "pgbench",
            [
                "-h", cluster.socketFolder, "-p", "5432", "-U", PrivateCluster.superuser, "-M", "prepared", "-n",
                "-f", script.path, "-c", "\(clients)", "-j", "\(min(clients, 2))", "-T", "\(seconds)",
                PrivateCluster.superuser,
            ]
        )
        guard let rate = text.firstMatch(of: /tps = ([0-9.]+)/).flatMap({ Double($0.1) }) else {
            throw BenchFault("pgbench said what was not expected: \(text)")
        }
        return rate
    }
}

private let benchRows = 1000

private struct BenchRow: Sendable {
    var id: Int64
    var name: String
}
