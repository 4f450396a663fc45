import Foundation
import Postgres

/// Looks at the mailman and at the hot table now and then.
struct SteadyMeter: Sendable {
    private let server: Database
    private let memory: @Sendable () throws -> Double
    private let start: Double

    /// What was seen at a moment; claims since the moment before.
    struct Sample: Sendable {
        let second: Double
        /// Resident memory of the mailman, in MB.
        let memory: Double
        /// Dead rows of the hot table.
        let dead: Double
        /// The hot table with its indexes.
        let megabytes: Double
        let queued: Int
        let claims: Int
        /// All of them together, planning included.
        let claimMilliseconds: Double
    }

    /// A meter whose first second is now.
    init(on stage: Stage, service: Program) async throws {
        server = Database(stage.cluster.conninfo(database: stage.name), actorSetting: "bench.actor", connections: 1)
        let process = service.processIdentifier
        memory = { try Program.memory(of: process, "VmRSS") }
        start = try await server.withSession { session in
            try await session.script("CREATE EXTENSION IF NOT EXISTS pg_stat_statements")
            return try await session.one(Query("SELECT extract(epoch FROM clock_timestamp())::double precision"))
        }
    }

    func close() async { await server.close() }

    /// Looks, and says so on standard error.
    func sample(at second: Double) async throws -> Sample {
        let memory = try memory()
        let sample = try await server.withSession { session in
            let claims = try await session.one(
                Query<(count: Int, milliseconds: Double)>(
                    """
                    SELECT coalesce(sum(calls), 0)::bigint, coalesce(sum(total_exec_time + total_plan_time), 0)
                    FROM pg_stat_statements WHERE query LIKE 'WITH due AS MATERIALIZED%'
                    """
                ) { row in (try row.next(), try row.next()) }
            )
            _ = try await session.rows(Statement("SELECT pg_stat_statements_reset()"))
            return try await session.one(
                Query<Sample>(
                    """
                    SELECT coalesce(sum(pg_stat_get_dead_tuples(relid)), 0)::double precision,
                           sum(pg_total_relation_size(relid))::double precision / 1000000,
                           (SELECT count(*) FROM letter)
                    FROM pg_partition_tree('letter')
                    """
                ) { row in
                    Sample(
                        second: second,
                        memory: memory,
                        dead: try row.next(),
                        megabytes: try row.next(),
                        queued: try row.next(),
                        claims: claims.count,
                        claimMilliseconds: claims.milliseconds
                    )
                }
            )
        }
        let line = String(
            format: "steady: %4.0f s  %6.1f MB  %7.0f dead rows  %6.1f MB  %5d queued  %4d claims of %6.2f ms\n",
            second,
            sample.memory,
            sample.dead,
            sample.megabytes,
            sample.queued,
            sample.claims,
            sample.claimMilliseconds / Double(max(1, sample.claims))
        )
        FileHandle.standardError.write(Data(line.utf8))
        return sample
    }

    func queued() async throws -> Int {
        try await server.withSession { try await $0.one(Query("SELECT count(*) FROM letter")) }
    }

    func sent() async throws -> Int {
        try await server.withSession {
            try await $0.one(Query("SELECT count(*) FROM letter_history WHERE outcome = 'sent'"))
        }
    }

    /// From release to settlement, in milliseconds, of the letters settled between two seconds.
    func lateness(from first: Double, to last: Double) async throws -> (p50: Double, p99: Double) {
        try await server.withSession { session in
            try await session.one(
                Query(
                    """
                    SELECT 1000 * percentile_disc(0.5) WITHIN GROUP (ORDER BY late),
                           1000 * percentile_disc(0.99) WITHIN GROUP (ORDER BY late)
                    FROM (SELECT extract(epoch FROM course_time - released_at)::double precision AS late FROM letter_history
                          WHERE settled_at >= to_timestamp(\(start + first)) AND settled_at < to_timestamp(\(start + last))) AS s
                    """
                ) { row in (try row.next(), try row.next()) }
            )
        }
    }
}
