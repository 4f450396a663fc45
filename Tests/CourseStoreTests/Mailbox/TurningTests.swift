import Course
import CourseStore
import CourseTesting
import Postgres
import Testing

/// The slots of the hot table, which take turns.
struct TurningTests {
    /// Settles one letter after the other, each in a slot of its own.
    private func settleOne(_ queued: QueuedLetters) async throws {
        try await queued.queue(1)
        let letters = try await queued.claim()
        try await queued.store.settle(
            letters.map { .sent($0, replyCode: 250, reply: nil) },
            deferring: [],
            on: queued.run.route
        )
    }

    /// The slots there are, and which of them take any room.
    private func slots(_ queued: QueuedLetters) async throws -> (all: [Int16], filled: [Int16]) {
        let all: [Int16] = try await queued.owner.ask("SELECT slot FROM letter_slots() ORDER BY slot")
        let filled: [Int16] = try await queued.owner.ask(
            "SELECT slot FROM letter_slots() WHERE pg_relation_size(relation) > 0 ORDER BY slot"
        )
        return (all, filled)
    }

    @Test func `a full slot gives its turn to the next, and is empty when the turn comes again`() async throws {
        try await QueuedLetters.with { queued in
            try await queued.turnHastily()
            var turns: [Int16] = []
            for _ in 0..<9 {
                turns.append(try await queued.owner.one("SELECT letter_slot()"))
                try await settleOne(queued)
            }
            let (all, filled) = try await slots(queued)
            #expect(all == [0, 1, 2, 3])
            #expect(filled.count <= 1)
            #expect(Set(turns) == [1, 2])
            #expect(try await queued.owner.one("SELECT count(*) FROM letter_history") == 9)
        }
    }

    @Test func `nothing turns before there are dead rows enough`() async throws {
        try await QueuedLetters.with { queued in
            for _ in 0..<5 { try await settleOne(queued) }
            try await queued.store.tidyMailbox()
            #expect(try await queued.owner.one("SELECT letter_slot()") == Int16(1))
            #expect(try await queued.owner.one("SELECT pg_relation_size('letter_1')", of: Int.self) > 0)
        }
    }

    @Test(arguments: ["SELECT 1", "SELECT FROM letter"])
    func `an old snapshot keeps no slot from being emptied, and one that has read them has others made`(
        look: String
    ) async throws {
        try await QueuedLetters.with { queued in
            try await queued.turnHastily()
            try await queued.owner.transaction(as: "post", isolation: .repeatableRead) { onlooker in
                _ = try await onlooker.rows(Statement("\(raw: look)"))
                for _ in 0..<12 { try await settleOne(queued) }
                let (all, filled) = try await slots(queued)
                if look == "SELECT 1" {
                    #expect(all == [0, 1, 2, 3])
                    #expect(filled.count <= 1)
                } else {
                    // 1, 2 and 3 are held; what was made meanwhile takes turns.
                    #expect(all.count > 4 && all.count <= 7)
                    #expect(filled.filter { $0 > 3 }.count <= 1)
                }
            }
            // What was held is let go, and what was made is not needed any more.
            for _ in 0..<12 {
                try await queued.change("DELETE FROM kept_slot")
                try await queued.store.tidyMailbox()
            }
            let (all, filled) = try await slots(queued)
            #expect(all.filter { $0 > 3 }.count <= 1)
            #expect(filled.count <= 1)
        }
    }

    @Test func `the few that linger are carried over, those that wait long to where they may stay`() async throws {
        try await QueuedLetters.with { queued in
            for due in [0, 59, 61] { try await queued.queue(1, dueSecondsAgo: -Double(due)) }
            for change in ["claimed_by = 'one'", "next_at = 'infinity'"] {
                try await queued.queue(1)
                try await queued.change("UPDATE letter SET \(raw: change) WHERE id = (SELECT max(id) FROM letter)")
            }
            _ = try await queued.owner.one("SELECT setval('letter_turn', 2)", of: Int64.self)
            try await queued.store.tidyMailbox()
            #expect(try await queued.owner.ask("SELECT slot FROM letter ORDER BY id") == [2, 2, 0, 1, 0] as [Int16])
        }
    }

    @Test func `many that linger stay where they are`() async throws {
        try await QueuedLetters.with { queued in
            try await queued.queue(1_001)
            _ = try await queued.owner.one("SELECT setval('letter_turn', 2)", of: Int64.self)
            try await queued.store.tidyMailbox()
            #expect(try await queued.owner.one("SELECT count(*) FROM letter WHERE slot = 1") == 1_001)
            try await queued.change("DELETE FROM letter WHERE id = (SELECT max(id) FROM letter)")
            try await queued.store.tidyMailbox()
            let places: [String] = try await queued.owner.ask(
                "SELECT concat_ws(' ', slot, count(*)) FROM letter GROUP BY slot"
            )
            #expect(places == ["2 1000"])
        }
    }

    @Test func `a letter that is carried over while it is settled, is settled`() async throws {
        try await QueuedLetters.with { queued in
            try await queued.queue(2)
            let letters = try await queued.claim()
            let (carried, isCarried) = AsyncStream<Void>.makeStream()
            async let carrier: Void = queued.owner.transaction(as: "post") { carrier in
                try await carrier.execute("UPDATE letter SET slot = 0")
                isCarried.finish()
                try await queued.owner.untilSomebodyWaits()
            }
            for await _ in carried {}
            let settled = try await queued.store.settle(
                letters.map { .sent($0, replyCode: 250, reply: nil) },
                deferring: [],
                on: queued.run.route
            )
            try await carrier
            #expect(settled == 2)
            #expect(try await queued.owner.one("SELECT count(*) FROM letter_history WHERE outcome = 'sent'") == 2)
        }
    }

    @Test func `only the owner's function empties slots, and only as of now`() async throws {
        try await QueuedLetters.with { queued in
            for statement: SQL in ["TRUNCATE letter", "SELECT make_letter_slot(9::smallint)", "SELECT FROM letter_1"] {
                await #expect(throws: PostgresError.self) {
                    _ = try await queued.store.database.transaction(as: "post") {
                        try await $0.rows(Statement(statement))
                    }
                }
            }
            await #expect(throws: PostgresError.self) {
                _ = try await queued.store.database.transaction(as: "post", isolation: .repeatableRead) {
                    try await $0.rows(Statement("SELECT turn_letters()"))
                }
            }
        }
    }

    @Test func `the letters that wait when the table is made anew are carried over, to the last column`() async throws {
        let all = TestSchema.tandem.migrations
        let count = try #require(all.firstIndex { $0.name == "0006_turning.sql" })
        try await withDatabase(TestSchema(migrations: Array(all[..<count]), roles: TestSchema.tandem.roles)) {
            _,
            owner in
            _ = try await owner.withSession {
                try await $0.execute(
                    """
                    INSERT INTO letter (route, lane, next_at, attempt, failures, claimed_by, course, leader, welcome, released_at,
                                        useful_until, reply_code, reply)
                    SELECT 'r' || n, n % 2, now() + make_interval(mins => n), n, n, CASE WHEN n = 2 THEN 'one' END, n, n, n = 3,
                           now(), 'infinity', 400 + n, 'later'
                    FROM generate_series(1, 5) AS n
                    """
                )
            }
            let before = try await owner.contents(of: "letter")
            let next: Int64 = try await owner.one("SELECT last_value FROM letter_id")
            _ = try await Migrator(Array(all[...count]), readableBy: TestSchema.service).migrate(owner)
            #expect(try await owner.contents(of: "letter", without: ["slot"]) == before)
            #expect(before.count == 5)
            #expect(try await owner.one("SELECT last_value FROM letter_id") == next)
            #expect(try await owner.one("SELECT to_regclass('letter_before') IS NULL"))
        }
    }

    @Test func `a month is made while its first letter is settled`() async throws {
        try await QueuedLetters.with { queued in
            let (settled, isSettled) = AsyncStream<Void>.makeStream()
            async let settler: Void = queued.owner.transaction(as: "post") { settler in
                try await settler.execute(
                    """
                    INSERT INTO letter_history (id, course_time, route, course, leader, token, attempt, failures, released_at, outcome)
                    VALUES (1, now(), 'post', 1, 1, gen_random_uuid(), 1, 0, now(), 'sent')
                    """
                )
                isSettled.finish()
                try await queued.owner.untilSomebodyWaits()
            }
            for await _ in settled {}
            try await queued.store.tidyMailbox()
            try await settler
            #expect(try await queued.owner.one("SELECT count(*) FROM letter_history_rest") == 1)
        }
    }
}
