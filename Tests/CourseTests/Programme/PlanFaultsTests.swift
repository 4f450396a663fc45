import Course
import Testing

/// What refuses a course, each with its kind and the place it has in the course file.
struct PlanFaultsTests {
    private func faults(
        sessions: [Session] = DigitalLedelse.sessions,
        _ change: (inout CourseOutline) -> Void = { _ in }
    ) -> [Finding] {
        do throws(PlanFaults) {
            _ = try DigitalLedelse.plan(sessions: sessions, changing: change)
            return []
        } catch {
            return error.findings.filter { $0.severity == .error }
        }
    }

    private func expect(
        _ findings: [Finding],
        _ kind: Finding.Kind,
        at place: [String],
        _ location: SourceLocation = #_sourceLocation
    ) {
        #expect(findings.contains(Finding(.error, kind, at: place)), "\(findings)", sourceLocation: location)
    }

    @Test func `a rule that counts from nothing known`() {
        let findings = faults { outline in
            outline.change("film-1") { $0.opens = "5 weeks before meeting-9.start" }
            outline.change("film-2") { $0.opens = "on handbook.due" }
            outline.change("handbook") { $0.prompts[0].send = "on start" }
            outline.change("film-3") { $0.due = "2 days before service-check.start" }
        }
        expect(findings, .unknownModule("meeting-9"), at: ["modules", "film-1", "opens"])
        expect(
            findings,
            .noSuchEdge(module: "handbook", kind: .material, edge: .due),
            at: ["modules", "film-2", "opens"]
        )
        expect(
            findings,
            .noSuchEdge(module: "handbook", kind: .material, edge: .start),
            at: ["modules", "handbook", "prompts", "link", "send"]
        )
        expect(findings, .foreignBooking(module: "service-check", edge: .start), at: ["modules", "film-3", "due"])
        #expect(findings.count == 4, "what only follows from a fault is not told again")
    }

    @Test func `a rule that counts from a rule not given`() {
        let findings = faults { outline in outline.change("wheel-after") { $0.due = nil } }
        expect(findings, .noRule(module: "wheel-after", edge: .due), at: ["modules", "handbook", "opens"])
        expect(
            findings,
            .noRule(module: "wheel-after", edge: .due),
            at: ["modules", "wheel-after", "prompts", "reminder", "send"]
        )
    }

    @Test func `a circle, told once from its first rule`() {
        let findings = faults { outline in
            outline.change("meeting-1") { $0.window?.to = "1 day after kl-1.due" }
        }
        #expect(
            findings == [
                Finding(
                    .error,
                    .circle(["kl-1.due", "meeting-1.start", "meeting-1.due", "kl-1.due"]),
                    at: ["modules", "kl-1", "due"]
                )
            ]
        )
        #expect(findings[0].description.contains("kl-1.due → meeting-1.start → meeting-1.due → kl-1.due"))
    }

    @Test func `a rule that counts from itself`() {
        let findings = faults { outline in outline.change("wheel-before") { $0.opens = "1 day after opens" } }
        #expect(
            findings == [
                Finding(
                    .error,
                    .circle(["wheel-before.opens", "wheel-before.opens"]),
                    at: ["modules", "wheel-before", "opens"]
                )
            ]
        )
    }

    @Test func `a long chain is no circle and needs no deep stack`() throws {
        let plan = try DigitalLedelse.plan { outline in
            for number in 0..<5000 {
                let from: Moment = number == 0 ? "on kick-off.end" : .on(.init(module: "m\(number - 1)", edge: .opens))
                outline.programme.modules.append(DigitalLedelse.module("m\(number)", .material, opens: from))
            }
            outline.change("handbook") { $0.opens = "on m4999.opens" }
        }
        #expect(plan.row("handbook", "link")?.day == day("2027-01-18"))
    }

    @Test func `names given twice`() {
        var sessions = DigitalLedelse.sessions
        sessions.append(sessions[1])
        let findings = faults(sessions: sessions) { outline in
            outline.municipalities.append(DigitalLedelse.glostrup)
            outline.programme.modules.append(Module(key: "kl-2", kind: .material, title: "Igen"))
            outline.change("handbook") { $0.prompts.append($0.prompts[0]) }
        }
        expect(findings, .duplicateMunicipality("glostrup"), at: ["municipalities", "glostrup"])
        expect(findings, .duplicateModule("kl-2"), at: ["modules", "kl-2"])
        expect(
            findings,
            .duplicatePrompt(module: "handbook", prompt: "link"),
            at: ["modules", "handbook", "prompts", "link"]
        )
        expect(
            findings,
            .duplicateSession(module: "workshop-1", session: "onsdag"),
            at: ["modules", "workshop-1", "sessions", "onsdag"]
        )
    }

    @Test func `sessions that cannot be`() {
        var sessions = DigitalLedelse.sessions.filter { $0.module != "kick-off" }
        sessions[0].end = sessions[0].start
        sessions.append(sessions[1])
        sessions[4].module = "film-1"
        let findings = faults(sessions: sessions)
        expect(findings, .noSessions(module: "kick-off"), at: ["modules", "kick-off", "sessions"])
        expect(
            findings,
            .sessionEndsTooEarly(module: "workshop-1", session: "onsdag"),
            at: ["modules", "workshop-1", "sessions", "onsdag", "end"]
        )
        expect(findings, .sessionOfOtherKind(module: "film-1", kind: .film), at: ["modules", "film-1", "sessions"])
    }

    @Test func `dates that cannot be`() {
        let findings = faults { outline in
            outline.ends = Day(2026, 11, 30)
            outline.municipalities[1].closed[1] = ClosedPeriod(from: Day(2027, 2, 19), to: Day(2027, 2, 15))
            outline.change("film-3") { $0.opens = "999 months before workshop-1.start" }
            outline.change("film-4") { $0.opens = "999 months before film-3.opens" }
        }
        expect(findings, .courseEndsTooEarly, at: ["ends"])
        expect(
            findings,
            .closedPeriodEndsTooEarly(municipality: "glostrup"),
            at: ["municipalities", "glostrup", "closed", "1"]
        )
        // 999 months before 14 April 2027 is 14 January 1944; as many before that lie in 1860.
        expect(findings, .dateOutOfBounds(Day(1860, 10, 14)), at: ["modules", "film-4", "opens"])
    }

    @Test func `a municipality closed for years`() {
        let findings = faults { outline in
            outline.municipalities[0].closed = [ClosedPeriod(from: Day(2026, 1, 1), to: Day(2040, 1, 1))]
        }
        expect(
            findings,
            .noWorkingDay(municipality: "albertslund", near: Day(2027, 4, 7)),
            at: ["modules", "meeting-1", "window", "to"]
        )
    }

    @Test(arguments: [
        ("2027-03-25", "2027-03-29", "2027-03-30", "2027-03-30"),
        ("2027-04-07", "2027-04-05", "2027-04-07", "2027-04-05"),
    ])
    func `a window without a working day, by its days as moved`(
        _ from: String,
        _ to: String,
        _ first: String,
        _ last: String
    ) {
        let findings = faults { outline in
            outline.change("meeting-1") {
                $0.window = Module.Window(from: .date(day(from)), to: .date(day(to)))
            }
        }
        let expected = Finding.Kind.windowWithoutWorkingDay(
            module: "meeting-1",
            municipality: "glostrup",
            from: day(first),
            to: day(last)
        )
        #expect(findings.contains { $0.kind == expected } == (first > last))
    }

    @Test func `a window inside a closed week holds no working day`() {
        let findings = faults { outline in
            outline.change("meeting-1") {
                $0.window = Module.Window(
                    from: "8 weeks before workshop-1.start",
                    to: "2 days after meeting-1.opens"
                )
            }
        }
        // 17 February moves back to 12 February in Glostrup, and 14 February, a Sunday, on to 22 February: a window again.
        #expect(findings.filter { if case .windowWithoutWorkingDay = $0.kind { true } else { false } } == [])
        let narrow = faults { outline in
            outline.change("meeting-1") {
                $0.window = Module.Window(from: "2027-02-16", to: "8 weeks before workshop-1.start")
            }
        }
        expect(
            narrow,
            .windowWithoutWorkingDay(
                module: "meeting-1",
                municipality: "glostrup",
                from: day("2027-02-22"),
                to: day("2027-02-12")
            ),
            at: ["modules", "meeting-1", "window"]
        )
    }

    @Test func `a film due after the meeting that builds on it`() {
        let findings = faults { outline in outline.change("kl-2") { $0.due = "1 day after meeting-1.start" } }
        expect(
            findings,
            .filmDueAfterMeeting(
                film: "kl-2",
                meeting: "meeting-1",
                municipality: "albertslund",
                group: nil,
                due: day("2027-04-08"),
                on: day("2027-04-07")
            ),
            at: ["modules", "kl-2", "due"]
        )
    }

    @Test func `builds-on and unless that make no sense`() {
        let findings = faults { outline in
            outline.change("meeting-1") { $0.buildsOn += ["film-7", "handbook"] }
            outline.change("wheel-before") { $0.prompts[1].unless = .done }
        }
        expect(findings, .unknownModule("film-7"), at: ["modules", "meeting-1", "builds-on", "5"])
        expect(
            findings,
            .buildsOnOtherKind(module: "handbook", kind: .material),
            at: ["modules", "meeting-1", "builds-on", "6"]
        )
        expect(
            findings,
            .conditionOfOtherKind(.done, kind: .assessment),
            at: ["modules", "wheel-before", "prompts", "reminder", "unless"]
        )
    }

    @Test func `every fault and warning has a sentence`() {
        let kinds: [Finding.Kind] = [
            .dateOutOfBounds(Day(2200, 1, 1)), .noWorkingDay(municipality: "a", near: Day(2027, 1, 1)),
            .opensAfterDue(module: "m", municipality: "a", opens: Day(2027, 1, 2), due: Day(2027, 1, 1)),
            .strayMilestone(module: "m", municipality: "a"), .capacity(module: "m", seats: 1, leaders: 2),
            .lettersAWeek(municipality: "a", week: Day(2027, 3, 1), most: 4, leaders: 1, meant: 3),
            .itemsALetter(municipality: "a", day: Day(2027, 3, 3), most: 4, leaders: 2), .courseEndsTooEarly,
            .outsideCourse(day: Day(2027, 1, 1), municipality: nil), .noSessions(module: "m"),
        ]
        for kind in kinds {
            let sentence = Finding(.warning, kind, at: []).description
            #expect(sentence.hasSuffix(".") && sentence.count > 20, "\(sentence)")
        }
    }
}
