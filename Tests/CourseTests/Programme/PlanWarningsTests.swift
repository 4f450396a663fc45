import Course
import Testing

/// What is shown and taken.
struct PlanWarningsTests {
    private func expect(
        _ plan: Plan,
        _ kinds: [Finding.Kind],
        _ location: SourceLocation = #_sourceLocation
    ) {
        #expect(plan.findings.map(\.kind) == kinds, sourceLocation: location)
        #expect(plan.findings.allSatisfy { $0.severity == .warning }, sourceLocation: location)
    }

    @Test func `a session on a weekend, on a holiday, on a day when one municipality is closed`() throws {
        let sessions = [
            Session(
                module: "kick-off",
                key: "lørdag",
                start: at("2027-01-16T10:00"),
                end: at("2027-01-16T12:00"),
                place: ""
            ),
            Session(
                module: "kick-off",
                key: "nytår",
                start: at("2027-01-01T10:00"),
                end: at("2027-01-01T12:00"),
                place: ""
            ),
            Session(
                module: "kick-off",
                key: "ferie",
                start: at("2027-02-17T10:00"),
                end: at("2027-02-17T12:00"),
                place: ""
            ),
        ]
        let plan = try DigitalLedelse.plan(sessions: sessions + DigitalLedelse.sessions.dropFirst())
        let found = plan.findings.filter { $0.place.last == "start" }
        #expect(
            found.map(\.kind) == [
                .sessionOnClosedDay(
                    module: "kick-off",
                    session: "lørdag",
                    day: day("2027-01-16"),
                    closure: .weekend,
                    municipality: nil
                ),
                .sessionOnClosedDay(
                    module: "kick-off",
                    session: "nytår",
                    day: day("2027-01-01"),
                    closure: .holiday(.newYearsDay),
                    municipality: nil
                ),
                .sessionOnClosedDay(
                    module: "kick-off",
                    session: "ferie",
                    day: day("2027-02-17"),
                    closure: .closed(
                        ClosedPeriod(from: day("2027-02-15"), to: day("2027-02-19")),
                        calendar: "Glostrup"
                    ),
                    municipality: "glostrup"
                ),
            ]
        )
    }

    @Test func `a prompt after what it announces`() throws {
        let plan = try DigitalLedelse.plan { outline in
            outline.change("kick-off") { $0.prompts[1].send = "1 day after start" }
        }
        #expect(plan.findings.count == 2)
        #expect(plan.findings.allSatisfy { $0.place == ["modules", "kick-off", "prompts", "reminder", "send"] })
        let row = try #require(plan.row("kick-off", "reminder", session: "mandag"))
        #expect(row.usefulUntil < row.sendAt)
    }

    @Test func `a prompt on the morning of the session, after it began`() throws {
        let plan = try DigitalLedelse.plan { outline in
            outline.change("workshop-2") { $0.prompts[2].send = "on start" }
        }
        // Albertslund sends at 8.00, Glostrup at 9.30; the workshop begins at 9.00.
        #expect(
            plan.findings.map(\.kind)
                == [nil, "onsdag", "torsdag"].map { session in
                    .promptTooLate(
                        .init(module: "workshop-2", prompt: "reminder", municipality: "glostrup", session: session),
                        day: day(session == "torsdag" ? "2027-06-10" : "2027-06-09")
                    )
                }
        )
    }

    @Test func `what lies outside the course's dates`() throws {
        let plan = try DigitalLedelse.plan { $0.ends = Day(2027, 7, 1) }
        #expect(
            Set(plan.findings)
                == Set(
                    ["albertslund", "glostrup"].flatMap { municipality in
                        [["opens"], ["prompts", "link", "send"]].map { rule in
                            Finding(
                                .warning,
                                .outsideCourse(day: day("2027-07-02"), municipality: municipality),
                                at: ["modules", "handbook"] + rule
                            )
                        }
                    }
                        + ["albertslund", "glostrup"].map { municipality in
                            Finding(
                                .warning,
                                .promptTooLate(
                                    .init(module: "handbook", prompt: "link", municipality: municipality),
                                    day: day("2027-07-02")
                                ),
                                at: ["modules", "handbook", "prompts", "link", "send"]
                            )
                        }
                )
        )
    }

    @Test func `a choice asked for later than the earliest film that hangs on it`() throws {
        let plan = try DigitalLedelse.plan { outline in
            outline.change("meeting-1") { $0.chooseDateBy = "8 weeks before workshop-1.start" }
        }
        // The window opens on 17 March, so film 1 may open on 10 February; 17 February is later, but 12 February in Glostrup too.
        expect(
            plan,
            [("albertslund", "2027-02-17"), ("glostrup", "2027-02-12")].map {
                .chooseDateTooLate(
                    module: "meeting-1",
                    municipality: $0.0,
                    by: day($0.1),
                    earliest: day("2027-02-10")
                )
            }
        )
        let inTime = try DigitalLedelse.plan { outline in
            outline.change("meeting-1") { $0.chooseDateBy = "2027-02-10" }
        }
        expect(inTime, [])
    }

    @Test func `a meeting outside its window is its group's conflict`() throws {
        let plan = try DigitalLedelse.plan(meetings: [
            DigitalLedelse.meeting(group: 3, in: "glostrup", at: "2027-04-08T09:00"),
            DigitalLedelse.meeting(group: 4, in: "glostrup", at: "2027-04-07T09:00"),
        ])
        expect(
            plan,
            [
                .meetingOutsideWindow(
                    module: "meeting-1",
                    municipality: "glostrup",
                    group: LeaderGroup.ID(rawValue: 3),
                    day: day("2027-04-08"),
                    from: day("2027-03-17"),
                    to: day("2027-04-07")
                )
            ]
        )
        #expect(plan.findings.first?.group == LeaderGroup.ID(rawValue: 3))
    }

    @Test func `a meeting on a closed day`() throws {
        let plan = try DigitalLedelse.plan(
            meetings: [DigitalLedelse.meeting(group: 3, in: "glostrup", at: "2027-03-29T09:00")])
        expect(
            plan,
            [
                .meetingOnClosedDay(
                    module: "meeting-1",
                    municipality: "glostrup",
                    group: LeaderGroup.ID(rawValue: 3),
                    day: day("2027-03-29"),
                    closure: .holiday(.easterMonday)
                )
            ]
        )
    }

    @Test func `a date set by a group never refuses the course`() throws {
        let plan = try DigitalLedelse.plan(
            meetings: [DigitalLedelse.meeting(group: 3, in: "albertslund", at: "2027-03-18T09:00")]
        ) { outline in
            outline.change("film-1") { $0.due = "2027-04-01" }
        }
        #expect(
            plan.findings.contains(
                Finding(
                    .warning,
                    .filmDueAfterMeeting(
                        film: "film-1",
                        meeting: "meeting-1",
                        municipality: "albertslund",
                        group: LeaderGroup.ID(rawValue: 3),
                        due: day("2027-04-01"),
                        on: day("2027-03-18")
                    ),
                    at: ["modules", "meeting-1"]
                )
            )
        )
    }

    @Test func `a meeting of a module that is gone is left out`() throws {
        let plan = try DigitalLedelse.plan(meetings: [
            DigitalLedelse.meeting("meeting-3", group: 3, in: "glostrup", at: "2027-04-08T09:00"),
            DigitalLedelse.meeting("meeting-1", group: 3, in: "brøndby", at: "2027-03-30T09:00"),
        ])
        expect(
            plan,
            [
                .strayMilestone(module: "meeting-3", municipality: "glostrup"),
                .strayMilestone(module: "meeting-1", municipality: "brøndby"),
            ]
        )
        #expect(plan.prompts == (try DigitalLedelse.plan()).prompts)
    }

    @Test(arguments: [(320, 0), (321, 3)])
    func `sessions that hold fewer than are enrolled`(_ leaders: Int, _ warnings: Int) {
        #expect(Finding.capacities(of: DigitalLedelse.sessions, leaders: leaders).count == warnings)
    }

    @Test func `a session of unknown capacity holds everybody`() {
        var sessions = DigitalLedelse.sessions
        sessions[2].capacity = nil
        #expect(
            Finding.capacities(of: sessions, leaders: 400).map(\.kind) == [
                .capacity(module: "kick-off", seats: 320, leaders: 400),
                .capacity(module: "workshop-2", seats: 320, leaders: 400),
            ]
        )
    }
}
