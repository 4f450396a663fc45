import Course
import CourseStore
import CourseWeb
import Logging
import ServiceLifecycle

/// The clock of a course that is shown: it runs, stands, or is moved on by whoever looks at a page.
///
/// Moved on, it stops at each moment at which something is due, as it would in real time: a week at a jump would have a week's letters
/// caught up with in one.
actor Clockwork: Service, Demonstrating {
    nonisolated let guests: [DemoGuest]
    private let store: Store
    private let course: StoredCourse
    /// Course seconds a second, when it runs.
    private let rate: Double
    private let logger: Logger
    private var isRunning: Bool
    /// How many steps have been asked for and not been taken to their end.
    private var ahead = 0
    /// How many of them ask the clock to stand, and so call off what was asked for before.
    private var halts = 0
    private let steps: AsyncStream<DemoStep>
    private let asked: AsyncStream<DemoStep>.Continuation

    init(store: Store, course: StoredCourse, guests: [DemoGuest], rate: Double, isRunning: Bool, logger: Logger) {
        (self.store, self.course, self.guests) = (store, course, guests)
        (self.rate, self.isRunning, self.logger) = (rate, isRunning, logger)
        // Who presses a button often need not wait for all of that.
        (steps, asked) = AsyncStream.makeStream(bufferingPolicy: .bufferingNewest(Self.mostAhead))
    }

    /// How many steps wait at most while one is taken; of more, the last ones count.
    static let mostAhead = 5

    func clock() async throws -> DemoClock {
        let now = try await store.now(of: course.id)
        return DemoClock(now: course.outline.timeZone.local(now), isRunning: isRunning, isMoving: ahead > 0)
    }

    func move(_ step: DemoStep) {
        isRunning = step == .run
        count(step, by: 1)
        if case .dropped(let old) = asked.yield(step) { count(old, by: -1) }
    }

    func run() async throws {
        await cancelWhenGracefulShutdown {
            for await step in self.steps {
                do {
                    try await self.take(step)
                } catch {
                    if Task.isCancelled { return }
                    self.logger.warning("The clock cannot be moved", metadata: ["cause": "\(error)"])
                }
                await self.count(step, by: -1)
            }
        }
    }

    private func count(_ step: DemoStep, by one: Int) {
        ahead += one
        if step == .stop { halts += one }
    }

    /// Takes one step after another: the clock stands while it is worked out how far one leads.
    private func take(_ step: DemoStep) async throws {
        let now = try await store.setPace(of: course.id, to: step == .run ? rate : 0)
        let zone = course.outline.timeZone
        let local = zone.local(now)
        func later(_ day: Day) -> Instant { zone.instant(of: LocalDateTime(day, local.time)) }
        switch step {
        case .run, .stop: break
        case .letter: try await walk(from: now)
        case .day: try await walk(from: now, to: later(local.day.adding(days: 1)))
        case .week: try await walk(from: now, to: later(local.day.adding(days: 7)))
        case .month: try await walk(from: now, to: later(local.day.adding(months: 1)))
        }
    }

    /// Goes from one moment at which something is due to the next, to a moment or else until letters leave.
    private func walk(from now: Instant, to target: Instant? = nil) async throws {
        var moment = now
        while halts == 0, let next = try await store.nextMoment(of: course, after: moment),
            next < target ?? .distantFuture
        {
            moment = next
            let hasLetters = try await stop(at: moment)
            if target == nil, hasLetters { return }
        }
        if let target, halts == 0 { _ = try await stop(at: target) }
    }

    /// Lets all that is due at a moment leave, before the clock goes on.
    ///
    /// - Returns: Whether there were letters.
    private func stop(at moment: Instant) async throws -> Bool {
        try await store.setClock(of: course.id, to: moment, rate: 0)
        var hasLetters = try await store.release(course.id)?.letters ?? 0 > 0
        // The mailman is at it; a transport that does not answer must not hold the clock for ever.
        for _ in 0..<500 {
            guard let due = try await store.nextDue(on: CourseClock.route(of: course.id)).due, due <= moment else {
                break
            }
            hasLetters = true
            try await Task.sleep(for: .milliseconds(20))
        }
        return hasLetters
    }
}
