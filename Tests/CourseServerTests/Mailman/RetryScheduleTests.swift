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

    @Test func `a full mailbox is given an hour at least`() {
        #expect(RetrySchedule.delay(after: 1, spread: 0.5, notBefore: .hour) == 3600)
        #expect(RetrySchedule.delay(after: 7, spread: 0.5, notBefore: .hour) == 7200)
    }
}
