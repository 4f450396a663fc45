import Course
import CourseStore
import CourseTesting
import Postgres
import Testing

/// How the post stands, counted from all that it holds.
struct StandingTests {
    @Test func `an empty post has its ordinary route and nothing on it`() async throws {
        try await withStore { store, _ in
            let standing = try await store.acting(as: .post).mailStanding()
            #expect(standing.routes.map(\.name) == ["post"])
            let post = try #require(standing.routes.first)
            #expect(post.queued == 0 && post.due == 0 && post.oldestDue == nil && post.heldAt == nil)
            #expect(post.lateness == LatenessHistogram() && post.mailmen == [])
            #expect(post.now >= standing.at)
        }
    }

    @Test func `each letter is where it is, by its route's own clock`() async throws {
        try await withQueuedLetters { run, owner in
            let store = run.store
            let letters = try await store.claim(on: run.route, by: "one", limit: 2).letters
            try await store.settle(
                [],
                deferring: [Deferral(letters[1], seconds: 600, replyCode: 450, reply: nil)],
                on: run.route
            )
            let queued = try await store.mailLetters(route: run.route).filter { $0.state == .queued }
            #expect(queued.count == 4)
            try await store.holdMail(.letter(queued[0].id))
            let route = try #require(
                try await store.acting(as: .post).mailStanding().routes.first { $0.name == run.route }
            )
            #expect(route.queued == 5 && route.due == 2 && route.inFlight == 1 && route.held == 1)
            #expect(route.oldestDue == run.zone.instant(of: at("2027-03-03T08:00")))
            #expect(route.now == run.zone.instant(of: at("2027-03-03T08:00")))
            // A lease that is over is due again.
            try await run.setClock(to: at("2027-03-03T08:00"))
            try await owner.transaction(as: "post") {
                try await $0.execute(
                    "UPDATE letter SET next_at = next_at - interval '301 s' WHERE claimed_by IS NOT NULL"
                )
            }
            let later = try #require(
                try await store.acting(as: .post).mailStanding().routes.first { $0.name == run.route }
            )
            #expect(later.due == 3 && later.inFlight == 0)
            #expect(later.oldestDue == run.zone.instant(of: at("2027-03-03T08:00")).adding(seconds: -1))
            let counts = try await store.acting(as: .post).mailStanding().routes.map(\.name)
            #expect(counts == [run.route, "post"].sorted())
        }
    }

    @Test func `counts of any number of batches are added up, and lateness goes into its buckets`() async throws {
        try await withStore { store, owner in
            try await owner.transaction(as: "post") { transaction in
                for (event, count) in [
                    ("failed", 2), ("skipped", 3), ("cancelled", 4), ("deferred", 5), ("bounced", 6),
                ] {
                    try await transaction.execute(
                        "INSERT INTO mail_tally (route, event, count) SELECT 'post', \(event), 1 FROM generate_series(1, \(count))"
                    )
                }
                for lateness in [0.05, 0.051, 90_000] {
                    let bucket = Int32(LatenessHistogram.bucket(of: lateness))
                    try await transaction.execute(
                        """
                        INSERT INTO mail_tally (route, event, bucket, count, seconds)
                        VALUES ('north', 'sent', \(bucket), 2, \(lateness * 2))
                        """
                    )
                }
            }
            let standing = try await store.acting(as: .post).mailStanding()
            #expect(standing.routes.map(\.name) == ["north", "post"])
            let (north, post) = (standing.routes[0], standing.routes[1])
            #expect([post.failed, post.skipped, post.cancelled, post.deferred, post.bounced] == [2, 3, 4, 5, 6])
            #expect(north.sent == 6 && post.sent == 0)
            #expect(north.lateness.counts == [2, 2] + Array(repeating: 0, count: 10) + [2])
            #expect(abs(north.lateness.sum - 180_000.202) < 0.001)
        }
    }

    @Test func `mailmen heard of within two minutes are named with what they last told of themselves`() async throws {
        try await withStore { store, owner in
            try await owner.transaction(as: "post") {
                try await $0.execute(
                    """
                    INSERT INTO mailman (name, route, seen_at, paused_since, paused_until, pause_cause) VALUES
                        ('b', 'post', now() - interval '30 s', now() - interval '100 s', now() + interval '20 s', 'tls at connect'),
                        ('a', 'post', now() - interval '1 s', NULL, NULL, NULL),
                        ('dead', 'post', now() - interval '121 s', NULL, NULL, NULL),
                        ('gone', 'north', now() - interval '50 min', now() - interval '51 min', now() - interval '49 min', 'tls at connect')
                    """
                )
            }
            let routes = try await store.acting(as: .post).mailStanding().routes
            #expect(routes.map(\.name) == ["post"])
            let mailmen = try #require(routes.first).mailmen
            try #require(mailmen.map(\.name) == ["a", "b"])
            #expect(mailmen[0].pause == nil && (1..<20 ~= mailmen[0].seenSecondsAgo))
            let pause = try #require(mailmen[1].pause)
            #expect(30..<50 ~= mailmen[1].seenSecondsAgo && 100..<120 ~= pause.secondsSoFar)
            #expect(0...20 ~= pause.secondsLeft && pause.cause == "tls at connect")
        }
    }

    @Test func `letters are listed by route, leader and course, up to a limit`() async throws {
        try await withQueuedLetters { run, _ in
            let store = run.store
            #expect(try await store.mailLetters().count == 5)
            #expect(try await store.mailLetters(limit: 2).count == 2)
            #expect(try await store.mailLetters(route: "post") == [])
            let bo = try await store.mailLetters(route: run.route, leader: "BO@small.example", course: run.key)
            #expect(bo.map(\.leader) == [SmallCourse.address("bo")] && bo.map(\.course) == [run.key])
            await #expect(throws: Refusal.self) { _ = try await store.mailLetters(course: "other") }
        }
    }

    @Test func `a municipality with a route of its own has its letters on it, the others on the ordinary one`()
        async throws
    {
        try await withQueuedLetters { run, owner in
            let store = run.store
            // A course with a clock keeps to its own.
            #expect(Set(try await store.mailLetters().map(\.route)) == [run.route])
            try await run.step()
            try await owner.transaction(as: "post") { transaction in
                try await transaction.execute("DELETE FROM course_clock")
                // What is open stays so under the database's clock.
                try await transaction.execute(
                    "UPDATE planned_prompt SET send_at = now() - interval '1 min', useful_until = now() + interval '1 day', closed_at = NULL"
                )
                try await transaction.execute("DELETE FROM letter_item")
                try await transaction.execute("UPDATE leader SET enrolled_at = now() - interval '2 min'")
                try await transaction.execute("UPDATE municipality SET release_at = now()")
            }
            var heard = Listener(store.database.conninfo, channels: ["tandem_mail"]).events().makeAsyncIterator()
            #expect(await heard.next() == .connected)
            let outcome = try await store.release(run.id, ownRoutes: ["glostrup", "elsewhere"])
            #expect(outcome?.letters == 7)
            let letters = try await store.mailLetters()
            #expect(Dictionary(grouping: letters, by: \.route).mapValues(\.count) == ["glostrup": 2, "post": 5])
            #expect(
                Set(letters.filter { $0.route == "glostrup" }.map(\.leader))
                    == Set(["gro", "han"].map(SmallCourse.address))
            )
            var bells: Set<ListenEvent> = []
            for _ in 0..<2 {
                if let event = await heard.next() { bells.insert(event) }
            }
            #expect(bells == Set(["glostrup", "post"].map { .notification(channel: "tandem_mail", payload: $0) }))
        }
    }
}
