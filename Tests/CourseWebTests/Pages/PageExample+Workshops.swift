import Course
import CourseTesting

@testable import CourseStore
@testable import CourseWeb

extension PageExample {
    static let workshops: [PageExample] = [
        PageExample("workshops-modules") { language in
            SeatModulesPage(
                course: .planExample(),
                seated: ["workshop-1": SeatDirectory.example.seated],
                in: language
            )
        },
        PageExample("workshops-seats") { language in
            SeatsPage(
                .example,
                municipalities: StoredCourse.planExample().outline.municipalities,
                isWhole: true,
                filter: SeatFilter(Form(["q": ["o"], "lacking": ["table"], "page": ["2"]])),
                entry: SeatEntry(
                    Form([
                        "was-1": [""], "was-2": ["onsdag\tbord <4>"], "leader": ["1"], "everybody": ["yes"],
                        "session": ["torsdag"], "table": ["bord <5>"], "no-table": ["yes"],
                    ])
                ),
                faults: [("session", "Forkert."), ("table", "Forkert.")],
                overtaken: [.init(rawValue: 1)],
                in: language
            )
        },
    ]
}

extension SeatDirectory {
    fileprivate static let example = SeatDirectory(
        course: .planExample(),
        module: workshop(of: .planExample()),
        sessions: StoredCourse.planExample().outline.sessions(of: "workshop-1"),
        seated: [
            SeatCount(session: "onsdag", municipality: .init(rawValue: 1), leaders: 100, atTables: 12),
            SeatCount(session: "onsdag", municipality: .init(rawValue: 2), leaders: 900, atTables: 0),
        ],
        leaders: [
            SeatedLeader(leader: .leader(1, "Lone <b>", group: "Nord & Syd"), place: nil),
            SeatedLeader(leader: .leader(2, "Per"), place: SeatPlace(session: "onsdag", table: "bord <4>")),
        ],
        count: 302,
        areas: [.init(id: 1, municipality: "albertslund", name: "Skoler & SFO")],
        groups: [.init(id: .init(rawValue: 3), municipality: "albertslund", name: "Nord")]
    )

    private static func workshop(of course: StoredCourse) -> Module {
        guard let module = course.outline.programme["workshop-1"] else { preconditionFailure("the example lacks it") }
        return module
    }
}

extension LeaderRecord {
    fileprivate static func leader(_ id: Int64, _ name: String, group: String? = nil) -> LeaderRecord {
        LeaderRecord(
            id: .init(rawValue: id),
            municipality: "albertslund",
            group: nil,
            entry: LeaderEntry(name: name, email: "x@small.example", area: "Skoler", group: group),
            enrolledAt: Instant(seconds: 1_790_000_000),
            withdrawnAt: nil,
            isUnreachable: false,
            successorOf: nil
        )
    }
}
