import Course
import CourseStore
import CourseTesting
import Postgres
import Testing

/// Holds and limits of a route, and its lanes.
struct RouteLimitTests {
    /// A bucket that does not fill while the test looks at it.
    private func setBucket(_ letters: Double, of queued: QueuedLetters) async throws {
        try await queued.change(
            """
            INSERT INTO mail_route (name, allowance, allowed_at)
            VALUES (\(queued.run.route), \(letters), clock_timestamp() + interval '1 hour')
            ON CONFLICT (name) DO UPDATE SET allowance = excluded.allowance, allowed_at = excluded.allowed_at
            """
        )
    }

    @Test(arguments: [(600, 60), (95, 9), (20, 2), (10, 1), (3, 1)])
    func `a route begins with a tenth of its minute's letters, at least one`(limit: Int, burst: Int) async throws {
        try await QueuedLetters.with { queued in
            try await queued.queue(80)
            #expect(try await queued.claim(100, lettersAMinute: limit).count == burst)
        }
    }

    @Test func `what is claimed is taken from the bucket, and a dry one gives nothing`() async throws {
        try await QueuedLetters.with { queued in
            try await queued.queue(20)
            try await setBucket(5.7, of: queued)
            for (limit, count, left) in [(3, 3, 2.7), (50, 2, 0.7), (50, 0, 0.7)] {
                #expect(try await queued.claim(limit, lettersAMinute: 100).count == count)
                let allowance: Double = try await queued.owner.one("SELECT allowance FROM mail_route")
                #expect(abs(allowance - left) < 0.001)
                try await setBucket(allowance, of: queued)
            }
            // Who has no limit is not bound by the bucket of those who have.
            #expect(try await queued.claim(50).count == 15)
        }
    }

    @Test func `a bucket fills with the seconds, never beyond its tenth`() async throws {
        try await QueuedLetters.with { queued in
            try await queued.queue(200)
            try await queued.change(
                """
                INSERT INTO mail_route (name, allowed_at)
                VALUES (\(queued.run.route), clock_timestamp() - interval '2 seconds')
                """
            )
            // Ten a second; the test may take a moment itself.
            #expect((20..<60).contains(try await queued.claim(200, lettersAMinute: 600).count))
            try await queued.change("UPDATE mail_route SET allowed_at = clock_timestamp() - interval '1 day'")
            #expect(try await queued.claim(200, lettersAMinute: 600).count == 60)
        }
    }

    @Test func `the bucket is one for all mailmen`() async throws {
        try await QueuedLetters.with { queued in
            try await queued.queue(200)
            try await setBucket(40, of: queued)
            let start = ContinuousClock.now
            let claimed = try await withThrowingTaskGroup(of: Int.self) { group in
                for number in 0..<8 {
                    group.addTask {
                        var mine = 0
                        while case let count = try await queued.claim(7, by: "m\(number)", lettersAMinute: 400).count,
                            count > 0
                        { mine += count }
                        return mine
                    }
                }
                return try await group.reduce(0, +)
            }
            let filled = (ContinuousClock.now - start) / .seconds(1) * 400 / 60
            #expect((40...(40 + Int(filled.rounded(.up)))).contains(claimed))
        }
    }

    @Test func `a claim that finds nothing, and one without a limit, write nothing of the route`() async throws {
        try await QueuedLetters.with { queued in
            try await queued.queue(5)
            #expect(try await queued.claim(2).count == 2)
            #expect(try await queued.owner.one("SELECT count(*) FROM mail_route") == 0)
            try await setBucket(9, of: queued)
            let before: String = try await queued.owner.one("SELECT xmin::text FROM mail_route")
            #expect(try await queued.claim(50).count == 3)
            #expect(try await queued.claim(50, lettersAMinute: 100).isEmpty)
            #expect(try await queued.owner.one("SELECT xmin::text FROM mail_route") == before)
        }
    }

    @Test func `the next letter is due when the limit allows it`() async throws {
        try await QueuedLetters.with { queued in
            try await queued.queue(5)
            try await setBucket(0.5, of: queued)
            let (dry, _) = try await queued.store.nextDue(on: queued.run.route, lettersAMinute: 20)
            // Half a letter is missing, at one in three seconds.
            #expect(dry == Instant(microseconds: queued.now.microseconds + 1_500_000))
            #expect(try await queued.store.nextDue(on: queued.run.route).due == queued.now)
            try await setBucket(1, of: queued)
            #expect(try await queued.store.nextDue(on: queued.run.route, lettersAMinute: 20).due == queued.now)
        }
    }

    @Test func `a held route gives nothing and has nothing due, until it is let go`() async throws {
        try await QueuedLetters.with { queued in
            try await queued.queue(5)
            try await queued.queue(1, on: "elsewhere")
            try await queued.change(
                "INSERT INTO mail_route (name, held_at) VALUES (\(queued.run.route), clock_timestamp())"
            )
            #expect(try await queued.claim().isEmpty)
            #expect(try await queued.claim(lettersAMinute: 600).isEmpty)
            #expect(try await queued.store.nextDue(on: queued.run.route).due == nil)
            #expect(try await queued.claim(on: "elsewhere").count == 1)
            try await queued.change("UPDATE mail_route SET held_at = NULL")
            #expect(try await queued.store.nextDue(on: queued.run.route).due == queued.now)
            #expect(try await queued.claim().count == 5)
        }
    }

    @Test func `only the lanes asked for are claimed, and only they are due`() async throws {
        try await QueuedLetters.with { queued in
            try await queued.queue(2, lane: 1, dueSecondsAgo: 5)
            #expect(try await queued.store.nextDue(on: queued.run.route, lanes: [0]).due == nil)
            #expect(try await queued.claim(lanes: [0]).isEmpty)
            try await queued.queue(3, lane: 0)
            #expect(try await queued.store.nextDue(on: queued.run.route, lanes: [0]).due == queued.now)
            #expect(try await queued.claim(lanes: [0]).count == 3)
            // The urgent lane first, however the lanes are named.
            try await queued.queue(1, lane: 0)
            let urgent: Int64 = try await queued.owner.one("SELECT max(id) FROM letter")
            #expect(try await queued.claim(lanes: [1, 0]).map(\.id).first == urgent)
        }
    }
}
