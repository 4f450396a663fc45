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
    private var isMoving = false
    private var isRunning: Bool
    private let steps: AsyncStream<DemoStep>
    private let asked: AsyncStream<DemoStep>.Continuation

    init(store: Store, course: StoredCourse, guests: [DemoGuest], rate: Double, isRunning: Bool, logger: Logger) {
        (self.store, self.course, self.guests) = (store, course, guests)
        (self.rate, self.isRunning, self.logger) = (rate, isRunning, logger)
        // Who presses a button often need not wait for all of that.
        (steps, asked) = AsyncStream.makeStream(bufferingPolicy: .bufferingNewest(5))
    }

    func clock() async throws -> DemoClock {
        let now = try await store.now(of: course.id)
        return DemoClock(now: course.outline.timeZone.local(now), isRunning: isRunning, isMoving: isMoving)
    }

    func move(_ step: DemoStep) {
        switch step {
        case .run: isRunning = true
        case .stop: isRunning = false
        case .letter, .day, .week, .month: (isRunning, isMoving) = (false, true)
        }
        asked.yield(step)
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
                await self.arrive()
            }
        }
    }

    private func arrive() {
        isMoving = false
    }

    private func take(_ step: DemoStep) async throws {
        let now = try await store.now(of: course.id)
        try await store.setClock(of: course.id, to: now, rate: step == .run ? rate : 0)
        guard let target = try await target(of: step, from: now) else { return }
        var moment = now
        while let next = try await store.nextMoment(of: course, after: moment), next < target {
            moment = next
            try await stop(at: moment)
        }
        try await stop(at: target)
    }

    private func target(of step: DemoStep, from now: Instant) async throws -> Instant? {
        let zone = course.outline.timeZone
        let local = zone.local(now)
        return switch step {
        case .run, .stop: nil
        case .letter: try await store.nextMoment(of: course, after: now)
        case .day: zone.instant(of: LocalDateTime(local.day.adding(days: 1), local.time))
        case .week: zone.instant(of: LocalDateTime(local.day.adding(days: 7), local.time))
        case .month: zone.instant(of: LocalDateTime(local.day.adding(months: 1), local.time))
        }
    }

    /// Lets all that is due at a moment leave, before the clock goes on.
    private func stop(at moment: Instant) async throws {
        try await store.setClock(of: course.id, to: moment, rate: 0)
        _ = try await store.release(course.id)
        // The mailman is at it; a transport that does not answer must not hold the clock for ever.
        for _ in 0..<500 {
            guard let due = try await store.nextDue(on: CourseClock.route(of: course.id)).due, due <= moment else {
                return
            }
            try await Task.sleep(for: .milliseconds(20))
        }
    }
}
