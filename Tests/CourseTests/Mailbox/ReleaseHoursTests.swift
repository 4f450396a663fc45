import Course
import Testing

struct ReleaseHoursTests {
    private let zone = Zone.copenhagen
    private let glostrup = ReleaseHours(of: DigitalLedelse.glostrup, in: .copenhagen)

    @Test(arguments: [
        ("2027-03-01T09:29", "2027-03-01T09:30"), ("2027-03-01T09:30", "2027-03-02T09:30"),
        ("2027-02-12T10:00", "2027-02-22T09:30"), ("2027-03-24T10:00", "2027-03-30T09:30"),
        ("2027-02-17T03:00", "2027-02-22T09:30"), ("2027-10-29T12:00", "2027-11-01T09:30"),
    ])
    func `the next send-at is on a working day`(_ now: String, _ next: String) {
        #expect(glostrup.nextSendAt(after: zone.instant(now)) == zone.instant(next))
    }

    @Test func `send-at keeps the wall clock over the spring change`() throws {
        let next = try #require(glostrup.nextSendAt(after: zone.instant("2027-03-24T09:30")))
        #expect(zone.iso8601(next) == "2027-03-30T09:30:00+02:00")
    }

    @Test(arguments: [
        // On its own day, at any hour.
        ("2027-03-01T09:30", "2027-03-01T09:30", String?.none), ("2027-03-01T23:59", "2027-03-01T09:30", nil),
        ("2027-03-06T14:00", "2027-03-06T12:00", nil), ("2027-03-01T08:00", "2027-03-01T09:30", "2027-03-01T09:30"),
        // After three days out: at night it waits, in the day it leaves.
        ("2027-03-04T03:00", "2027-03-01T09:30", "2027-03-04T09:30"), ("2027-03-04T11:00", "2027-03-01T09:30", nil),
        ("2027-03-04T09:30", "2027-03-01T09:30", nil),
        // After three weeks, on a Saturday.
        ("2027-03-20T11:00", "2027-03-01T09:30", "2027-03-22T09:30"),
    ])
    func `after an outage nothing leaves at night or on a closed day`(_ now: String, _ due: String, _ until: String?) {
        let verdict = glostrup.verdict(at: zone.instant(now), due: zone.instant(due))
        #expect(verdict == until.map { .wait(until: zone.instant($0)) } ?? .now)
    }

    @Test(arguments: [
        // Monday 1 March: Tuesday is one working day off, Wednesday two.
        ("2027-03-02", "2027-04-20", true), ("2027-04-20", "2027-03-02", true), ("2027-03-03", "2027-04-20", false),
        ("2027-02-26", "2027-04-20", true), ("2027-04-13", "2027-04-20", false),
    ])
    func `a correction is urgent when the old or the new day is near`(_ old: String, _ new: String, _ urgent: Bool) {
        let now = zone.instant("2027-03-01T20:00")
        let verdict = glostrup.verdict(at: now, correcting: day(old), to: day(new))
        #expect(verdict == (urgent ? .now : .wait(until: zone.instant("2027-03-02T09:30"))))
    }

    @Test func `a municipality closed for years has no next send-at, and waits`() {
        var municipality = DigitalLedelse.glostrup
        municipality.closed = [ClosedPeriod(from: Day(2027, 1, 1), to: Day(2040, 1, 1))]
        let hours = ReleaseHours(of: municipality, in: zone)
        let now = zone.instant("2027-03-01T20:00")
        #expect(hours.nextSendAt(after: now) == nil)
        #expect(
            hours.verdict(at: now, due: zone.instant("2027-02-01T08:00"))
                == .wait(until: now.adding(seconds: 400 * 86_400))
        )
    }
}
