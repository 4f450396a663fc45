import Course
import CourseStore

/// The leader groups of a course, and what they lack.
struct GroupsPage: Page {
    static let template = "people-groups"
    /// How many stand on a page.
    static let size = 100

    let title: String
    let place: Place
    let action: String
    let isEmpty: Bool
    let lists: [PeopleLink]
    let isWhole: Bool
    let municipalityField: Field?
    let lackField: Field
    let summary: String
    let hasGroups: Bool
    let modules: [String]
    let groups: [Row]
    let pager: Pager?

    /// A group of the list.
    struct Row: Sendable {
        let href: String
        let name: String
        let municipality: String
        let members: Int
        let chairs: String?
        let dates: [Date]
    }

    /// Whether a meeting has its date.
    struct Date: Sendable {
        let href: String
        let label: String
        let isSet: Bool
    }

    init(
        course: StoredCourse,
        municipalities: [Municipality],
        isWhole: Bool,
        directory: GroupDirectory,
        municipality: String?,
        lack: String,
        page: Int,
        in language: Language
    ) {
        let outline = course.outline
        let root = "/courses/\(outline.key)"
        action = "\(root)/groups"
        title = language("Ledergrupper", "Leader groups")
        place = Place(course: outline.key, title: outline.title, .groups)
        isEmpty = directory.everything == 0
        lists = municipalities.map {
            PeopleLink(
                href: "\(root)/enrolment/\($0.key)",
                label: language("Indlæs listen fra \($0.name)", "Upload the list of \($0.name)")
            )
        }
        self.isWhole = isWhole
        municipalityField =
            isWhole
            ? Field(
                "municipality",
                label: language("Kommune", "Municipality"),
                choices: [("", language("Alle", "All"))] + municipalities.map { ($0.key, $0.name) },
                chosen: municipality ?? ""
            ) : nil
        let reflections = outline.programme.modules.filter { $0.kind == .reflection }
        modules = reflections.map(\.title)
        lackField = Field(
            "lacking",
            label: language("Hvad de mangler", "What they lack"),
            choices: [
                ("", language("Alle grupper", "All groups")), ("chair", language("Mangler mødeleder", "No chair")),
            ]
                + reflections.map {
                    ("date-\($0.key)", language("Mangler dato: \($0.title)", "No date: \($0.title)"))
                },
            chosen: lack
        )
        summary =
            directory.count == 1
            ? language("1 gruppe", "1 group") : language("\(directory.count) grupper", "\(directory.count) groups")
        hasGroups = !directory.groups.isEmpty
        groups = directory.groups.map { group in
            Row(
                href: "\(root)/groups/\(group.id)",
                name: group.name,
                municipality: outline.municipality(group.municipality)?.name ?? group.municipality,
                members: group.members,
                chairs: group.chairs.isEmpty ? nil : group.chairs.joined(separator: ", "),
                dates: reflections.map { module in
                    let isSet = group.dated.contains(module.key)
                    return Date(
                        href: "\(root)/groups/\(group.id)/meetings/\(module.key)",
                        label: isSet
                            ? language(
                                "dato sat: \(group.name), \(module.title)",
                                "date set: \(group.name), \(module.title)"
                            )
                            : language(
                                "ingen dato: \(group.name), \(module.title)",
                                "no date: \(group.name), \(module.title)"
                            ),
                        isSet: isSet
                    )
                }
            )
        }
        pager = Pager(
            path: action,
            query: [("municipality", municipality ?? ""), ("lacking", lack)],
            page: page,
            size: Self.size,
            count: directory.count,
            in: language
        )
    }
}
