import CourseTesting
import Foundation
import Postgres

/// `tandem serve` at work on a stage, as an administrator starts it.
struct ServingTandem {
    /// The process.
    let program: Program

    /// Starts it for a relay on loopback that speaks without TLS, and returns when it listens to the mailbox.
    init(on stage: Stage, relayPort port: Int, sessions: Int) async throws {
        try await self.init(on: stage, relay: "smtp://127.0.0.1:\(port)?starttls=none", sessions: sessions)
    }

    /// Starts it for a relay, and returns when it listens to the mailbox.
    init(on stage: Stage, relay: String, sessions: Int) async throws {
        let journal = FileManager.default.temporaryDirectory.appending(path: "journal-\(UUID().uuidString)")
        program = try Program(
            "tandem",
            ["serve", "--only", "mail"],
            environment: [
                "TANDEM_DATABASE": stage.conninfo,
                "TANDEM_MAIL": relay,
                "TANDEM_MAIL_SESSIONS": "\(sessions)",
                "TANDEM_JOURNAL": journal.path,
                "TANDEM_QUIET": "none",
                "TANDEM_LISTEN": "none",
            ]
        )
        let end = ContinuousClock.now + .seconds(30)
        let listens = Query<Bool>(
            """
            SELECT EXISTS (SELECT FROM pg_stat_activity
                           WHERE datname = current_database() AND usename = \(TestSchema.service)
                             AND query ILIKE 'LISTEN%' AND state = 'idle')
            """
        )
        let server = Database(
            stage.cluster.conninfo(database: stage.name),
            actorSetting: "bench.actor",
            connections: 1
        )
        let outcome: Result<Void, any Error>
        do {
            while !(try await server.withSession { try await $0.one(listens) }) {
                try program.requireRunning()
                guard ContinuousClock.now < end else { throw BenchFault("tandem serve does not listen to the mailbox") }
                try await Task.sleep(for: .milliseconds(20))
            }
            // It has looked into an empty mailbox for a while, as a service does that runs for weeks: by now PostgreSQL has
            // settled on a plan for each statement that it uses then.
            for _ in 1...20 {
                try await server.withSession { session in
                    _ = try await session.rows(Statement("SELECT pg_notify('tandem_mail', '')"))
                }
                try await Task.sleep(for: .milliseconds(50))
            }
            outcome = .success(())
        } catch {
            outcome = .failure(error)
        }
        await server.close()
        try outcome.get()
    }
}
