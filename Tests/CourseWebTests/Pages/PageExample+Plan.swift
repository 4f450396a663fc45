import Course
import CourseTesting

@testable import CourseStore
@testable import CourseWeb

extension PageExample {
    static let plan: [PageExample] = [
        PageExample("plan-board") { PlanPage(.example, own: nil, chosen: "albertslund", in: $0) },
        PageExample("plan-prompt") { PlannedPromptPage(.example, isWhole: true, in: $0) },
        PageExample("plan-session") { language in
            let session = StoredCourse.workshop
            let move = SessionMove.example
            var was = session
            was.place = "Et sted, der ikke gælder mere"
            let form = SessionForm(
                Form([
                    "date": ["\(move.new.start.day)"], "start": ["09:00"], "end": ["15:00"], "place": [move.new.place],
                    "capacity": ["80"], "version": ["7"], "was": [SessionForm.text(of: was)],
                ]),
                of: session,
                in: language
            )
            return SessionPage(
                course: .planExample(),
                session: session,
                form: form,
                move: move,
                faults: [Finding(.error, .noWorkingDay(municipality: "glostrup", near: session.start.day), at: [])],
                isOvertaken: true,
                in: language
            )
        },
    ]
}

extension StoredCourse {
    /// A small live course on 10 March 2027: a film, the meeting that it prepares, and a workshop in two sessions.
    static func planExample(sessions: [Course::Session] = [workshop, thursday]) -> StoredCourse {
        let zone = Zone.ofExamples
        var film = Module(key: "film-1", kind: .film, title: "Film & <fremtid>")
        film.opens = .offset(.weeks(5), .before, .init(module: "meeting-1", edge: .start))
        film.due = .offset(.workingDays(2), .before, .init(module: "meeting-1", edge: .start))
        var meeting = Module(key: "meeting-1", kind: .reflection, title: "Første refleksion")
        meeting.window = .init(
            from: .offset(.weeks(4), .before, .init(module: "workshop-1", edge: .start)),
            to: .offset(.weeks(1), .before, .init(module: "workshop-1", edge: .start))
        )
        var workshop = Module(key: "workshop-1", kind: .workshop, title: "Første fælles workshop")
        film.prompts = [Prompt(key: "link", send: .on(.init(module: nil, edge: .opens)))]
        meeting.prompts = []
        workshop.prompts = [
            Prompt(key: "reminder", send: .offset(.days(3), .after, .init(module: nil, edge: .start)))
        ]
        let municipalities = ["albertslund", "glostrup"].map { key in
            Municipality(
                key: key,
                name: "\(key.prefix(1).uppercased())\(key.dropFirst()) Kommune",
                sender: "",
                signed: "",
                contact: .init(name: "", email: ""),
                coordinator: "",
                sendAt: LocalTime(8, 0),
                closed: [ClosedPeriod(from: Day(2027, 2, 15), to: Day(2027, 2, 19))]
            )
        }
        let outline = CourseOutline(
            key: "small",
            title: "Et lille forløb",
            about: nil,
            language: .danish,
            timeZone: zone,
            starts: Day(2027, 2, 1),
            ends: Day(2027, 4, 30),
            lettersAWeek: 3,
            municipalities: municipalities,
            equivalentAreas: EquivalentAreas(rows: []),
            programme: Programme(modules: [film, meeting, workshop]),
            sessions: sessions
        )
        return StoredCourse(
            id: .init(rawValue: 1),
            outline: outline,
            imported: outline,
            state: .live,
            version: 7,
            municipalities: ["albertslund": .init(rawValue: 1), "glostrup": .init(rawValue: 2)],
            clock: nil,
            now: zone.instant(of: LocalDateTime(Day(2027, 3, 10), LocalTime(10, 0)))
        )
    }

    static let workshop = Course::Session(
        module: "workshop-1",
        key: "onsdag",
        start: LocalDateTime(Day(2027, 4, 14), LocalTime(9, 0)),
        end: LocalDateTime(Day(2027, 4, 14), LocalTime(15, 0)),
        place: "Rådhuset <script>alert(1)</script>",
        capacity: 160
    )

    private static let thursday = Course::Session(
        module: "workshop-1",
        key: "torsdag & fredag",
        start: LocalDateTime(Day(2027, 4, 15), LocalTime(9, 0)),
        end: LocalDateTime(Day(2027, 4, 15), LocalTime(15, 0)),
        place: "Biblioteket"
    )
}

extension BoardPlan {
    static var example: BoardPlan {
        let course = StoredCourse.planExample()
        func entry(
            _ id: Int64,
            _ module: String,
            _ prompt: String,
            _ day: Day,
            _ purpose: Prompt.Purpose,
            to: Prompt.Audience = .leaders,
            unless: Prompt.Condition? = nil,
            isProvisional: Bool = false,
            count: Int = 1,
            groups: Int = 0,
            group: String? = nil,
            session: String? = nil,
            stop: PromptStanding.Stop? = nil
        ) -> Entry {
            Entry(
                id: .init(rawValue: id),
                reference: .init(module: module, prompt: prompt),
                municipality: "albertslund",
                day: day,
                sendAt: course.outline.timeZone.instant(of: LocalDateTime(day, LocalTime(8, 0))),
                purpose: purpose,
                to: to,
                unless: unless,
                isProvisional: isProvisional,
                count: count,
                groups: groups,
                group: group,
                session: session,
                sessions: session == nil ? 0 : 1,
                stop: stop
            )
        }
        return BoardPlan(
            course: course,
            entries: [
                entry(1, "film-1", "link", Day(2027, 3, 3), .link, count: 2, groups: 1),
                entry(2, "film-1", "reminder", Day(2027, 3, 29), .reminder, unless: .done, isProvisional: true),
                entry(3, "meeting-1", "choose-date", Day(2027, 2, 8), .chooseDate, to: .chairs, stop: .held),
                entry(4, "meeting-1", "questions", Day(2027, 3, 24), .questions, count: 3, groups: 3, group: "Nord"),
                entry(5, "meeting-1", "questions", Day(2027, 3, 30), .questions, isProvisional: true),
                entry(6, "meeting-1", "notes", Day(2027, 4, 1), .notes, to: .chairs, groups: 1, group: "Syd"),
                entry(7, "workshop-1", "invitation", Day(2027, 3, 3), .invitation, session: "onsdag", stop: .held),
                entry(8, "workshop-1", "hilsen", Day(2027, 4, 16), .message, count: 2, groups: 1, stop: .cancelled),
            ],
            meetings: [
                MeetingDay(
                    module: "meeting-1",
                    municipality: "albertslund",
                    start: LocalDateTime(Day(2027, 3, 31), LocalTime(13, 0)),
                    count: 3,
                    id: .init(rawValue: 11),
                    group: "Nord"
                ),
                MeetingDay(
                    module: "meeting-1",
                    municipality: "albertslund",
                    start: LocalDateTime(Day(2027, 4, 1), LocalTime(9, 30)),
                    count: 1,
                    id: .init(rawValue: 12),
                    group: "Syd <b>"
                ),
            ]
        )
    }
}

extension PlannedPrompt {
    /// The film's link of the small course.
    static func example(day: Day, group: LeaderGroup.ID? = nil) -> PlannedPrompt {
        let zone = StoredCourse.planExample().outline.timeZone
        return PlannedPrompt(
            scope: .init(module: "film-1", prompt: "link", municipality: "albertslund", group: group),
            to: .leaders,
            purpose: .link,
            unless: nil,
            needs: nil,
            day: day,
            sendAt: zone.instant(of: LocalDateTime(day, LocalTime(8, 0))),
            usefulUntil: zone.instant(of: LocalDateTime(Day(2027, 4, 8), .midnight)),
            provisional: group == nil,
            told: .init(edge: .due, at: LocalDateTime(day.adding(days: 30), .midnight), dayOnly: true),
            meetings: ["meeting-1"],
            reasons: ["on film-1.opens, Wednesday 3 March 2027"]
        )
    }
}

extension PlannedPromptDetail {
    static var example: PlannedPromptDetail {
        let course = StoredCourse.planExample()
        let plan = try? Plan(of: course.outline, milestones: Milestones(sessions: course.outline.sessions))
        var count = PromptStanding.Count()
        (count.sent, count.pending, count.failed, count.bounced, count.skipped) = (120, 14, 2, 1, [.unreachable: 3])
        let planned = PlannedPrompt.example(day: Day(2027, 3, 3))
        return PlannedPromptDetail(
            course: course,
            id: .init(rawValue: 1),
            planned: planned,
            group: nil,
            reasons: plan?.reasons[planned.scope],
            findings: [Finding(.warning, .promptTooLate(planned.scope, day: planned.day), at: [])],
            state: .open,
            reached: (140, count),
            others: [.init(id: .init(rawValue: 9), group: "Syd <b>", session: nil)]
        )
    }
}

extension SessionMove {
    /// The workshop a week later: rows move, come and go, and people have been told.
    static var example: SessionMove {
        let course = StoredCourse.planExample()
        var new = StoredCourse.workshop
        (new.start.day, new.end.day) = (Day(2027, 4, 21), Day(2027, 4, 21))
        (new.place, new.capacity) = ("Kulturhuset", 80)
        let old = PlannedPrompt.example(day: Day(2027, 3, 3))
        let moved = PlannedPrompt.example(day: Day(2027, 3, 10))
        var told = old
        told.told?.at.day = Day(2027, 4, 9)
        let groups = [1, 2].map { PlannedPrompt.example(day: Day(2027, 3, 4), group: .init(rawValue: $0)) }
        let one = PlannedPrompt.example(day: Day(2027, 3, 5), group: .init(rawValue: 1))
        var difference = PlanDifference(from: [old], to: [moved])
        difference.moved.append(.init(old: old, new: told))
        difference.added = groups
        // Of the last nothing is left to be sent or corrected.
        var gone = PlannedPrompt.example(day: Day(2027, 2, 1), group: .init(rawValue: 2))
        gone.told = nil
        difference.withdrawn = [one, gone]
        let after = try? Plan(of: course.outline, milestones: Milestones(sessions: course.outline.sessions))
        let steps = after?.reasons[old.scope] ?? []
        let warning = Finding(.warning, .outsideCourse(day: Day(2027, 5, 1), municipality: nil), at: [])
        return SessionMove(
            course: course,
            old: StoredCourse.workshop,
            new: new,
            change: PlanChange(
                difference: difference,
                told: 143,
                toldOf: [old.scope: 143, one.scope: 6],
                reasons: [old.scope: steps, groups[0].scope: steps],
                cancelled: 12,
                corrections: ["albertslund": 100, "glostrup": 43],
                at: Instant(seconds: 1_803_859_200),
                warnings: [warning]
            ),
            newWarnings: [warning],
            groups: [.init(rawValue: 1): "Nord <i>"]
        )
    }
}

extension Zone {
    fileprivate static var ofExamples: Zone {
        guard let zone = Zone("Europe/Copenhagen") else { preconditionFailure("this machine knows no zones") }
        return zone
    }
}
