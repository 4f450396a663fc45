import Course
import CourseStore

/// A role to be handed over: who takes it.
struct SuccessionPage: Page {
    static let template = "people-succession"

    let title: String
    let place: Place
    let heading: String
    let name: String
    let leaderPath: String
    let faults: PeopleFaults?
    let area: String
    let group: String?
    let chairs: String?
    let nameField: Field
    let emailField: Field
    let titleField: Field
    let languageField: Field

    init(
        course: StoredCourse,
        leader: LeaderRecord,
        successor: Successor? = nil,
        wrong: [LeaderList.Column: String] = [:],
        in language: Language
    ) {
        let outline = course.outline
        name = leader.entry.name
        heading = language("Giv \(name)s rolle videre", "Hand over the role of \(name)")
        title = heading
        place = Place(course: outline.key, title: outline.title, .people)
        leaderPath = "/courses/\(outline.key)/people/\(leader.id)"
        faults = PeopleFaults(
            LeaderList.Column.allCases.compactMap { column in wrong[column].map { (column.fieldName, $0) } }
        )
        (area, group) = (leader.entry.area, leader.entry.group)
        chairs = leader.entry.isChair ? language("ja, det følger med", "yes, that comes along") : nil
        nameField = Field(
            "name",
            label: language("Efterfølgerens navn", "The successor's name"),
            value: successor?.name ?? "",
            fault: wrong[.name],
            autocomplete: "off",
            isRequired: true
        )
        emailField = Field(
            "email",
            label: language("Efterfølgerens mailadresse", "The successor's mail address"),
            value: successor?.email ?? "",
            fault: wrong[.email],
            type: "email",
            autocomplete: "off",
            isRequired: true
        )
        titleField = Field(
            "title",
            label: language("Stilling", "Title"),
            value: successor.map { $0.title ?? "" } ?? leader.entry.title ?? "",
            fault: wrong[.title],
            autocomplete: "off"
        )
        languageField = Field(
            "language",
            label: language("Sprog", "Language"),
            choices: [
                (
                    "",
                    language(
                        "Forløbets (\(outline.language.name(in: language)))",
                        "The course's (\(outline.language.name(in: language)))"
                    )
                )
            ] + Language.allCases.map { ($0.rawValue, $0.name(in: language)) },
            chosen: successor?.language?.rawValue ?? ""
        )
    }
}
