import Course
import Testing

/// Every prompt's day in the plan of the course of 2027, against dates worked out by hand: Easter Sunday is 28 March, Ascension
/// Day 6 May, Whit Monday 17 May; Glostrup is closed 15–19 February, Albertslund on 7 May.
struct PlanDatesTests {
    /// A rule, the session it is for, and its day in Albertslund and in Glostrup.
    typealias Expected = (rule: String, session: String?, albertslund: String, glostrup: String)

    static let undated: [Expected] = [
        ("kick-off invitation", "mandag", "2026-12-07", "2026-12-07"),
        ("kick-off reminder", "mandag", "2027-01-14", "2027-01-14"),
        ("wheel-before link", nil, "2027-01-19", "2027-01-19"),
        ("wheel-before reminder", nil, "2027-02-01", "2027-02-01"),
        // Counted from the window's last day, 7 April.
        ("film-1 link", nil, "2027-03-03", "2027-03-03"),
        ("film-1 reminder", nil, "2027-03-24", "2027-03-24"),
        ("film-2 link", nil, "2027-03-17", "2027-03-17"),
        ("film-2 reminder", nil, "2027-03-24", "2027-03-24"),
        ("kl-1 link", nil, "2027-03-03", "2027-03-03"),
        ("kl-2 link", nil, "2027-03-17", "2027-03-17"),
        ("kl-3 link", nil, "2027-03-17", "2027-03-17"),
        ("meeting-1 choose-date", nil, "2027-01-20", "2027-01-20"),
        ("meeting-1 choose-date-reminder", nil, "2027-01-27", "2027-01-27"),
        ("meeting-1 questions", nil, "2027-03-31", "2027-03-31"),
        ("meeting-1 notes", nil, "2027-04-08", "2027-04-08"),
        ("workshop-1 invitation", nil, "2027-03-03", "2027-03-03"),
        ("workshop-1 invitation", "onsdag", "2027-03-03", "2027-03-03"),
        ("workshop-1 invitation", "torsdag", "2027-03-04", "2027-03-04"),
        ("workshop-1 your-table", nil, "2027-04-07", "2027-04-07"),
        ("workshop-1 your-table", "onsdag", "2027-04-07", "2027-04-07"),
        ("workshop-1 your-table", "torsdag", "2027-04-08", "2027-04-08"),
        ("workshop-1 reminder", nil, "2027-04-13", "2027-04-13"),
        ("workshop-1 reminder", "onsdag", "2027-04-13", "2027-04-13"),
        ("workshop-1 reminder", "torsdag", "2027-04-14", "2027-04-14"),
        // Counted from the last session of workshop 1, 15 April, and the last day of meeting 2's window, 2 June.
        ("film-3 link", nil, "2027-04-22", "2027-04-22"),
        ("film-3 reminder", nil, "2027-05-24", "2027-05-24"),
        ("film-4 link", nil, "2027-04-29", "2027-04-29"),
        ("film-4 reminder", nil, "2027-05-24", "2027-05-24"),
        ("kl-4 link", nil, "2027-04-22", "2027-04-22"),
        ("kl-5 link", nil, "2027-04-29", "2027-04-29"),
        // Three weeks after 15 April is Ascension Day, and the day after it Albertslund is closed.
        ("service-check booking", nil, "2027-05-10", "2027-05-07"),
        ("service-check booking-reminder", nil, "2027-05-19", "2027-05-19"),
        ("meeting-2 choose-date", nil, "2027-04-16", "2027-04-16"),
        ("meeting-2 choose-date-reminder", nil, "2027-04-28", "2027-04-28"),
        ("meeting-2 questions", nil, "2027-05-26", "2027-05-26"),
        ("meeting-2 notes", nil, "2027-06-03", "2027-06-03"),
        ("workshop-2 invitation", nil, "2027-04-28", "2027-04-28"),
        ("workshop-2 invitation", "onsdag", "2027-04-28", "2027-04-28"),
        ("workshop-2 invitation", "torsdag", "2027-04-29", "2027-04-29"),
        ("workshop-2 your-table", nil, "2027-06-02", "2027-06-02"),
        ("workshop-2 your-table", "onsdag", "2027-06-02", "2027-06-02"),
        ("workshop-2 your-table", "torsdag", "2027-06-03", "2027-06-03"),
        ("workshop-2 reminder", nil, "2027-06-08", "2027-06-08"),
        ("workshop-2 reminder", "onsdag", "2027-06-08", "2027-06-08"),
        ("workshop-2 reminder", "torsdag", "2027-06-09", "2027-06-09"),
        ("wheel-after link", nil, "2027-06-17", "2027-06-17"),
        ("wheel-after reminder", nil, "2027-06-24", "2027-06-24"),
        ("handbook link", nil, "2027-07-02", "2027-07-02"),
    ]

    @Test(arguments: undated)
    func `a prompt leaves on the day worked out by hand`(_ expected: Expected) throws {
        let plan = try DigitalLedelse.plan()
        let rule = expected.rule.split(separator: " ").map(String.init)
        for (municipality, date) in [("albertslund", expected.albertslund), ("glostrup", expected.glostrup)] {
            let row = try #require(plan.row(rule[0], rule[1], in: municipality, session: expected.session))
            #expect(row.day == day(date), "\(municipality): \(row.reasons)")
        }
    }

    @Test func `the plan holds no other rows`() throws {
        let plan = try DigitalLedelse.plan()
        #expect(plan.prompts.count == 2 * Self.undated.count)
        #expect(plan.findings == [])
    }

    /// A rule and its day for a group that meets on 30 March, the same in both municipalities: from Maundy Thursday, 25 March, to
    /// Easter Monday, 29 March, nobody works.
    static let dated: [(rule: String, day: String)] = [
        ("film-1 link", "2027-02-23"), ("film-1 reminder", "2027-03-16"), ("film-2 link", "2027-03-09"),
        ("film-2 reminder", "2027-03-16"), ("kl-1 link", "2027-02-23"), ("kl-2 link", "2027-03-09"),
        ("kl-3 link", "2027-03-09"), ("meeting-1 questions", "2027-03-18"), ("meeting-1 notes", "2027-03-31"),
    ]

    private static let meetings = [
        DigitalLedelse.meeting(group: 1, in: "albertslund", at: "2027-03-30T10:00"),
        DigitalLedelse.meeting(group: 2, in: "glostrup", at: "2027-03-30T10:00"),
    ]

    @Test(arguments: dated)
    func `a prompt of a group that meets on 30 March leaves on the day worked out by hand`(
        _ expected: (rule: String, day: String)
    ) throws {
        let plan = try DigitalLedelse.plan(meetings: Self.meetings)
        let rule = expected.rule.split(separator: " ").map(String.init)
        for (municipality, group) in [("albertslund", Int64(1)), ("glostrup", 2)] {
            let row = try #require(plan.row(rule[0], rule[1], in: municipality, group: group))
            #expect(row.day == day(expected.day), "\(municipality): \(row.reasons)")
            #expect(!row.provisional && row.meetings == ["meeting-1"])
        }
    }

    @Test func `a date adds the group's rows and changes no other`() throws {
        let without = try DigitalLedelse.plan()
        let with = try DigitalLedelse.plan(meetings: Self.meetings)
        #expect(with.prompts.filter { $0.scope.group == nil } == without.prompts)
        #expect(with.prompts.count == without.prompts.count + 2 * Self.dated.count)
        #expect(with.findings == [])
    }

    @Test(arguments: [
        ("albertslund", "2027-02-16", "2027-02-16T08:00"), ("glostrup", "2027-02-12", "2027-02-12T09:30"),
    ])
    func `one rule gives two days in two municipalities`(municipality: String, expected: String, sendAt: String) throws
    {
        // Five weeks before 23 March is 16 February, in Glostrup's winter holiday.
        let plan = try DigitalLedelse.plan(
            meetings: [DigitalLedelse.meeting(group: 7, in: municipality, at: "2027-03-23T13:00")])
        let row = try #require(plan.row("film-1", "link", in: municipality, group: 7))
        #expect(row.day == day(expected))
        #expect(row.sendAt == Zone.copenhagen.instant(sendAt))
    }

    @Test func `a film that opens after the workshop is planned a group for the sake of its due`() throws {
        let plan = try DigitalLedelse.plan(
            meetings: [DigitalLedelse.meeting("meeting-2", group: 1, in: "glostrup", at: "2027-05-25T09:00")])
        // Two working days before Tuesday 25 May is Friday 21 May; five before that Thursday 13 May, Whit Monday not counted.
        #expect(plan.row("film-3", "link", in: "glostrup", group: 1)?.day == day("2027-04-22"))
        #expect(plan.row("film-3", "link", in: "glostrup", group: 1)?.told?.at.day == day("2027-05-21"))
        #expect(plan.row("film-3", "reminder", in: "glostrup", group: 1)?.day == day("2027-05-13"))
        #expect(plan.row("film-1", "link", in: "glostrup", group: 1) == nil)
    }

    @Test func `a service check's reminder is planned a booking`() throws {
        let booking = Booking(
            module: "service-check",
            leader: Leader.ID(rawValue: 5),
            municipality: "albertslund",
            start: at("2027-05-18T10:00"),
            end: at("2027-05-18T10:30")
        )
        let plan = try DigitalLedelse.plan(bookings: [booking])
        let row = try #require(plan.row("service-check", "reminder", leader: 5))
        // The day before is Whit Monday, before it lies the weekend.
        #expect(row.day == day("2027-05-14"))
        #expect(row.told == PlannedPrompt.ToldDate(edge: .start, at: at("2027-05-18T10:00"), dayOnly: false))
        #expect(row.usefulUntil == Zone.copenhagen.instant("2027-05-18T10:00"))
        #expect(plan.rows("service-check", "reminder").count == 1)
    }
}
