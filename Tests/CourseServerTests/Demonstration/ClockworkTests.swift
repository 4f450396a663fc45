import Correspondence
import Course
import CourseStore
import CourseTesting
import CourseWeb
import Foundation
import Logging
import Postgres
import Testing

@testable import CourseServer

/// The clock of a course that is shown, with the real release and a mailman at work.
struct ClockworkTests {
    private static let leaders = 3
    private static let quiet = Logger(label: "test", factory: { _ in SwiftLogNoOpLogHandler() })

    /// A letter that left: to whom, and the course's time at which it was released.
    private struct Left: Hashable, Sendable {
        let address: String
        let at: Instant
    }

    /// A course on a clock, which stands at its first midnight.
    private struct Shown: Sendable {
        let house: House
        let run: CourseRun
        let clockwork: Clockwork

        var now: LocalDateTime {
            get async throws { try await clockwork.clock().now }
        }

        /// Waits until all that was asked for is done and every letter has left.
        func arrive() async throws {
            try await until("the clock has arrived") { try await !clockwork.clock().isMoving }
            // In flight a letter is due only when its lease is over; none is queued before its day.
            try await until("what is due has left") { try await house.unsettled() == 0 }
        }

        var left: Set<Left> {
            get async throws {
                let letters = try await house.owner.withSession { session in
                    try await session.rows(
                        Query(
                            """
                            SELECT l.email, h.released_at FROM letter_history h JOIN leader l ON l.id = h.leader
                            WHERE h.outcome = 'sent'
                            """
                        ) { row in Left(address: try row.next(), at: try row.next()) }
                    )
                }
                #expect(Set(letters).count == letters.count, "no letter leaves twice")
                return Set(letters)
            }
        }
    }

    /// Runs a test with a course on a clock; what is asked for before it goes waits for it.
    private func withClockwork(
        running rate: Double = 0,
        asking steps: [DemoStep] = [],
        _ body: @escaping @Sendable (Shown) async throws -> Void
    ) async throws {
        try await withHouse { house in
            let run = try await house.openCourse(leaders: Self.leaders)
            let mailman = try house.mailman(on: run.route, to: "maildir:\(house.folder.path)/mail")
            let clockwork = Clockwork(
                store: house.store,
                course: try await house.store.course(run.key),
                guests: [],
                rate: rate,
                isRunning: false,
                logger: Self.quiet
            )
            for step in steps { await clockwork.move(step) }
            async let work: Void = mailman.work()
            try await withThrowingTaskGroup(of: Void.self) { group in
                group.addTask { try await clockwork.run() }
                try await body(Shown(house: house, run: run, clockwork: clockwork))
                group.cancelAll()
            }
            mailman.stop()
            try await work
        }
    }

    private static let start = LocalDateTime(Day(2026, 12, 1), .midnight)

    @Test func `to the next letter, the clock goes to the moment of the next letters and stands there`() async throws {
        try await withClockwork { shown in
            #expect(try await shown.now == Self.start)
            await shown.clockwork.move(.letter)
            try await shown.arrive()
            #expect(try await shown.now == LocalDateTime(Day(2026, 12, 7), LocalTime(8, 0)))
            let first = try await (letters: shown.left, at: shown.house.store.now(of: shown.run.id))
            #expect(first.letters.count == Self.leaders && Set(first.letters.map(\.at)) == [first.at])
            for _ in 0..<3 {
                let before = try await (now: shown.now, left: shown.left)
                await shown.clockwork.move(.letter)
                try await shown.arrive()
                let news = try await shown.left.subtracting(before.left)
                let now = try await shown.house.store.now(of: shown.run.id)
                #expect(try await before.now < shown.now)
                #expect(!news.isEmpty && Set(news.map(\.at)) == [now], "\(now)")
            }
        }
    }

    @Test func `two months pressed at once are two, and what leaves on the way is what leaves when nobody presses`()
        async throws
    {
        let end = LocalDateTime(Day(2027, 2, 1), .midnight)
        let expected = try await withHouse { house in
            let run = try await house.openCourse(leaders: Self.leaders)
            return Set(try await run.run(until: end).map { Left(address: $0.address, at: $0.at) })
        }
        try #require(Set(expected.map(\.at)).count > 2)
        try await withClockwork { shown in
            await withTaskGroup { group in
                for _ in 0..<2 { group.addTask { await shown.clockwork.move(.month) } }
            }
            // It is on its way until both are done.
            try await shown.arrive()
            #expect(try await shown.now == end)
            #expect(try await shown.left == expected)
        }
    }

    @Test(arguments: [(DemoStep.day, Day(2026, 12, 2)), (.week, Day(2026, 12, 8)), (.month, Day(2027, 1, 1))])
    func `a step leads to the same time of a later day, and the clock stands`(step: DemoStep, day: Day) async throws {
        try await withClockwork(running: 86_400) { shown in
            await shown.clockwork.move(step)
            try await shown.arrive()
            let clock = try await shown.clockwork.clock()
            #expect(clock == DemoClock(now: LocalDateTime(day, .midnight), isRunning: false, isMoving: false))
        }
    }

    @Test func `of many presses the last few count, and then it has arrived`() async throws {
        try await withClockwork(asking: Array(repeating: .day, count: 3 * Clockwork.mostAhead)) { shown in
            try await shown.arrive()
            let day = Self.start.day.adding(days: Clockwork.mostAhead)
            #expect(try await shown.now == LocalDateTime(day, .midnight))
        }
    }

    @Test func `to have it stand calls off what was asked for before, and nothing after`() async throws {
        try await withClockwork(asking: [.month, .week, .stop, .day]) { shown in
            try await shown.arrive()
            #expect(try await shown.now == LocalDateTime(Day(2026, 12, 2), .midnight))
        }
        try await withClockwork(running: 86_400, asking: [.month, .run, .stop]) { shown in
            try await shown.arrive()
            let clock = try await shown.clockwork.clock()
            #expect(!clock.isRunning && clock.now.day < Day(2026, 12, 31))
            #expect(try await shown.now == clock.now)
        }
    }

    @Test func `whatever is pressed, the clock is never set back`() async throws {
        try await withClockwork(running: 86_400) { shown in
            // Who reads the clock while it is stopped may be milliseconds wrong; so the database says what it was set to.
            try await shown.house.owner.withSession { session in
                for line in Self.witness { try await session.execute(line) }
            }
            for step in Array(repeating: [DemoStep.run, .stop, .run, .day], count: 5).joined() {
                await shown.clockwork.move(step)
                try await until("it is done") { try await !shown.clockwork.clock().isMoving }
            }
            let settings = try await shown.house.owner.withSession { session in
                let settings = try await session.rows(
                    Query<(all: Int, back: Int)>("SELECT count(*), count(*) FILTER (WHERE is_back) FROM clock_witness")
                    {
                        row in (try row.next(), try row.next())
                    }
                )
                try await session.execute("DROP TABLE clock_witness")
                try await session.execute("DROP FUNCTION witness_clock() CASCADE")
                return settings
            }
            let (all, back) = try #require(settings.first)
            #expect(all >= 20 && back == 0)
        }
    }

    /// Notes each time that the clock is set, and whether it is set to before where it was.
    private static let witness: [Statement] = [
        Statement("CREATE TABLE clock_witness (is_back boolean NOT NULL)"),
        Statement(
            """
            CREATE FUNCTION witness_clock() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER AS $$
            BEGIN
                INSERT INTO clock_witness VALUES (NEW.base < OLD.base + (NEW.origin - OLD.origin) * OLD.rate);
                RETURN NEW;
            END
            $$
            """
        ),
        Statement("CREATE TRIGGER witness BEFORE UPDATE ON course_clock FOR EACH ROW EXECUTE FUNCTION witness_clock()"),
    ]

    @Test func `another pace begins from where the clock is, and a course without a clock has none`() async throws {
        try await withStore { store, owner in
            let run = try await SmallCourse.run(in: store)
            let start = try await store.now(of: run.id)
            #expect(try await store.setPace(of: run.id, to: 1_000) == start)
            let stopped = try await store.setPace(of: run.id, to: 0)
            #expect(start < stopped)
            #expect(try await store.now(of: run.id) == stopped)
            try await owner.withSession { try await $0.execute("DELETE FROM course_clock") }
            await #expect(throws: Refusal.self) { try await store.setPace(of: run.id, to: 2) }
        }
    }
}
