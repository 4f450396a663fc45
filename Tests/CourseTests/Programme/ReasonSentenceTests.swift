import Course
import Testing

/// Each kind of step in both languages, with the course's titles.
struct ReasonSentenceTests {
    private struct Example: CustomStringConvertible {
        let reason: Reason
        let danish: String
        let english: String

        var description: String { english }
    }

    private static func anchor(_ module: String, _ edge: Edge) -> Moment.Anchor {
        Moment.Anchor(module: module, edge: edge)
    }

    private static let glostrupIsClosed = ClosedDay.closed(
        ClosedPeriod(from: Day(2027, 2, 15), to: Day(2027, 2, 19)),
        calendar: "Glostrup"
    )

    private static let examples: [Example] = [
        Example(
            reason: .withoutSeat(module: "workshop-1", session: "onsdag"),
            danish: "for dem, der ikke har fået en plads, tæller den første gang af ”W1”: onsdag",
            english: "for those without a seat the first session of “W1” counts, onsdag"
        ),
        Example(
            reason: .counted(.first, module: "workshop-1", session: "onsdag"),
            danish: "”W1” holdes flere gange; den første gang tæller: onsdag",
            english: "the first session of “W1” counts, onsdag"
        ),
        Example(
            reason: .counted(.last, module: "workshop-1", session: "torsdag"),
            danish: "”W1” holdes flere gange; den sidste gang tæller: torsdag",
            english: "the last session of “W1” counts, torsdag"
        ),
        Example(
            reason: .undated(module: "meeting-1", lastDay: Day(2027, 4, 7)),
            danish: "”M1” har ingen dato endnu; vinduets sidste dag tæller, onsdag den 7. april 2027",
            english: "“M1” has no date yet; the last day of its window counts, Wednesday 7 April 2027"
        ),
        Example(
            reason: .rule(.init(rule: .date, day: Day(2027, 4, 7))),
            danish: "den angivne dato, onsdag den 7. april 2027",
            english: "the date given, Wednesday 7 April 2027"
        ),
        Example(
            reason: .rule(.init(rule: .time(LocalTime(9, 5)), day: Day(2027, 4, 7))),
            danish: "det angivne tidspunkt, onsdag den 7. april 2027 kl. 9.05",
            english: "the time given, Wednesday 7 April 2027 at 09:05"
        ),
        Example(
            reason: .rule(.init(rule: .on(anchor("film-1", .opens)), day: Day(2027, 3, 3))),
            danish: "samme dag som åbningen af ”F1”, onsdag den 3. marts 2027",
            english: "on the opening of “F1”, Wednesday 3 March 2027"
        ),
        Example(
            reason: .rule(
                .init(
                    edge: anchor("film-1", .due),
                    rule: .offset(.weeks(6), .before, anchor("meeting-1", .start), from: Day(2027, 3, 30)),
                    day: Day(2027, 2, 16),
                    shift: .init(causes: [glostrupIsClosed], day: Day(2027, 2, 12))
                )
            ),
            danish:
                "fristen for ”F1”: 6 uger før ”M1” den 30. marts 2027 er tirsdag den 16. februar; lukket i Glostrup 15.–19. februar; flyttet til fredag den 12. februar",
            english:
                "the due day of “F1”: 6 weeks before “M1” on 2027-03-30 is Tuesday 16 February; closed in Glostrup 15–19 February; moved to Friday 12 February"
        ),
        Example(
            reason: .rule(
                .init(
                    rule: .offset(.workingDays(1), .before, anchor("meeting-1", .start), from: Day(2027, 3, 30)),
                    day: Day(2027, 3, 24),
                    notCounted: [.holiday(.easterMonday), .holiday(.goodFriday)]
                )
            ),
            danish:
                "1 arbejdsdag før ”M1” den 30. marts 2027 er onsdag den 24. marts (uden at tælle 2. påskedag, langfredag med)",
            english:
                "1 working day before “M1” on 2027-03-30 is Wednesday 24 March (not counting: Easter Monday, Good Friday)"
        ),
        Example(
            reason: .rule(
                .init(
                    edge: anchor("meeting-1", .opens),
                    rule: .offset(.months(2), .after, anchor("workshop-1", .end), from: Day(2026, 11, 14)),
                    day: Day(2027, 1, 16),
                    shift: .init(causes: [.weekend], day: Day(2027, 1, 18))
                )
            ),
            danish:
                "vinduets første dag for ”M1”: 2 måneder efter slutningen af ”W1” den 14. november 2026 er lørdag den 16. januar 2027; en weekend; flyttet til mandag den 18. januar",
            english:
                "the first day of the window of “M1”: 2 months after the end of “W1” on 2026-11-14 is Saturday 16 January 2027; a weekend; moved to Monday 18 January"
        ),
        Example(
            reason: .rule(
                .init(
                    rule: .offset(.days(3), .after, anchor("meeting-1", .due), from: Day(2027, 4, 7)),
                    day: Day(2027, 4, 10)
                )
            ),
            danish: "3 dage efter vinduets sidste dag for ”M1” den 7. april 2027 er lørdag den 10. april",
            english: "3 days after the last day of the window of “M1” on 2027-04-07 is Saturday 10 April"
        ),
        Example(
            reason: .rule(.init(rule: .on(anchor("meeting-1", .chooseDateBy)), day: Day(2027, 2, 3))),
            danish: "samme dag som fristen for at vælge dato til ”M1”, onsdag den 3. februar 2027",
            english: "on the day by which the date of “M1” is chosen, Wednesday 3 February 2027"
        ),
    ]

    private static func names() -> CourseNames {
        var outline = DigitalLedelse.outline
        for (key, title) in [("workshop-1", "W1"), ("meeting-1", "M1"), ("film-1", "F1")] {
            outline.change(key) { $0.title = title }
        }
        return CourseNames(of: outline)
    }

    @Test func `each kind of step is said in both languages`() {
        let names = Self.names()
        for example in Self.examples {
            #expect(example.reason.sentence(in: .danish, naming: names) == example.danish)
            #expect(example.reason.sentence(in: .english, naming: names) == example.english)
        }
    }

    @Test func `without titles the keys stand, as the terminal has them`() {
        let step = Reason.rule(
            .init(
                edge: Self.anchor("film-1", .opens),
                rule: .offset(.weeks(5), .before, Self.anchor("meeting-1", .start), from: Day(2027, 4, 7)),
                day: Day(2027, 3, 3)
            )
        )
        #expect(
            step.sentence(in: .english)
                == "film-1.opens: 5 weeks before meeting-1 on 2027-04-07 is Wednesday 3 March"
        )
        #expect(
            step.sentence(in: .danish)
                == "film-1 åbning: 5 uger før meeting-1 den 7. april 2027 er onsdag den 3. marts"
        )
    }

    @Test func `the English of the table is that of the steps`() throws {
        let plan = try DigitalLedelse.plan()
        #expect(!plan.prompts.isEmpty)
        for prompt in plan.prompts {
            let steps = try #require(plan.reasons[prompt.scope])
            #expect(prompt.reasons == steps.map { $0.sentence(in: .english) })
            #expect(steps.allSatisfy { !$0.sentence(in: .danish).isEmpty })
        }
    }

    @Test func `the chain ends with the day itself`() throws {
        for seed in 1...40 {
            guard let plan = RandomCourse(seed: UInt64(seed)).plan else { continue }
            for prompt in plan.prompts {
                guard case .rule(let step) = try #require(plan.reasons[prompt.scope]?.last) else {
                    Issue.record("\(prompt.scope) does not end with its rule")
                    continue
                }
                #expect((step.shift?.day ?? step.day) == prompt.day)
                #expect(step.edge == nil)
            }
        }
    }
}
