import Correspondence
import Course
import CourseStore
import CourseTesting
import Testing

/// A relay that is away for three days of a course's own time.
struct OutageTests {
    /// In which way it is away.
    enum Way: CaseIterable {
        /// Nobody listens.
        case unreachable
        /// It answers, and puts every letter off.
        case deferring
    }

    private let leaders = 10

    private func withOutage(
        _ way: Way,
        from start: LocalDateTime,
        to end: LocalDateTime,
        _ body: (House, CourseRun, SMTPStub) async throws -> Void
    ) async throws {
        try await withHouse { house in
            let run = try await house.openCourse(leaders: leaders)
            try await house.releaseInvitations(of: run)
            let stub = try await SMTPStub.start()
            let mailman = try house.mailman(on: run.route, to: stub.url)
            _ = try await mailman.drain()
            try await pass(run, mailman, until: start)
            let before = stub.received.count
            switch way {
            case .unreachable:
                stub.change { $0.faults = [.banner: .disconnect] }
                await stub.dropConnections()
            case .deferring: stub.change { $0.faults = [.recipient: .reply("451 4.3.0 back on Saturday")] }
            }
            try await pass(run, mailman, until: end, restlessly: true)
            #expect(stub.received.count == before)
            stub.change { $0.faults = [:] }
            try await body(house, run, stub)
            await stub.stop()
        }
    }

    /// Lets the course's time pass as the service does: releases and delivers whenever something is due, and every other hour
    /// where a route that rests is to be tried.
    private func pass(
        _ run: CourseRun,
        _ mailman: Mailman,
        until end: LocalDateTime,
        restlessly: Bool = false
    ) async throws {
        let end = run.zone.instant(of: end)
        while true {
            _ = try await run.store.release(run.id)
            do { _ = try await mailman.drain() } catch is Mailman.RoutePaused {}
            let (due, now) = try await run.store.nextDue(on: run.route)
            guard now < end else { return }
            let release = try await run.store.nextReleaseMoment(of: run.id)
            let next = [release, due].compactMap(\.self).filter { $0 > now }.min() ?? end
            try await run.setClock(to: min(next, restlessly ? now.adding(seconds: 7200) : end, end))
        }
    }

    private func standing(_ run: CourseRun, _ module: String, _ prompt: String) async throws -> PromptStanding.Count {
        let ledger = try await run.store.ledger(of: run.key)
        return try #require(
            ledger.prompts.first {
                $0.row.module == module && $0.row.prompt == prompt && $0.row.municipality == "albertslund"
            }
        ).count
    }

    @Test(arguments: Way.allCases)
    func `what is still of use when the relay is back leaves then, once`(_ way: Way) async throws {
        // The reminder of the kick-off on Monday leaves on Thursday at 08:00.
        let start = LocalDateTime(Day(2027, 1, 13), LocalTime(12, 0))
        let end = LocalDateTime(Day(2027, 1, 16), LocalTime(12, 0))
        try await withOutage(way, from: start, to: end) { house, run, stub in
            let waiting = try await standing(run, "kick-off", "reminder")
            #expect(waiting.pending == leaders && waiting.planned == leaders)
            let tries = stub.commands.count { $0.hasPrefix("RCPT") } - stub.received.count
            switch way {
            case .unreachable:
                #expect(tries == 0)
            case .deferring:
                // 15 s, 1 m, 5 m, 15 m, 30 m, 1 h, 2 h, 4 h, then every 6 h, each ±20 %, in the 52 hours from Thursday.
                #expect((14...19).contains(tries / leaders), "\(tries) tries for \(leaders) letters")
            }
            let mailman = try house.mailman(on: run.route, to: stub.url)
            try await pass(run, mailman, until: LocalDateTime(Day(2027, 1, 17), LocalTime(0, 0)))
            let sent = try await standing(run, "kick-off", "reminder")
            #expect(sent.sent == leaders && sent.planned == leaders)
            #expect(stub.copies.values.allSatisfy { $0 == 1 })
        }
    }

    @Test(arguments: Way.allCases)
    func `what was of use only while the relay was away is missed, and says so`(_ way: Way) async throws {
        // The assessment's reminder leaves on Monday at 08:00 and is of use for two working days.
        let start = LocalDateTime(Day(2027, 2, 1), LocalTime(7, 0))
        let end = LocalDateTime(Day(2027, 2, 4), LocalTime(7, 0))
        try await withOutage(way, from: start, to: end) { house, run, stub in
            let before = stub.received.count
            let mailman = try house.mailman(on: run.route, to: stub.url)
            try await pass(run, mailman, until: LocalDateTime(Day(2027, 2, 5), LocalTime(7, 0)))
            let missed = try await standing(run, "wheel-before", "reminder")
            #expect(missed.skipped == [.missed: leaders] && missed.planned == leaders)
            #expect(stub.received.count == before)
            let ledger = try await run.store.ledger(of: run.key)
            let counts = ledger.prompts.map(\.count)
            #expect(
                counts.allSatisfy {
                    $0.planned == $0.sent + $0.pending + $0.failed + $0.bounced + $0.skipped.values.reduce(0, +)
                }
            )
            #expect(try await house.unsettled() == 0)
        }
    }
}
