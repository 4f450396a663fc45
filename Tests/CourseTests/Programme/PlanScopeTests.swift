import Course
import Testing

struct PlanScopeTests {
    @Test func `a municipality's row stays when its groups are dated`() throws {
        let plan = try DigitalLedelse.plan(
            meetings: [DigitalLedelse.meeting(group: 1, in: "glostrup", at: "2027-03-30T10:00")])
        let rows = plan.rows("meeting-1", "questions", in: "glostrup")
        #expect(rows.map(\.scope.group) == [LeaderGroup.ID(rawValue: 1), nil])
        #expect(rows.map(\.provisional) == [false, true])
    }

    @Test func `choosing a date is asked a municipality, dated or not`() throws {
        let plan = try DigitalLedelse.plan(
            meetings: [DigitalLedelse.meeting(group: 1, in: "glostrup", at: "2027-03-30T10:00")])
        let row = try #require(plan.rows("meeting-1", "choose-date", in: "glostrup").first)
        #expect(plan.rows("meeting-1", "choose-date", in: "glostrup").count == 1)
        #expect(row.meetings == [] && row.unless == .dateChosen && row.to == .chairs && !row.provisional)
        #expect(row.told == .init(edge: .chooseDateBy, at: at("2027-02-03T00:00"), dayOnly: true))
    }

    @Test func `a gathering of one session has one row a municipality`() throws {
        let plan = try DigitalLedelse.plan()
        #expect(plan.rows("kick-off", "invitation").map(\.scope.session) == ["mandag", "mandag"])
    }

    @Test func `a workshop of two sessions has a third row for those without a seat`() throws {
        let plan = try DigitalLedelse.plan()
        let rows = plan.rows("workshop-1", "your-table", in: "glostrup")
        #expect(Set(rows.map(\.scope.session)) == [nil, "onsdag", "torsdag"])
        #expect(rows.allSatisfy { $0.needs == .seat })
    }

    @Test(arguments: [
        ("questions", Int64?.none, PlannedPrompt.Need?.some(.group)), ("questions", 1, nil), ("notes", nil, .date),
        ("notes", 1, nil), ("choose-date", nil, nil), ("thanks", nil, .date), ("thanks", 1, nil),
        ("greeting", nil, .group),
    ])
    func `what a prompt of a meeting waits for`(_ prompt: String, _ group: Int64?, _ need: PlannedPrompt.Need?) throws {
        let plan = try DigitalLedelse.plan(
            meetings: [DigitalLedelse.meeting(group: 1, in: "albertslund", at: "2027-03-30T10:00")]
        ) { outline in
            outline.change("meeting-1") {
                $0.prompts.append(Prompt(key: "thanks", send: "2 days after end"))
                $0.prompts.append(Prompt(key: "greeting", send: "3 weeks before start"))
            }
        }
        let row = try #require(plan.row("meeting-1", prompt, group: group))
        #expect(row.needs == need)
    }

    @Test func `of several sessions the first counts before and the last after`() throws {
        let plan = try DigitalLedelse.plan { outline in
            outline.change("handbook") { module in
                module.opens = nil
                module.prompts = [
                    Prompt(key: "link", send: "1 working day before workshop-2.end"),
                    Prompt(key: "message", send: "1 working day after workshop-2.start"),
                    Prompt(key: "reminder", send: "on workshop-2.start"),
                ]
            }
        }
        #expect(plan.row("handbook", "link")?.day == day("2027-06-08"))
        #expect(plan.row("handbook", "message")?.day == day("2027-06-11"))
        #expect(plan.row("handbook", "reminder")?.day == day("2027-06-10"))
    }

    @Test func `rows of a group hold only what its own date moves`() throws {
        let plan = try DigitalLedelse.plan(meetings: [
            DigitalLedelse.meeting(group: 1, in: "albertslund", at: "2027-03-30T10:00"),
            DigitalLedelse.meeting("meeting-2", group: 1, in: "albertslund", at: "2027-05-25T10:00"),
        ])
        let modules = Set(plan.prompts.filter { $0.scope.group != nil }.map(\.scope.module))
        #expect(
            modules == [
                "film-1", "film-2", "kl-1", "kl-2", "kl-3", "meeting-1", "film-3", "film-4", "kl-4", "kl-5",
                "meeting-2",
            ]
        )
    }

    @Test func `a date with a time keeps its time and its day`() throws {
        let plan = try DigitalLedelse.plan { outline in
            outline.change("handbook") { $0.prompts[0].send = "2027-07-03T12:15" }
        }
        let row = try #require(plan.row("handbook", "link", in: "glostrup"))
        #expect(row.day == day("2027-07-03") && row.sendAt == Zone.copenhagen.instant("2027-07-03T12:15"))
        #expect(plan.findings.map(\.severity) == [.warning, .warning])
        #expect(plan.findings.map(\.place).allSatisfy { $0 == ["modules", "handbook", "prompts", "link", "send"] })
    }

    @Test func `the windows are told a municipality`() throws {
        let plan = try DigitalLedelse.plan()
        #expect(
            plan.windows.first
                == MeetingWindow(
                    module: "meeting-1",
                    municipality: "albertslund",
                    from: day("2027-03-17"),
                    to: day("2027-04-07"),
                    chooseDateBy: day("2027-02-03")
                )
        )
        #expect(plan.windows.count == 4)
    }
}
