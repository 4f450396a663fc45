import Course
import CourseStore
import CourseTesting
import Foundation
import Postgres

/// A steady stream of letters for minutes, delivered by `tandem serve` to Debian's `smtp-sink`, while a REPEATABLE READ
/// transaction that has read the mailbox stays open: no vacuum takes away what is settled.
///
/// Letters and items are put in as a release does, ten times a second. The last fifth of the time is held against the first
/// after a tenth to warm up: memory, dead rows and lateness are to stay what they were.
struct SteadyBench {
    let cluster: PrivateCluster
    let minutes: Double
    /// Letters a second.
    let rate: Int

    private var seconds: Double { minutes * 60 }
    private var letters: Int { Int(seconds * Double(rate)) }

    func run() async throws -> [Measurement] {
        try await Stage.with("bench_steady", on: cluster) { stage in
            Progress.say("steady: enrolling leaders")
            // Nine films a leader.
            let blocks = letters / (9 * SteadyFeed.block) + 1
            let course = try await StagedCourse(on: stage, leaders: blocks * SteadyFeed.block)
            try await course.setClock(to: try await course.moment(of: .film), isRunning: true)
            guard let sink = try await SMTPSinkProcess.start() else { throw BenchFault("smtp-sink is not installed") }
            defer { sink.stop() }
            let service = try await ServingTandem(on: stage, relayPort: sink.port, sessions: 4)
            let meter = try await SteadyMeter(on: stage, service: service.program)
            let feed = try await SteadyFeed(course, letters: letters)
            let onlooker = stage.database()
            let other = stage.database()
            let outcome: Result<[SteadyMeter.Sample], any Error>
            do {
                outcome = .success(
                    try await onlooker.transaction(as: "post", isolation: .repeatableRead) { snapshot in
                        _ = try await snapshot.one(Query<Int>("SELECT count(*) FROM letter"))
                        return try await stream(feed, through: other, watchedBy: meter)
                    }
                )
            } catch {
                outcome = .failure(error)
            }
            await onlooker.close()
            await other.close()
            let figures: [Measurement]
            do {
                figures = try await measurements(of: try outcome.get(), meter)
            } catch {
                await meter.close()
                throw error
            }
            await meter.close()
            try await service.program.stop()
            return figures
        }
    }

    /// Puts letters in at the rate, and looks every ten seconds; returns when all are delivered.
    private func stream(
        _ feed: SteadyFeed,
        through database: Database,
        watchedBy meter: SteadyMeter
    ) async throws -> [SteadyMeter.Sample] {
        let interval = min(10, seconds / 12)
        return try await withThrowingTaskGroup(of: Void.self) { group in
            let start = ContinuousClock.now
            group.addTask {
                var fed = 0
                while fed < letters {
                    let due = Int(((ContinuousClock.now - start) / .seconds(1) * Double(rate)).rounded(.down))
                    if due > fed { fed = try await feed.feed(from: fed, to: min(due, letters), through: database) }
                    try await Task.sleep(for: .milliseconds(100))
                }
            }
            var samples: [SteadyMeter.Sample] = []
            var moment = interval
            while moment <= seconds + 0.5 {
                try await Task.sleep(until: start + .seconds(moment), clock: .continuous)
                samples.append(try await meter.sample(at: moment))
                moment += interval
            }
            try await group.waitForAll()
            let end = ContinuousClock.now + .seconds(60)
            while try await meter.queued() > 0 {
                guard ContinuousClock.now < end else { throw BenchFault("letters are left in the queue") }
                try await Task.sleep(for: .milliseconds(100))
            }
            return samples
        }
    }

    private func measurements(of samples: [SteadyMeter.Sample], _ meter: SteadyMeter) async throws -> [Measurement] {
        let first = samples.filter { $0.second > seconds * 0.1 && $0.second <= seconds * 0.3 + 0.5 }
        let last = samples.filter { $0.second > seconds * 0.8 }
        guard let start = first.first, let early = first.last, let late = last.first, let end = last.last else {
            throw BenchFault("too few samples")
        }
        func mean(_ value: (SteadyMeter.Sample) -> Double, _ part: [SteadyMeter.Sample]) -> Double {
            part.map(value).reduce(0, +) / Double(part.count)
        }
        func most(_ value: (SteadyMeter.Sample) -> Double, _ part: [SteadyMeter.Sample]) -> Double {
            part.map(value).max() ?? 0
        }
        func claim(_ part: [SteadyMeter.Sample]) -> Double {
            part.map(\.claimMilliseconds).reduce(0, +) / Double(max(1, part.map(\.claims).reduce(0, +)))
        }
        func flat(_ name: String, _ unit: String, _ first: Double, _ last: Double, within bound: Double) -> Measurement
        {
            Measurement(name: "steady-\(name)", value: last, limit: first, unit: unit, aim: .atMost(bound))
        }
        let (before, after) = (
            try await meter.lateness(from: start.second, to: early.second),
            try await meter.lateness(from: late.second, to: end.second)
        )
        return [
            Measurement(
                name: "steady-sent",
                value: Double(try await meter.sent()) / seconds,
                limit: Double(rate),
                unit: "letters/s",
                aim: .atLeast(0.99)
            ),
            flat("memory", "MB", mean(\.memory, first), mean(\.memory, last), within: 1.1),
            flat("dead", "rows", most(\.dead, first), most(\.dead, last), within: 1.25),
            flat("size", "MB", most(\.megabytes, first), most(\.megabytes, last), within: 1.25),
            flat("claim", "ms", claim(first), claim(last), within: 1.25),
            flat("late-p50", "ms", before.p50, after.p50, within: 1.25),
            flat("late-p99", "ms", before.p99, after.p99, within: 1.5),
        ]
    }
}
