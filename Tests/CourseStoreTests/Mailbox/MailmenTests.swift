import Course
import CourseStore
import CourseTesting
import Postgres
import Testing

/// Who is at work, and the letters of those who are not.
struct MailmenTests {
    @Test func `a mailman tells of itself and of its pause, and is forgotten when it leaves`() async throws {
        try await withStore { store, owner in
            try await store.note(MailmanNote(name: "one", route: "post"))
            try await store.note(MailmanNote(name: "two", route: "post"))
            let pause = MailmanPause(secondsSoFar: 90, secondsLeft: 30, cause: "refused at connect")
            try await store.note(MailmanNote(name: "one", route: "glostrup", pause: pause))
            let rested: Bool = try await owner.one(
                """
                SELECT route = 'glostrup' AND pause_cause = 'refused at connect'
                   AND abs(extract(epoch FROM seen_at - paused_since) - 90) < 1
                   AND abs(extract(epoch FROM paused_until - seen_at) - 30) < 1 FROM mailman WHERE name = 'one'
                """
            )
            #expect(rested)
            try await store.note(MailmanNote(name: "one", route: "post"))
            #expect(try await owner.one("SELECT count(*) FROM mailman WHERE paused_since IS NULL") == 2)
            try await store.forgetMailman("one")
            #expect(try await owner.ask("SELECT name FROM mailman") == ["two"])
        }
    }

    @Test func `a mailman not heard of for an hour is forgotten`() async throws {
        try await withStore { store, owner in
            for (name, minutes) in [("silent", 61), ("slow", 59), ("awake", 0)] {
                try await store.note(MailmanNote(name: name, route: "post"))
                _ = try await owner.withSession {
                    try await $0.execute(
                        "UPDATE mailman SET seen_at = seen_at - make_interval(mins => \(Int32(minutes))) WHERE name = \(name)"
                    )
                }
            }
            try await store.tidyMailbox()
            #expect(try await owner.ask("SELECT name FROM mailman ORDER BY name") == ["awake", "slow"])
        }
    }

    @Test(
        arguments: [
            // Nobody was ever there; somebody left; somebody is there.
            (route: "glostrup", seen: nil, due: 11, isHeld: false, isAdopted: true),
            ("glostrup", 11, 11, false, true),
            ("glostrup", 9, 11, false, false),
            // Too early to say.
            ("glostrup", nil, 9, false, false),
            // Somebody wants it to wait.
            ("glostrup", nil, 11, true, false),
            // A course with a clock of its own goes nowhere.
            ("course-7", nil, 11, false, false),
        ] as [(route: String, seen: Int?, due: Int, isHeld: Bool, isAdopted: Bool)]
    )
    func `letters of a route that nobody has served for ten minutes go to the ordinary one`(
        route: String,
        seen: Int?,
        due: Int,
        isHeld: Bool,
        isAdopted: Bool
    ) async throws {
        try await QueuedLetters.with { queued in
            try await queued.queue(3, on: route, dueSecondsAgo: Double(due) * 60)
            try await queued.queue(1, on: queued.run.route, dueSecondsAgo: 86_400)
            if let seen {
                try await queued.store.note(MailmanNote(name: "one", route: route))
                try await queued.change(
                    "UPDATE mailman SET seen_at = seen_at - make_interval(mins => \(Int32(seen)))"
                )
            }
            if isHeld {
                try await queued.change("INSERT INTO mail_route (name, held_at) VALUES (\(route), now())")
            }
            #expect(try await queued.store.adoptStrandedLetters() == (isAdopted ? 3 : 0))
            #expect(try await queued.claim(on: CourseClock.ordinaryRoute).count == (isAdopted ? 3 : 0))
            #expect(try await queued.owner.one("SELECT count(*) FROM letter WHERE route = \(queued.run.route)") == 1)
        }
    }

    @Test func `what a dead mailman held is due at once on every route, each by its own clock`() async throws {
        try await QueuedLetters.with { queued in
            try await queued.queue(2)
            try await queued.queue(3, on: "post")
            #expect(try await queued.claim(by: "dead").count == 2)
            #expect(try await queued.claim(2, on: "post", by: "dead").count == 2)
            #expect(try await queued.claim(1, on: "post", by: "alive").count == 1)
            try await queued.store.handBackAll(of: "dead")
            #expect(try await queued.claim().count == 2)
            #expect(try await queued.claim(on: "post").count == 2)
        }
    }
}
