import Course
import CourseStore

/// The leaders of a course, a page of them.
struct PeopleListPage: Page {
    static let template = "people-list"
    /// How many stand on a page.
    static let size = 100

    let title: String
    let place: Place
    let action: String
    let isEmpty: Bool
    let lists: [PeopleLink]
    let searchField: Field
    let municipalityField: Field?
    let areaField: Field
    let groupField: Field
    let standingField: Field
    let sheetPath: String
    let summary: String
    let isNarrowed: Bool
    let isWhole: Bool
    let hasLeaders: Bool
    let leaders: [Row]
    let pager: Pager?

    /// A leader of the list.
    struct Row: Sendable {
        let href: String
        let name: String
        let jobTitle: String?
        let address: String
        let area: String
        let group: String
        let groupPath: String?
        let municipality: String
        let isChair: Bool
        let tags: [PeopleTag]

        init(_ leader: LeaderRecord, course: StoredCourse, in language: Language) {
            let root = "/courses/\(course.outline.key)"
            href = "\(root)/people/\(leader.id)"
            (name, jobTitle, address) = (leader.entry.name, leader.entry.title, leader.entry.email)
            (area, group) = (leader.entry.area, leader.entry.group ?? "")
            groupPath = leader.group.map { "\(root)/groups/\($0)" }
            municipality = course.outline.municipality(leader.municipality)?.name ?? leader.municipality
            isChair = leader.entry.isChair
            tags = leader.tags(in: language)
        }
    }

    init(
        course: StoredCourse,
        municipalities: [Municipality],
        isWhole: Bool,
        directory: LeaderDirectory,
        filter: LeaderFilter,
        page: Int,
        in language: Language
    ) {
        let outline = course.outline
        action = "/courses/\(outline.key)/people"
        title = language("Ledere", "Leaders")
        place = Place(course: outline.key, title: outline.title, .people)
        isEmpty = directory.everybody == 0
        lists = municipalities.map {
            PeopleLink(
                href: "/courses/\(outline.key)/enrolment/\($0.key)",
                label: language("Indlæs listen fra \($0.name)", "Upload the list of \($0.name)")
            )
        }
        self.isWhole = isWhole
        searchField = Field(
            "q",
            label: language("Navn eller adresse", "Name or address"),
            value: filter.text ?? "",
            type: "search"
        )
        let all = (value: "", label: language("Alle", "All"))
        municipalityField =
            isWhole
            ? Field(
                "municipality",
                label: language("Kommune", "Municipality"),
                choices: [all] + municipalities.map { ($0.key, $0.name) },
                chosen: filter.municipality ?? ""
            ) : nil
        func inTown(_ name: String, _ key: String) -> String {
            guard isWhole, filter.municipality == nil, let town = outline.municipality(key) else { return name }
            return "\(name) (\(town.name))"
        }
        func isShown(_ key: String) -> Bool { filter.municipality.map { $0 == key } ?? true }
        areaField = Field(
            "area",
            label: language("Fagområde", "Area"),
            choices: [all]
                + directory.areas.filter { isShown($0.municipality) || $0.id == filter.area }.map {
                    ("\($0.id)", inTown($0.name, $0.municipality))
                },
            chosen: filter.area.map(String.init) ?? ""
        )
        groupField = Field(
            "group",
            label: language("Ledergruppe", "Leader group"),
            choices: [all] + directory.groups.map { ("\($0.id)", inTown($0.name, $0.municipality)) },
            chosen: filter.group.map(\.description) ?? ""
        )
        standingField = Field(
            "standing",
            label: language("Hvem", "Who"),
            choices: LeaderFilter.Standing.allCases.map { ($0.rawValue, $0.label(in: language)) },
            chosen: filter.standing.rawValue
        )
        let query = filter.query
        sheetPath = Pager.path(action, query + [("sheet", "yes")])
        isNarrowed = filter != LeaderFilter()
        summary = Self.summary(directory.count, in: language)
        leaders = directory.leaders.map { Row($0, course: course, in: language) }
        hasLeaders = !leaders.isEmpty
        pager = Pager(
            path: action,
            query: query,
            page: page,
            size: Self.size,
            count: directory.count,
            in: language
        )
    }

    static func summary(_ count: Int, in language: Language) -> String {
        count == 1 ? language("1 leder", "1 leader") : language("\(count) ledere", "\(count) leaders")
    }
}

extension LeaderFilter.Standing {
    func label(in language: Language) -> String {
        switch self {
        case .enrolled: language("Dem, der er med", "Those who take part")
        case .unreachable: language("Adressen afviser mail", "Address refuses mail")
        case .withdrawn: language("Udmeldt", "Withdrawn")
        }
    }
}

extension LeaderFilter {
    /// The filter that a form asks for.
    init(_ form: Form) {
        func text(_ name: String) -> String? { form[name].isEmpty ? nil : String(form[name].prefix(200)) }
        self.init(
            municipality: text("municipality"),
            area: text("area").flatMap { Int64($0) },
            group: text("group").flatMap { Int64($0) }.map { LeaderGroup.ID(rawValue: $0) },
            text: text("q"),
            standing: Standing(rawValue: form["standing"]) ?? .enrolled
        )
    }

    /// As a path has it.
    var query: [(String, String)] {
        [
            ("q", text ?? ""), ("municipality", municipality ?? ""), ("area", area.map(String.init) ?? ""),
            ("group", group?.description ?? ""), ("standing", standing == .enrolled ? "" : standing.rawValue),
        ]
    }
}
