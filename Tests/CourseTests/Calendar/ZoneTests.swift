import Course
import Testing

struct ZoneTests {
    @Test(arguments: [
        ("2027-01-18T08:00", "2027-01-18T08:00:00+01:00"), ("2027-07-01T08:00", "2027-07-01T08:00:00+02:00"),
        // The spring change of 28 March: 02:00 to 03:00 is left out, and moves on by the gap.
        ("2027-03-28T01:59", "2027-03-28T01:59:00+01:00"), ("2027-03-28T02:00", "2027-03-28T03:00:00+02:00"),
        ("2027-03-28T02:30", "2027-03-28T03:30:00+02:00"), ("2027-03-28T03:00", "2027-03-28T03:00:00+02:00"),
        // The autumn change of 31 October: 02:00 to 03:00 comes twice, and the first counts.
        ("2027-10-31T01:59", "2027-10-31T01:59:00+02:00"), ("2027-10-31T02:30", "2027-10-31T02:30:00+02:00"),
        ("2027-10-31T03:00", "2027-10-31T03:00:00+01:00"),
    ])
    func `a wall-clock time has one instant`(_ local: String, _ expected: String) {
        let instant = Zone.copenhagen.instant(local)
        #expect(Zone.copenhagen.iso8601(instant) == expected)
    }

    @Test(arguments: [("2027-03-27T08:00", "2027-03-28T08:00", 23), ("2027-10-30T08:00", "2027-10-31T08:00", 25)])
    func `send-at stays on the wall clock over a change`(_ one: String, _ other: String, _ hours: Int) {
        let zone = Zone.copenhagen
        #expect(zone.instant(other).seconds - zone.instant(one).seconds == hours * 3600)
        #expect(zone.local(zone.instant(other)) == at(other))
    }

    @Test func `an instant before 1970 is written like any other`() {
        let instant = Instant(microseconds: -1)
        #expect(instant.seconds == -1)
        #expect(Zone.copenhagen.iso8601(instant) == "1970-01-01T00:59:59+01:00")
        #expect(Zone.copenhagen.iso8601(Zone.copenhagen.instant("1960-05-01T07:05")) == "1960-05-01T07:05:00+01:00")
    }
}
