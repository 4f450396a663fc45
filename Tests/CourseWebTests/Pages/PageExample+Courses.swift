import Course
import CourseTesting

@testable import CourseStore
@testable import CourseWeb

extension PageExample {
    static let courses: [PageExample] = [
        PageExample("courses-list") { CoursesPage(CoursesExample.summaries, makesNew: true, in: $0) },
        PageExample("courses-file") { CourseFilePage(faults: CoursesExample.faults, in: $0) },
        PageExample("courses-check") { CoursesExample.check(in: $0) },
        PageExample("courses-successor") { language in
            SuccessorPage(
                CoursesExample.course,
                SuccessorEntry(Form(["title": ["<script>"], "key": ["Ikke en nøgle"], "start": ["2027-12-01"]])),
                findings: [
                    Finding(
                        .error,
                        .noWorkingDay(municipality: "glostrup", near: Day(2027, 3, 1)),
                        at: ["modules", "film-1"]
                    )
                ],
                in: language
            )
        },
        PageExample("courses-successor-check") { CoursesExample.successor(in: $0) },
        PageExample("courses-overview") {
            OverviewPage(CoursesExample.overview(.draft), toDo: CoursesExample.toDo, own: nil, in: $0)
        },
        PageExample("courses-overview-coordinator") {
            OverviewPage(
                CoursesExample.overview(.paused),
                toDo: [ToDo(.agreedToOtherDays, in: "glostrup", count: 1)],
                own: "glostrup",
                alert: "Forløbet er ændret.",
                in: $0
            )
        },
        PageExample("courses-overview-live") {
            OverviewPage(
                CoursesExample.overview(.live),
                toDo: [ToDo(.refusedAddresses, in: "glostrup", count: 1)],
                own: nil,
                in: $0
            )
        },
        PageExample("courses-live") {
            LivePage(
                CoursesExample.overview(.draft),
                letters: 286,
                isUnticked: true,
                alert: "Forløbet er ændret.",
                in: $0
            )
        },
        PageExample("courses-live-empty") { LivePage(CoursesExample.overview(.paused), letters: nil, in: $0) },
        PageExample("courses-settings") { SettingsPage(CoursesExample.course, own: nil, in: $0) },
        PageExample("courses-municipality") { language in
            var theirs = MunicipalitySettings(of: CoursesExample.glostrup)
            theirs.signed = "<script>alert(1)</script>"
            let entry = SettingsEntry(MunicipalitySettings(of: CoursesExample.glostrup)).contradicted(by: theirs)
            return MunicipalityPage(
                entry,
                of: CoursesExample.glostrup,
                in: CoursesExample.course,
                isWhole: true,
                language: language
            )
        },
        PageExample("courses-closed") { language in
            ClosedPeriodsPage(
                ClosedPeriodsEntry(
                    Form([
                        "from-0": ["i morgen"], "to-0": [""], "from-1": ["2027-03-03"],
                        "to-1": ["2027-03-01"], "from-2": [""], "to-2": [""],
                    ])
                ),
                of: CoursesExample.glostrup,
                in: CoursesExample.course,
                findings: [
                    Finding(
                        .error,
                        .noWorkingDay(municipality: "glostrup", near: Day(2027, 3, 1)),
                        at: ["modules", "film-1"]
                    )
                ],
                language: language
            )
        },
        PageExample("courses-send-at-check") { CoursesExample.sendAt(in: $0) },
        PageExample("courses-closed-check") { CoursesExample.closed(in: $0) },
    ]
}
