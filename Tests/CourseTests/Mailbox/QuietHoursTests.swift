import Course
import Testing

struct QuietHoursTests {
    private let zone: Zone

    init() throws {
        zone = try #require(Zone("Europe/Copenhagen"))
    }

    private func end(_ hours: String, at moment: String) throws -> String? {
        let quiet = try #require(QuietHours(hours, in: zone))
        let now = zone.instant(of: try #require(LocalDateTime(iso: moment)))
        return quiet.end(at: now).map { "\(zone.local($0))" }
    }

    @Test(arguments: [
        ("21:00-06:00", "2027-01-14T20:59", nil),
        ("21:00-06:00", "2027-01-14T21:00", "2027-01-15T06:00"),
        ("21:00-06:00", "2027-01-14T23:59", "2027-01-15T06:00"),
        ("21:00-06:00", "2027-01-15T05:59", "2027-01-15T06:00"),
        ("21:00-06:00", "2027-01-15T06:00", nil),
        ("00:00-06:00", "2027-01-15T00:00", "2027-01-15T06:00"),
        ("12:00-13:00", "2027-01-15T12:30", "2027-01-15T13:00"),
        ("12:00-13:00", "2027-01-15T13:00", nil),
        ("12:00-13:00", "2027-01-15T11:59", nil),
    ])
    func `quiet begins with its first minute and ends with its last`(
        hours: String,
        moment: String,
        expected: String?
    ) throws {
        #expect(try end(hours, at: moment) == expected)
    }

    @Test(arguments: [
        ("21:00-06:00", "2027-01-14T20:59", "2027-01-14T21:00"),
        ("21:00-06:00", "2027-01-14T06:00", "2027-01-14T21:00"),
        ("21:00-06:00", "2027-01-14T21:00", nil),
        ("21:00-06:00", "2027-01-15T03:00", nil),
        ("12:00-13:00", "2027-01-15T13:00", "2027-01-16T12:00"),
        ("00:00-06:00", "2027-01-15T07:00", "2027-01-16T00:00"),
    ])
    func `outside the quiet it is known when it begins`(hours: String, moment: String, expected: String?) throws {
        let quiet = try #require(QuietHours(hours, in: zone))
        let now = zone.instant(of: try #require(LocalDateTime(iso: moment)))
        #expect(quiet.beginning(after: now).map { "\(zone.local($0))" } == expected)
    }

    @Test func `a night in which clocks change ends by the clock on the wall`() throws {
        #expect(try end("21:00-02:30", at: "2027-03-27T22:00") == "2027-03-28T03:30", "02:30 is in the gap")
        #expect(try end("21:00-06:00", at: "2027-10-30T22:00") == "2027-10-31T06:00")
    }

    @Test(arguments: [
        "", "21:00", "21:00-", "21-06", "21:00-06:00-07:00", "24:00-06:00", "06:00-06:00", "21:00 - 06:00",
    ])
    func `hours written otherwise are refused`(text: String) {
        #expect(QuietHours(text, in: zone) == nil)
    }

    @Test func `hours are written as they are read`() throws {
        #expect("\(try #require(QuietHours("21:00-06:00", in: zone)))" == "21:00-06:00")
    }
}
