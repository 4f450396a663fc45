import Course
import Testing

/// Until when prompts are useful and what their letters tell, against the table of the model of time.
struct PlanUsefulnessTests {
    /// Ends of days are the midnights after them.
    @Test(arguments: [
        // A film's link: the meeting that builds on it; undated, its window's last day.
        ("film-1 link", Int64?.none, String?.none, "2027-04-08T00:00"), ("film-1 link", 1, nil, "2027-03-30T10:00"),
        ("kl-5 link", nil, nil, "2027-06-03T00:00"),
        // An assessment's link and a booking: the due.
        ("wheel-before link", nil, nil, "2027-02-09T00:00"), ("service-check booking", nil, nil, "2027-05-27T00:00"),
        // A material: the course's end.
        ("handbook link", nil, nil, "2027-10-01T00:00"),
        // What belongs to a session or meeting: its start.
        ("kick-off invitation", nil, "mandag", "2027-01-18T13:00"),
        ("workshop-1 your-table", nil, "torsdag", "2027-04-15T09:00"),
        ("workshop-1 reminder", nil, nil, "2027-04-14T09:00"), ("meeting-1 questions", 1, nil, "2027-03-30T10:00"),
        ("meeting-1 questions", nil, nil, "2027-04-08T00:00"),
        // Choosing a date: the window's last day.
        ("meeting-1 choose-date", nil, nil, "2027-04-08T00:00"),
        ("meeting-1 choose-date-reminder", nil, nil, "2027-04-08T00:00"),
        // Notes: ten working days after 31 March.
        ("meeting-1 notes", 1, nil, "2027-04-15T00:00"),
        // Any other reminder: two working days; Easter lies behind 24 March.
        ("film-1 reminder", nil, nil, "2027-04-01T00:00"), ("film-1 reminder", 1, nil, "2027-03-19T00:00"),
        ("wheel-before reminder", nil, nil, "2027-02-04T00:00"),
        ("service-check booking-reminder", nil, nil, "2027-05-22T00:00"),
    ])
    func `a prompt is useful until`(_ rule: String, _ group: Int64?, _ session: String?, _ until: String) throws {
        let plan = try DigitalLedelse.plan(
            meetings: [DigitalLedelse.meeting(group: 1, in: "albertslund", at: "2027-03-30T10:00")])
        let keys = rule.split(separator: " ").map(String.init)
        let row = try #require(plan.row(keys[0], keys[1], group: group, session: session))
        #expect(row.usefulUntil == Zone.copenhagen.instant(until), "\(Zone.copenhagen.local(row.usefulUntil))")
    }

    @Test(arguments: [
        ("film-1 link", Int64?.none, String?.none, Edge.due, "2027-04-05T00:00", true),
        ("film-1 link", 1, nil, .due, "2027-03-23T00:00", true),
        ("wheel-before reminder", nil, nil, .due, "2027-02-08T00:00", true),
        ("meeting-1 questions", nil, nil, .start, "2027-04-07T00:00", true),
        ("meeting-1 questions", 1, nil, .start, "2027-03-30T10:00", false),
        ("meeting-1 choose-date-reminder", nil, nil, .chooseDateBy, "2027-02-03T00:00", true),
        ("workshop-1 invitation", nil, nil, .start, "2027-04-14T09:00", false),
        ("workshop-1 invitation", nil, "torsdag", .start, "2027-04-15T09:00", false),
        ("service-check booking", nil, nil, .due, "2027-05-26T00:00", true),
    ])
    func `a letter tells the date`(
        _ rule: String,
        _ group: Int64?,
        _ session: String?,
        _ edge: Edge,
        _ told: String,
        _ dayOnly: Bool
    ) throws {
        let plan = try DigitalLedelse.plan(
            meetings: [DigitalLedelse.meeting(group: 1, in: "albertslund", at: "2027-03-30T10:00")])
        let keys = rule.split(separator: " ").map(String.init)
        let row = try #require(plan.row(keys[0], keys[1], group: group, session: session))
        #expect(row.told == .init(edge: edge, at: at(told), dayOnly: dayOnly))
    }

    @Test func `a material tells no date, nor does a film without a due`() throws {
        let plan = try DigitalLedelse.plan { outline in
            outline.change("kl-5") { $0.due = nil }
        }
        #expect(plan.row("handbook", "link")?.told == nil)
        #expect(plan.row("kl-5", "link")?.told == nil)
        #expect(plan.row("kl-5", "link")?.usefulUntil == Zone.copenhagen.instant("2027-06-03T00:00"))
    }

    @Test func `a film that no meeting builds on is useful until its due`() throws {
        let plan = try DigitalLedelse.plan { outline in
            outline.change("meeting-1") { $0.buildsOn = [] }
        }
        #expect(plan.row("film-1", "link")?.usefulUntil == Zone.copenhagen.instant("2027-04-06T00:00"))
    }

    @Test func `thanks after a workshop are useful two working days`() throws {
        let plan = try DigitalLedelse.plan { outline in
            outline.change("workshop-1") { $0.prompts.append(Prompt(key: "thanks", send: "1 working day after end")) }
        }
        let row = try #require(plan.row("workshop-1", "thanks", session: "torsdag"))
        #expect(row.purpose == .message && row.day == day("2027-04-16"))
        #expect(row.usefulUntil == Zone.copenhagen.instant("2027-04-21T00:00"))
        #expect(plan.findings == [])
    }

    @Test func `a reminder is never useful past what it reminds of`() throws {
        let plan = try DigitalLedelse.plan { outline in
            outline.change("wheel-before") { $0.prompts[1].send = "1 working day before due" }
        }
        #expect(plan.row("wheel-before", "reminder")?.usefulUntil == Zone.copenhagen.instant("2027-02-09T00:00"))
    }
}
