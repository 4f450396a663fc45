import Course
import CourseTesting

@testable import CourseStore
@testable import CourseWeb

extension PageExample {
    static let peoplePartials: Set<String> = [
        "people-faults", "people-overtaken", "people-pager",
    ]

    static let people: [PageExample] = [
        PageExample("people-list") { language in
            PeopleListPage(
                course: .example,
                municipalities: StoredCourse.example.outline.municipalities,
                isWhole: true,
                directory: .example,
                filter: LeaderFilter(text: "lone"),
                page: 2,
                in: language
            )
        },
        PageExample("people-sheet") { language in
            PeopleSheetPage(
                course: .example,
                directory: .example,
                filter: LeaderFilter(text: "lone"),
                page: 2,
                in: language
            )
        },
        PageExample("people-leader") { language in
            LeaderPage(
                course: .example,
                card: .example,
                form: .example,
                wrong: [.email: "Forkert.", .chair: "Forkert.", .name: "Forkert.", .group: "Forkert."],
                isOvertaken: true,
                in: language
            )
        },
        PageExample("people-withdrawal") { language in
            WithdrawalPage(course: .example, leader: .lone, in: language)
        },
        PageExample("people-succession") { language in
            SuccessionPage(
                course: .example,
                leader: .lone,
                successor: Successor(name: "<b>Per</b>", email: "per", title: nil, language: .english),
                wrong: [.email: "Forkert."],
                in: language
            )
        },
        PageExample("people-upload") { language in
            UploadPage(
                course: .example,
                municipality: StoredCourse.example.outline.municipalities[0],
                wrong: ListSuspicion.municipality("glostrup").sentence(
                    for: StoredCourse.example.outline.municipalities[0],
                    of: .example,
                    in: language
                ),
                isDoubtful: true,
                in: language
            )
        },
        PageExample("people-difference") { language in
            EnrolmentPage(
                course: .example,
                municipality: StoredCourse.example.outline.municipalities[0],
                draft: .example,
                size: 3,
                isOutdated: true,
                in: language
            )
        },
        PageExample("people-difference-blocked") { language in
            EnrolmentPage(
                course: .example,
                municipality: StoredCourse.example.outline.municipalities[0],
                draft: .blocked,
                size: 2,
                in: language
            )
        },
        PageExample("people-groups") { language in
            GroupsPage(
                course: .example,
                municipalities: StoredCourse.example.outline.municipalities,
                isWhole: true,
                directory: GroupDirectory(
                    groups: [
                        .example,
                        GroupStanding(
                            id: .init(rawValue: 4),
                            municipality: "glostrup",
                            name: "Øst",
                            members: 0,
                            chairs: [],
                            dated: []
                        ),
                    ],
                    count: 250,
                    everything: 250
                ),
                municipality: "albertslund",
                lack: "chair",
                page: 2,
                in: language
            )
        },
        PageExample("people-group") { language in
            GroupPage(
                course: .example,
                card: .example,
                typed: GroupPage.Typed(wasName: "Før", wasChairs: [], name: "<i>Nord</i>", chair: "7"),
                wrong: [("name", "Forkert."), ("chair", "Forkert.")],
                isOvertaken: true,
                in: language
            )
        },
        PageExample("people-meeting") { language in
            MeetingPage(
                course: .example,
                card: .example,
                module: StoredCourse.example.meeting,
                form: MeetingForm(nil),
                wrong: [("day", "Forkert."), ("start", "Forkert."), ("end", "Forkert."), ("place", "Forkert.")],
                isOvertaken: true,
                in: language
            )
        },
        PageExample("people-meeting-difference") { language in
            MeetingDifferencePage(
                course: .example,
                card: .example,
                module: StoredCourse.example.meeting,
                form: MeetingForm(nil),
                time: .example,
                change: .example,
                seal: "abc",
                isOutdated: true,
                in: language
            )
        },
    ]
}

extension StoredCourse {
    /// The small course as the store has it.
    static let example: StoredCourse = {
        guard let outline = try? SmallCourse.outline() else { preconditionFailure("the small course is broken") }
        return StoredCourse(
            id: .init(rawValue: 1),
            outline: outline,
            imported: outline,
            state: .live,
            version: 1,
            municipalities: ["albertslund": .init(rawValue: 1), "glostrup": .init(rawValue: 2)],
            clock: nil,
            now: outline.timeZone.instant(of: LocalDateTime(Day(2027, 3, 1), LocalTime(12, 0)))
        )
    }()

    fileprivate var meeting: Module {
        guard let module = outline.programme["meeting-1"] else { preconditionFailure("no meeting-1") }
        return module
    }

    fileprivate func instant(_ day: Day) -> Instant {
        outline.timeZone.instant(of: LocalDateTime(day, LocalTime(8, 0)))
    }
}

extension LeaderRecord {
    fileprivate static let lone = example(
        7,
        LeaderEntry(
            name: "Lone <script>alert(1)</script> Kjær",
            email: "lone@small.example",
            area: "Skoler & SFO",
            group: "Nord",
            isChair: true,
            title: "Skoleleder"
        ),
        isUnreachable: true
    )
    fileprivate static let per = example(
        8,
        LeaderEntry(name: "Per", email: "per@small.example", area: "Skoler", title: nil),
        withdrawnAt: Day(2027, 2, 1)
    )

    private static func example(
        _ id: Int64,
        _ entry: LeaderEntry,
        withdrawnAt: Day? = nil,
        isUnreachable: Bool = false
    ) -> LeaderRecord {
        LeaderRecord(
            id: .init(rawValue: id),
            municipality: "albertslund",
            group: entry.group.map { _ in .init(rawValue: 3) },
            entry: entry,
            enrolledAt: StoredCourse.example.instant(Day(2027, 1, 4)),
            withdrawnAt: withdrawnAt.map(StoredCourse.example.instant),
            isUnreachable: isUnreachable,
            successorOf: nil
        )
    }
}

extension LeaderDirectory {
    fileprivate static let example = LeaderDirectory(
        leaders: [.lone, .per],
        count: 3_002,
        everybody: 5_000,
        areas: [Area(id: 1, municipality: "albertslund", name: "Skoler & SFO")],
        groups: [Group(id: .init(rawValue: 3), municipality: "albertslund", name: "Nord")]
    )
}

extension LeaderCard {
    fileprivate static let example = LeaderCard(
        leader: .lone,
        predecessor: .per,
        successor: .per,
        areas: ["Skoler", "Skoler & SFO"],
        groups: ["Nord", "Syd"],
        seats: [Seat(module: "workshop-1", session: "onsdag", table: "bord <4>")],
        letters: [
            Letter(id: 13, at: StoredCourse.example.instant(Day(2027, 2, 3)), state: .queued, isBounced: false),
            Letter(id: 12, at: StoredCourse.example.instant(Day(2027, 2, 2)), state: .sent, isBounced: true),
        ]
    )
}

extension LeaderForm {
    fileprivate static let example = LeaderForm(
        Form([
            "was-name": ["Lone"], "was-email": ["lone@small.example"], "was-area": ["Skoler"], "name": ["Lone"],
            "email": ["lone"], "area": ["Skoler"], "new-group": ["Helt ny"], "chair": ["yes"], "language": ["en"],
        ])
    )
}

extension EnrolmentDraft {
    private static let current = [
        EnrolledLeader(
            id: .init(rawValue: 1),
            municipality: "albertslund",
            entry: LeaderEntry(name: "Bo", email: "bo@small.example", area: "Skoler", group: "Nord", title: "Chef"),
            listed: LeaderEntry(name: "Bo", email: "bo@small.example", area: "Skoler", group: "Nord", title: "Leder")
        ),
        EnrolledLeader(
            id: .init(rawValue: 2),
            municipality: "albertslund",
            entry: LeaderEntry(name: "Cai", email: "cai@small.example", area: "Skoler"),
            listed: LeaderEntry(name: "Cai", email: "cai@small.example", area: "Skoler")
        ),
        EnrolledLeader(
            id: .init(rawValue: 3),
            municipality: "albertslund",
            entry: LeaderEntry(name: "Dot", email: "dot@small.example", area: "Skoler"),
            withdrawn: true
        ),
    ]

    private static func draft(_ list: LeaderList, choices: Choices) -> EnrolmentDraft {
        EnrolmentDraft(
            id: .init(rawValue: 17),
            name: "liste <1>.csv",
            choices: choices,
            enrolment: Enrolment(
                list: list,
                municipality: "albertslund",
                current: current,
                areas: EquivalentAreas(rows: []),
                overwrite: choices.overwrite
            ),
            suspicion: nil,
            seal: "abc"
        )
    }

    private static let bo = LeaderEntry(
        name: "Bo <b>Bo</b>",
        email: "bo@small.example",
        area: "Skoler",
        group: "Syd",
        title: "Leder"
    )
    private static let eve = LeaderEntry(name: "Eve", email: "eve@small.example", area: "Skoler", group: "Syd")
    private static let dot = LeaderEntry(name: "Dot", email: "dot@small.example", area: "Skoler")

    fileprivate static let example = draft(
        SmallCourse.list([bo, eve, dot]),
        choices: Choices(overwrite: true, withdrawMissing: true)
    )

    fileprivate static let blocked: EnrolmentDraft = {
        var conflicting = bo
        conflicting.title = "Direktør"
        var list = SmallCourse.list([conflicting])
        list.rejected = [
            LeaderList.Rejection(row: 9, why: "", address: nil, complaints: [.noAddress("bo<script>"), .empty(.area)])
        ]
        return draft(list, choices: Choices())
    }()
}

extension GroupStanding {
    fileprivate static let example = GroupStanding(
        id: .init(rawValue: 3),
        municipality: "albertslund",
        name: "Nord <3",
        members: 2,
        chairs: ["Lone"],
        dated: ["meeting-1"]
    )
}

extension GroupCard {
    fileprivate static let example = GroupCard(
        group: .example,
        members: [.lone, .per],
        meetings: [
            Meeting(
                module: "meeting-1",
                group: .init(rawValue: 3),
                municipality: "albertslund",
                start: LocalDateTime(Day(2027, 5, 3), LocalTime(13, 0)),
                end: LocalDateTime(Day(2027, 5, 3), LocalTime(15, 0)),
                place: "Rum <4>"
            )
        ],
        windows: [
            MeetingWindow(
                module: "meeting-1",
                municipality: "albertslund",
                from: Day(2027, 3, 18),
                to: Day(2027, 4, 7),
                chooseDateBy: Day(2027, 3, 1)
            )
        ]
    )
}

extension MeetingTime {
    fileprivate static let example = MeetingTime(
        start: LocalDateTime(Day(2027, 4, 12), LocalTime(9, 0)),
        end: LocalDateTime(Day(2027, 4, 12), LocalTime(11, 0)),
        place: "Rådhuset <&>"
    )
}

extension PlanChange {
    fileprivate static let example: PlanChange = {
        let outline = StoredCourse.example.outline
        let group = LeaderGroup.ID(rawValue: 3)
        func plan(_ start: LocalDateTime?) -> Plan? {
            let meetings = start.map {
                [
                    Meeting(
                        module: "meeting-1",
                        group: group,
                        municipality: "albertslund",
                        start: $0,
                        end: $0.adding(minutes: 60)
                    )
                ]
            }
            return try? Plan(of: outline, milestones: Milestones(sessions: outline.sessions, meetings: meetings ?? []))
        }
        guard let before = plan(nil), let after = plan(MeetingTime.example.start) else {
            preconditionFailure("the small course is broken")
        }
        var difference = PlanDifference(from: before.prompts, to: after.prompts)
        // One of each kind.
        if let old = after.prompts.first(where: { $0.scope.group != nil }) {
            var new = old
            new.day = old.day.adding(days: 1)
            difference.moved.append(.init(old: old, new: new))
            difference.withdrawn.append(old)
        }
        return PlanChange(
            difference: difference,
            told: 6,
            toldOf: [:],
            reasons: after.reasons,
            cancelled: 2,
            corrections: [:],
            at: Instant(seconds: 1_790_000_000),
            warnings: after.findings
        )
    }()
}
