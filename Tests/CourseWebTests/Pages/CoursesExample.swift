import Course
import CourseTesting

@testable import CourseStore
@testable import CourseWeb

/// A course of which every page has something to show.
enum CoursesExample {
    static let outline = CourseOutline(
        key: "proeve",
        title: "Ledelse & <script>",
        about: "Om ledelse.",
        language: .danish,
        timeZone: zone,
        starts: Day(2026, 12, 1),
        ends: Day(2027, 9, 30),
        lettersAWeek: 3,
        municipalities: [albertslund, glostrup],
        equivalentAreas: EquivalentAreas(rows: []),
        programme: Programme(modules: [film, meeting, workshop]),
        sessions: [
            Session(
                module: "workshop-1",
                key: "onsdag",
                start: LocalDateTime(Day(2027, 4, 14), LocalTime(9, 0)),
                end: LocalDateTime(Day(2027, 4, 14), LocalTime(15, 0)),
                place: "Rådhuset"
            )
        ]
    )

    private static let zone: Zone = {
        guard let zone = Zone("Europe/Copenhagen") else { preconditionFailure("no zones on this machine") }
        return zone
    }()

    static let albertslund = municipality("albertslund", "Albertslund Kommune", closed: [])
    static let glostrup = municipality(
        "glostrup",
        "Glostrup Kommune",
        closed: [
            ClosedPeriod(from: Day(2027, 2, 15), to: Day(2027, 2, 19)),
            ClosedPeriod(from: Day(2027, 5, 7), to: Day(2027, 5, 7)),
        ]
    )

    static let course = stored(.draft)

    private static func stored(_ state: StoredCourse.State) -> StoredCourse {
        StoredCourse(
            id: CourseOutline.ID(rawValue: 1),
            outline: outline,
            imported: outline,
            state: state,
            version: 7,
            municipalities: [:],
            clock: nil,
            now: Instant(seconds: 1_795_000_000)
        )
    }

    private static func municipality(_ key: String, _ name: String, closed: [ClosedPeriod]) -> Municipality {
        Municipality(
            key: key,
            name: name,
            sender: "Digital ledelse <digital@\(key).example>",
            signed: "Karim Lund",
            contact: .init(name: "Karim Lund", email: "karim@\(key).example", phone: "00 00 00 02"),
            coordinator: "karim@\(key).example",
            sendAt: LocalTime(9, 30),
            closed: closed
        )
    }

    private static let film: Module = {
        var module = Module(key: "film-1", kind: .film, title: "To tilgange <b>")
        module.opens = .offset(.weeks(3), .before, .init(module: "workshop-1", edge: .start))
        module.due = .offset(.weeks(1), .before, .init(module: "workshop-1", edge: .start))
        module.prompts = [Prompt(key: "link", send: .on(.init(module: nil, edge: .opens)))]
        return module
    }()

    private static let meeting: Module = {
        var module = Module(key: "meeting-1", kind: .reflection, title: "Første refleksion")
        module.window = .init(
            from: .offset(.weeks(4), .before, .init(module: "workshop-1", edge: .start)),
            to: .offset(.weeks(1), .before, .init(module: "workshop-1", edge: .start))
        )
        module.prompts = [
            Prompt(key: "questions", send: .offset(.workingDays(5), .before, .init(module: nil, edge: .start)))
        ]
        return module
    }()

    private static let workshop: Module = {
        var module = Module(key: "workshop-1", kind: .workshop, title: "Første fælles workshop")
        module.prompts = [
            Prompt(key: "invitation", send: .offset(.weeks(6), .before, .init(module: nil, edge: .start))),
            Prompt(key: "tak", send: .offset(.days(1), .after, .init(module: nil, edge: .end))),
        ]
        return module
    }()

    static let summaries = [
        CourseSummary(
            key: "proeve",
            title: "Ledelse & <script>",
            state: .live,
            starts: Day(2026, 12, 1),
            ends: Day(2027, 9, 30),
            municipalities: ["Albertslund Kommune", "Glostrup Kommune"],
            leaders: 286
        ),
        CourseSummary(
            key: "naeste",
            title: "Næste år",
            state: .draft,
            starts: Day(2027, 11, 30),
            ends: Day(2028, 9, 28),
            municipalities: [],
            leaders: 0
        ),
    ]

    static let faults = CourseFileFaults(
        name: "<script>.yaml",
        faults: [
            SourceFault(
                at: SourcePosition(line: 41, column: 13),
                Sentence("ukendt nøgle \"opnes\" (mener du opens?)", "unknown key \"opnes\" (did you mean opens?)")
            ),
            SourceFault(
                at: SourcePosition(line: 2, column: 1),
                Sentence("et forløb mangler nøglen \"title\"", "missing key \"title\" in a course")
            ),
        ]
    )

    static let toDo: [ToDo] = [
        ToDo(.nobodyEnrolled, in: "albertslund", count: 1), ToDo(.refusedAddresses, in: "glostrup", count: 2),
        ToDo(.datelessGroups(module: "meeting-1", chooseBy: Day(2027, 2, 3), isPast: true), in: "glostrup", count: 1),
        ToDo(
            .datelessGroups(module: "meeting-1", chooseBy: Day(2027, 2, 3), isPast: false),
            in: "albertslund",
            count: 3
        ),
        ToDo(.chairlessGroups, in: "glostrup", count: 1),
        ToDo(.seatless(module: "workshop-1"), in: "glostrup", count: 12),
        ToDo(.tableless(module: "workshop-1"), in: "glostrup", count: 1),
        ToDo(.noLink(module: "film-1"), in: nil, count: 1), ToDo(.notAgreed, in: "albertslund", count: 1),
        ToDo(.agreedToOtherDays, in: "glostrup", count: 1),
    ]

    static func overview(_ state: StoredCourse.State) -> CourseOverview {
        CourseOverview(
            course: stored(state),
            municipalities: [
                .init(municipality: "albertslund", leaders: 170, refused: 0, groups: 20, chairless: 0),
                .init(municipality: "glostrup", leaders: 116, refused: 2, groups: 15, chairless: 1),
            ],
            next: [
                .init(
                    at: Instant(seconds: 1_800_000_000),
                    municipality: "glostrup",
                    leaders: 116,
                    prompts: [.init(module: "film-1", prompt: "link"), .init(module: "workshop-1", prompt: "tak")]
                )
            ],
            agreements: [
                Agreement(municipality: "albertslund", agreedAt: nil, isCurrent: false),
                Agreement(municipality: "glostrup", agreedAt: Instant(seconds: 1_795_000_000), isCurrent: false),
            ]
        )
    }

    /// A change of every sort.
    static func change() -> PlanChange {
        let prompts = (try? Plan(of: outline, milestones: Milestones(sessions: outline.sessions)))?.prompts ?? []
        var later = prompts
        if later.count > 2 {
            later[1].day = Day(2027, 3, 4)
            later[1].sendAt = Instant(seconds: 1_804_000_000)
            later[2].provisional.toggle()
            later[0].scope.session = "torsdag"
            later[0].scope.group = LeaderGroup.ID(rawValue: 7)
        }
        return PlanChange(
            difference: PlanDifference(from: prompts, to: later),
            told: 12,
            toldOf: [:],
            reasons: [:],
            cancelled: 3,
            corrections: ["glostrup": 1],
            at: Instant(seconds: 1_800_000_000),
            warnings: [
                Finding(
                    .warning,
                    .sessionOnClosedDay(
                        module: "workshop-1",
                        session: "onsdag",
                        day: Day(2027, 5, 7),
                        closure: .closed(
                            ClosedPeriod(from: Day(2027, 5, 7), to: Day(2027, 5, 7)),
                            calendar: "Glostrup"
                        ),
                        municipality: "glostrup"
                    ),
                    at: ["modules", "workshop-1"]
                ),
                Finding(
                    .warning,
                    .outsideCourse(day: Day(2027, 10, 1), municipality: "glostrup"),
                    at: ["modules", "film-1", "opens"]
                ),
            ]
        )
    }

    static func sendAt(in language: Language) -> SendAtCheckPage {
        var typed = MunicipalitySettings(of: glostrup)
        typed.signed = "Karim <i>"
        return SendAtCheckPage(
            change(),
            SettingsEntry(typed),
            from: LocalTime(9, 30),
            to: LocalTime(13, 15),
            of: glostrup,
            in: course,
            groups: groups,
            isOutdated: true,
            language: language
        )
    }

    static let groups = [LeaderGroup.ID(rawValue: 7): "Nord <i>"]

    static func closed(in language: Language) -> ClosedPeriodsCheckPage {
        ClosedPeriodsCheckPage(
            change(),
            [glostrup.closed[1], ClosedPeriod(from: Day(2027, 1, 20), to: Day(2027, 1, 20))],
            of: glostrup,
            in: course,
            groups: groups,
            isOutdated: true,
            language: language
        )
    }

    static func check(in language: Language) -> CourseCheckPage {
        var file = outline
        file.title = "I filen"
        file.starts = Day(2026, 11, 30)
        file.programme.modules[0].title = "Filens"
        var database = outline
        database.title = "I hånden"
        database.ends = Day(2027, 10, 1)
        return CourseCheckPage(
            name: "proeve.yaml",
            text: "course: proeve\ntitle: \"<script>\"\n",
            ImportOutcome(
                isNew: false,
                merge: CourseMerge(file: file, last: outline, database: database),
                plan: change()
            ),
            version: 7,
            groups: groups,
            isOutdated: true,
            in: language
        )
    }

    static func successor(in language: Language) -> SuccessorCheckPage {
        var shift = outline.shifted(toStart: Day(2027, 12, 1))
        shift.outline.key = "naeste"
        let made = try? shift.departures()
        let plan = made?.plan
        let warning = Finding(
            .warning,
            .timeOnClosedDay(day: Day(2028, 4, 13), closure: .holiday(.maundyThursday), municipality: "glostrup"),
            at: ["modules", "film-1"]
        )
        return SuccessorCheckPage(
            shift: shift,
            letterCount: plan?.prompts.count ?? 0,
            findings: (plan?.findings ?? []) + [warning],
            departures: made?.departures ?? [],
            version: 7,
            SuccessorEntry(Form(["title": ["Næste"], "key": ["naeste"], "start": ["2027-12-01"]])),
            isOutdated: true,
            in: language
        )
    }
}
