import Course
import CourseStore
import CourseTesting
import Postgres

/// How long after its commit a single letter has the relay's 250, while the service is otherwise idle.
struct LatenessBench {
    let cluster: PrivateCluster
    /// Letters, one after the other.
    var letters = 200
    /// The latest that was promised, in milliseconds.
    var limit = 50.0

    func run() async throws -> [Measurement] {
        try await Stage.with("bench_lateness", on: cluster) { stage in
            let course = try await StagedCourse(on: stage, leaders: letters, only: .film)
            let moment = try await course.moment(of: .film)
            // Released on the course's own route, where nobody claims; each letter is then queued on the ordinary one.
            try await course.setClock(to: moment)
            guard try await course.release() == letters else { throw BenchFault("not every letter was released") }
            try await course.setClock(to: moment, isRunning: true)
            try await stage.asOwner { try await $0.execute("UPDATE municipality SET release_at = 'infinity'") }
            let relay = try await StampingRelay.start()
            let service = try await ServingTandem(on: stage, relayPort: relay.port, sessions: 4)
            var milliseconds: [Double] = []
            // The same pauses in every run; never in step with a timer of the service.
            var generator = SplitMix64(seed: 2015)
            let ids = try await stage.asOwner { try await $0.rows(Query<Int64>("SELECT id FROM letter ORDER BY id")) }
            for (number, id) in ids.enumerated() {
                Progress.say("lateness: letter \(number + 1) of \(letters)")
                try await Task.sleep(for: .microseconds(Int64.random(in: 20_000...200_000, using: &generator)))
                let queued = try await queue(id, of: stage)
                guard let accepted = await relay.accepted(number + 1, within: .seconds(10)) else {
                    try service.program.requireRunning()
                    throw BenchFault("a letter was not delivered within 10 s")
                }
                milliseconds.append((accepted - queued) / .milliseconds(1))
            }
            try await service.program.stop()
            await relay.stop()
            return [(0.5, "lateness-p50"), (0.99, "lateness-p99")].map { share, name in
                Measurement(
                    name: name,
                    value: milliseconds.quantile(share),
                    limit: limit,
                    unit: "ms",
                    aim: .atMost(1)
                )
            }
        }
    }

    /// Puts a letter on the ordinary route and rings, as a release does.
    ///
    /// - Returns: The moment before COMMIT was said: the time of the commit's own sync counts.
    private func queue(_ letter: Int64, of stage: Stage) async throws -> ContinuousClock.Instant {
        let route = CourseClock.ordinaryRoute
        return try await stage.owner.transaction(as: "post") { transaction in
            try await transaction.execute(
                "UPDATE letter SET route = \(route), next_at = route_now(\(route)) WHERE id = \(letter)"
            )
            _ = try await transaction.rows(Statement("SELECT pg_notify('tandem_mail', \(route))"))
            return ContinuousClock.now
        }
    }
}
