import Course
import CourseStore
import CourseTesting
import Foundation
import Postgres

/// Pages a second with many leaders enrolled, against the same framework serving a fixed page of that size.
struct WebBench {
    let cluster: PrivateCluster
    let leaders: Int
    /// How long each load lasts.
    var seconds = 8

    /// A page that is asked for.
    private struct Subject {
        let name: String
        let path: String
        let cookies: [String]
        /// How many ask at the same time: many leaders on the morning of a letter, a few who run the course.
        let browsers: Int
        let aim: Measurement.Aim
        /// Whether something is written all the while, so that no look at the database finds it as the last did.
        var isWhileWriting = false
    }

    func run() async throws -> [Measurement] {
        try await Stage.with("bench_web", on: cluster) { stage in
            Progress.say("web: enrolling \(leaders) leaders, and delivering their first letters")
            let course = try await StagedCourse(on: stage, leaders: leaders)
            for prompt in [Prompt.Reference(module: "kick-off", prompt: "invitation"), .film] {
                try await course.setClock(to: try await course.moment(of: prompt))
                _ = try await course.release()
                try await course.deliver()
            }
            let site = try await ServingSite(on: stage)
            let measurements: [Measurement]
            do {
                let own = try await signIn(1_000, in: stage)
                let administrator = try await signInAdministrator(in: stage)
                measurements = try await measure(
                    [
                        Subject(name: "web-leader", path: "/my", cookies: own, browsers: 128, aim: .atLeast(0.25)),
                        Subject(
                            name: "web-leader-writing",
                            path: "/my",
                            cookies: own,
                            browsers: 128,
                            aim: .atLeast(0),
                            isWhileWriting: true
                        ),
                        Subject(
                            name: "web-plan",
                            path: "/courses/\(course.key)/plan",
                            cookies: [administrator],
                            browsers: 8,
                            aim: .atLeast(0)
                        ),
                        Subject(
                            name: "web-ledger",
                            path: "/courses/\(course.key)/ledger",
                            cookies: [administrator],
                            browsers: 8,
                            aim: .atLeast(0)
                        ),
                    ],
                    of: site,
                    on: stage
                )
            } catch {
                try await site.program.stop()
                throw error
            }
            try await site.program.stop()
            return measurements
        }
    }

    private func measure(_ subjects: [Subject], of site: ServingSite, on stage: Stage) async throws -> [Measurement] {
        var measurements: [Measurement] = []
        for subject in subjects {
            let url = site.root + subject.path
            let octets = try await site.octets(of: subject.path, cookie: subject.cookies.first)
            Progress.say("\(subject.name): a page of \(octets) octets")
            let fixed = try await FixedPage(octets: octets)
            func load(rate: Double? = nil, seconds: Int) async throws -> WebLoad {
                try await writing(subject.isWhileWriting, on: stage) {
                    try await WebLoad(
                        of: url,
                        cookies: subject.cookies,
                        browsers: subject.browsers,
                        rate: rate,
                        seconds: seconds
                    )
                }
            }
            // To warm up; then in turns, so that both have the same machine.
            _ = try await load(seconds: 2)
            var ours: [Double] = []
            var limits: [Double] = []
            for _ in 1...3 {
                limits.append(try await WebLoad(of: fixed.url, browsers: subject.browsers, seconds: seconds / 2).rate)
                ours.append(try await load(seconds: seconds / 2).rate)
            }
            try await fixed.program.stop()
            Progress.say("\(subject.name): \(ours.median) of \(limits.median) pages a second")
            guard ours.median > 0 else { throw BenchFault("no page came of \(subject.path)") }
            measurements.append(
                Measurement(
                    name: subject.name,
                    value: ours.median,
                    limit: limits.median,
                    unit: "pages/s",
                    aim: subject.aim
                )
            )
            let half = try await load(rate: ours.median / 2, seconds: seconds)
            measurements.append(
                Measurement(
                    name: "\(subject.name)-p99",
                    value: half.p99,
                    limit: 50,
                    unit: "ms",
                    aim: subject.name.hasPrefix("web-leader") ? .atMost(1) : .atMost(.infinity)
                )
            )
        }
        return measurements
    }

    /// Does something, where that is asked for while a hundred transactions a second write.
    private func writing<Result: Sendable>(
        _ isWriting: Bool,
        on stage: Stage,
        during body: @escaping @Sendable () async throws -> Result
    ) async throws -> Result {
        guard isWriting else { return try await body() }
        return try await withThrowingTaskGroup(of: Void.self) { group in
            group.addTask {
                do {
                    while !Task.isCancelled {
                        _ = try await stage.asOwner { session in
                            try await session.one(Query<String>("SELECT pg_current_xact_id()::text") { try $0.next() })
                        }
                        try await Task.sleep(for: .milliseconds(10))
                    }
                } catch is CancellationError {}
            }
            let result = try await body()
            group.cancelAll()
            return result
        }
    }

    /// Signs leaders in, all over the lists; the cookies of their browsers.
    private func signIn(_ count: Int, in stage: Stage) async throws -> [String] {
        let step = Int32(max(1, leaders / count))
        return try await stage.asOwner { session in
            try await session.rows(
                Query<String>(
                    """
                    WITH chosen AS (
                        SELECT email, 'leader-' || lpad(id::text, 36, '0') AS token FROM leader WHERE id % \(step) = 0 LIMIT \(count)),
                    begun AS (
                        INSERT INTO sign_in_session (token, email, idle, ends_at)
                        SELECT sha256(convert_to(token, 'UTF8')), email, interval '1 day', now() + interval '1 day' FROM chosen)
                    SELECT '__Host-session=' || token FROM chosen
                    """
                ) { try $0.next() }
            )
        }
    }

    private func signInAdministrator(in stage: Stage) async throws -> String {
        let address = "administrator@tandem.example"
        var generator = SystemRandomNumberGenerator()
        let token = Token(using: &generator)
        _ = try await stage.store.addAdministrator(address)
        try await stage.store.beginSession(of: address, with: token)
        return "__Host-session=\(token.text)"
    }
}
