import CourseTesting
import Testing

@testable import Correspondence

struct RetryScheduleTests {
    @Test(arguments: [
        (1, 15.0), (2, 60), (3, 300), (4, 900), (5, 1_800), (6, 3_600), (7, 7_200), (8, 14_400), (9, 21_600),
        (40, 21_600),
    ])
    func `a refused letter waits longer each time, give or take a fifth`(_ failures: Int, _ seconds: Double) {
        #expect(RetrySchedule.delay(after: failures, spread: 0) == seconds * 0.8)
        #expect(abs(RetrySchedule.delay(after: failures, spread: 0.5) - seconds) < 0.001)
        #expect(abs(RetrySchedule.delay(after: failures, spread: 1) - seconds * 1.2) < 0.001)
    }

    @Test func `a route that fails rests longer each time, and not at all once it is open`() {
        var pause = RoutePause()
        var now = ContinuousClock.now
        var rests: [Duration] = []
        for _ in 0..<7 {
            if let rest = pause.note(isOpen: false, at: now) { rests.append(rest) }
            // A delivery beside it that fails too is the same failure.
            #expect(pause.note(isOpen: false, at: now) == nil)
            #expect(pause.rest(at: now) == rests.last)
            now += rests.last ?? .zero
            #expect(pause.rest(at: now) == nil)
        }
        #expect(rests == [2, 4, 8, 16, 32, 60, 60].map { .seconds($0) })
        #expect(pause.note(isOpen: true, at: now) == nil)
        #expect(pause.note(isOpen: false, at: now) == .seconds(2))
    }
}
