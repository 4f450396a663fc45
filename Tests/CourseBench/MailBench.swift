import Course
import CourseStore
import CourseTesting
import Postgres

/// Letters a second from a full queue to Debian's `smtp-sink`, against `smtp-source -d` with as many sessions and messages of
/// the same size into the same sink; and the memory of `tandem serve` meanwhile.
///
/// The clock starts when the release is committed and stops when the last letter is settled. Both PostgreSQL and the journal
/// sync as they do in service.
///
/// With TLS the letters go through Debian's `stunnel4`, for the sink speaks none; `smtp-source` speaks none either, so the
/// figure is held against the same one without TLS.
struct MailBench {
    let cluster: PrivateCluster
    let letters: Int
    /// The most memory that was promised, in MB.
    var memoryLimit = 150.0

    func run(
        sessions: [Int],
        withTLS encrypted: [Int] = []
    ) async throws -> (speeds: [Measurement], memory: Measurement) {
        try await Stage.with("bench_mail", on: cluster) { stage in
            try await requireSyncs(stage)
            Progress.say("mail: enrolling \(letters) leaders")
            let course = try await StagedCourse(on: stage, leaders: letters, only: .film)
            let moment = try await course.moment(of: .film)
            guard let sink = try await SMTPSinkProcess.start() else { throw BenchFault("smtp-sink is not installed") }
            defer { sink.stop() }
            var speeds: [Measurement] = []
            var memory = 0.0
            var limits: [Int: Double] = [:]
            for count in sessions {
                Progress.say("mail: \(letters) letters, sessions: \(count)")
                let relay = "smtp://127.0.0.1:\(sink.port)?starttls=none"
                let run = try await deliver(course, at: moment, to: relay, sessions: count)
                Progress.say("mail: smtp-source, sessions: \(count)")
                let limit = try await source(to: sink.port, sessions: count, octets: run.octets)
                limits[count] = limit
                memory = max(memory, run.memory)
                speeds.append(
                    Measurement(
                        name: "mail-\(count)",
                        value: run.speed,
                        limit: limit,
                        unit: "letters/s",
                        aim: .atLeast(count == 16 ? 0.3 : 0)
                    )
                )
            }
            if !encrypted.isEmpty {
                let tunnel = try await Tunnel(to: sink.port)
                for count in encrypted {
                    Progress.say("mail: \(letters) letters, sessions with TLS: \(count)")
                    let run = try await deliver(course, at: moment, to: tunnel.url, sessions: count)
                    var limit = limits[count]
                    if limit == nil { limit = try await source(to: sink.port, sessions: count, octets: run.octets) }
                    speeds.append(
                        Measurement(
                            name: "mail-tls-\(count)",
                            value: run.speed,
                            limit: limit ?? 0,
                            unit: "letters/s",
                            aim: .atLeast(0)
                        )
                    )
                }
                try await tunnel.stop()
            }
            return (
                speeds,
                Measurement(name: "memory", value: memory, limit: memoryLimit, unit: "MB", aim: .atMost(1))
            )
        }
    }

    private func requireSyncs(_ stage: Stage) async throws {
        for setting in ["fsync", "synchronous_commit"] {
            let value = try await stage.asOwner {
                try await $0.one(Query<String>("SELECT current_setting(\(setting))"))
            }
            guard value == "on" else { throw BenchFault("\(setting) is \(value): mail is measured with on") }
        }
    }

    private func deliver(
        _ course: StagedCourse,
        at moment: Instant,
        to relay: String,
        sessions: Int
    ) async throws -> (speed: Double, octets: Int, memory: Double) {
        let stage = course.stage
        try await course.clearMailbox()
        try await course.setClock(to: moment, isRunning: true)
        // Only once the service is there is the course released: a draft has nothing that it could begin with.
        let service = try await ServingTandem(on: stage, relay: relay, sessions: sessions)
        let queued = try await course.release()
        let start = ContinuousClock.now
        let end = start + .seconds(300)
        while try await stage.asOwner({ try await $0.one(Query<Bool>("SELECT EXISTS (SELECT FROM letter)")) }) {
            try service.program.requireRunning()
            guard ContinuousClock.now < end else { throw BenchFault("letters are left in the queue after 300 s") }
            try await Task.sleep(for: .milliseconds(20))
        }
        let took = (ContinuousClock.now - start) / .seconds(1)
        let memory = try service.program.peakMemory()
        try await service.program.stop()
        let sent = try await stage.asOwner { session in
            try await session.one(Query<Int>("SELECT count(*) FROM letter_history WHERE outcome = 'sent'"))
        }
        guard sent == queued, sent == letters / 2 * 2 else {
            throw BenchFault("\(sent) of \(queued) letters were sent")
        }
        let octets = try await stage.asOwner { session in
            try await session.one(Query<Int>("SELECT avg(octet_length(message))::bigint FROM letter_message"))
        }
        return (Double(sent) / took, octets, memory)
    }

    /// What the machine does at most: the same messages without a database, a journal or a text to write.
    private func source(to port: Int, sessions: Int, octets: Int) async throws -> Double {
        let took = try await seconds {
            let program = try Program(
                "smtp-source",
                [
                    "-d", "-s", "\(sessions)", "-m", "\(letters)", "-l", "\(octets)", "-f", "from@sender.example",
                    "-t", "to@recipient.example", "127.0.0.1:\(port)",
                ]
            )
            try await program.finish(within: .seconds(300))
        }
        return Double(letters) / took
    }
}
