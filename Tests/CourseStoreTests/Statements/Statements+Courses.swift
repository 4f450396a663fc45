import Course
import CourseTesting

@testable import CourseStore

extension Statements {
    static let courses: [NamedStatement] = [
        .init("AgreementQueries.agreements", AgreementQueries.agreements(of: course)),
        .init("AgreementQueries.agree", AgreementQueries.agree(for: municipality, to: 1, by: "")),
        .init("AgreementQueries.withdraw", AgreementQueries.withdraw(municipality)),
        .init("OverviewQueries.courses", OverviewQueries.courses(nil)),
        .init("OverviewQueries.headcounts", OverviewQueries.headcounts(of: course, own: municipality)),
        .init("OverviewQueries.next", OverviewQueries.next(of: course, own: municipality, now: now)),
        .init("SettingsQueries.set", SettingsQueries.set(municipality, to: settings)),
        .init("ToDoQueries.dateless", ToDoQueries.dateless(of: course, own: nil, modules: ["meeting-1"])),
        .init("ToDoQueries.seatless", ToDoQueries.seatless(of: course, own: nil, modules: ["workshop-1"])),
    ]

    private static let settings = MunicipalitySettings(
        of: Municipality(
            key: "",
            name: "",
            sender: "",
            signed: "",
            contact: .init(name: "", email: ""),
            coordinator: "",
            sendAt: .midnight,
            closed: []
        )
    )
}
