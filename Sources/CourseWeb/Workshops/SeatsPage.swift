import Correspondence
import Course
import CourseStore

/// The leaders of a course with where they sit at a gathering or workshop, and the form to seat some of them.
struct SeatsPage: Page {
    static let template = "workshops-seats"
    /// How many leaders stand on a page.
    static let size = 100

    let title: String
    let place: Place
    let modulesPath: String
    let action: String
    let faults: PeopleFaults?
    let overtaken: PeopleOvertaken?
    let sessions: [SeatedSession]
    let hasSeveral: Bool
    let searchField: Field
    let municipalityField: Field?
    let areaField: Field
    let groupField: Field
    let lackField: Field
    let summary: String
    let isNarrowed: Bool
    let isWhole: Bool
    let hasLeaders: Bool
    let leaders: [Row]
    /// What the form carries so that the same list comes next.
    let carried: [CarriedField]
    let isEverybody: Bool
    let sessionField: Field?
    let tableField: Field
    let clearsTable: Bool
    let pager: Pager?

    /// A leader of the list.
    struct Row: Sendable {
        let id: String
        let href: String
        let name: String
        let area: String
        let group: String
        let municipality: String
        /// The session; `nil` where no seat is set.
        let session: String?
        let table: String?
        /// The seat, for the form to carry.
        let was: String
        let isChosen: Bool
        let label: String
    }

    /// The page of a module.
    ///
    /// - Parameters:
    ///   - directory: The leaders, and who sits where.
    ///   - municipalities: Those to choose among.
    ///   - isWhole: Whether the whole course is the reader's.
    ///   - filter: What was asked for.
    ///   - entry: What was ticked and chosen, where the form comes back.
    ///   - faults: What is wrong with it.
    ///   - overtaken: Those whose seat somebody else has set meanwhile.
    ///   - language: The reader's.
    init(
        _ directory: SeatDirectory,
        municipalities: [Municipality],
        isWhole: Bool,
        filter: SeatFilter,
        entry: SeatEntry? = nil,
        faults: [(field: String, text: String)] = [],
        overtaken: Set<Leader.ID> = [],
        in language: Language
    ) {
        let outline = directory.course.outline
        let words = SeatWords(language: language)
        let module = directory.module
        let root = "/courses/\(outline.key)"
        title = language("Pladser og borde: \(module.title)", "Seats and tables: \(module.title)")
        place = Place(course: outline.key, title: outline.title, .seats)
        modulesPath = "\(root)/seats"
        let action = Self.path(of: module.key, in: outline.key)
        self.action = action
        self.faults = PeopleFaults(faults)
        let known = Dictionary(directory.leaders.map { ($0.leader.id, $0) }, uniquingKeysWith: { one, _ in one })
        self.overtaken =
            overtaken.isEmpty
            ? nil
            : PeopleOvertaken(
                rows: overtaken.sorted().map { id in
                    PeopleOvertaken.Row(
                        label: known[id]?.leader.entry.name ?? language("En leder", "A leader"),
                        before: words.place(entry?.seen[id] ?? nil),
                        now: known[id].map { words.place($0.place) } ?? language("en anden plads", "another seat"),
                        typed: [entry?.session, entry?.tableName].compactMap(\.self).filter { !$0.isEmpty }
                            .joined(separator: ", ")
                    )
                }
            )
        sessions = directory.sessions.map { SeatedSession($0, directory.seated, in: language) }
        let hasSeveral = directory.sessions.count > 1
        self.hasSeveral = hasSeveral

        let all = (value: "", label: language("Alle", "All"))
        searchField = Field(
            "q",
            label: language("Navn eller adresse", "Name or address"),
            value: filter.leaders.text ?? "",
            type: "search"
        )
        municipalityField =
            isWhole
            ? Field(
                "municipality",
                label: language("Kommune", "Municipality"),
                choices: [all] + municipalities.map { ($0.key, $0.name) },
                chosen: filter.leaders.municipality ?? ""
            ) : nil
        func inTown(_ name: String, _ key: String) -> String {
            guard isWhole, filter.leaders.municipality == nil, let town = outline.municipality(key) else { return name }
            return "\(name) (\(town.name))"
        }
        areaField = Field(
            "area",
            label: language("Fagområde", "Area"),
            choices: [all]
                + directory.areas.filter {
                    filter.leaders.municipality == nil || $0.municipality == filter.leaders.municipality
                        || $0.id == filter.leaders.area
                }.map { ("\($0.id)", inTown($0.name, $0.municipality)) },
            chosen: filter.leaders.area.map(String.init) ?? ""
        )
        groupField = Field(
            "group",
            label: language("Ledergruppe", "Leader group"),
            choices: [all] + directory.groups.map { ("\($0.id)", inTown($0.name, $0.municipality)) },
            chosen: filter.leaders.group.map(\.description) ?? ""
        )
        lackField = Field(
            "lacking",
            label: language("Hvem", "Who"),
            choices: [all]
                + SeatLack.allCases.filter { hasSeveral || $0 != .seat }.map { ($0.rawValue, $0.label(in: language)) },
            chosen: filter.lack?.rawValue ?? ""
        )
        summary = PeopleListPage.summary(directory.count, in: language)
        isNarrowed = filter.query.contains { !$0.1.isEmpty }
        self.isWhole = isWhole
        leaders = directory.leaders.map { seated in
            let leader = seated.leader
            return Row(
                id: leader.id.description,
                href: "\(root)/people/\(leader.id)",
                name: leader.entry.name,
                area: leader.entry.area,
                group: leader.entry.group ?? "",
                municipality: outline.municipality(leader.municipality)?.name ?? leader.municipality,
                session: seated.place?.session,
                table: seated.place?.table,
                was: SeatEntry.text(of: seated.place),
                isChosen: entry?.chosen.contains(leader.id) ?? false,
                label: language("Vælg \(leader.entry.name)", "Choose \(leader.entry.name)")
            )
        }
        hasLeaders = !leaders.isEmpty
        carried = (filter.query + filter.pageQuery).filter { !$0.1.isEmpty }
            .map { CarriedField(name: $0.0, value: $0.1) }
        isEverybody = entry?.isEverybody ?? false
        func fault(_ field: String) -> String? { faults.first { $0.field == field }?.text }
        sessionField =
            hasSeveral
            ? Field(
                "session",
                label: language("Hold", "Sitting"),
                choices: [("", language("Som nu", "As now"))]
                    + zip(directory.sessions, sessions).map { session, shown in
                        let of = session.capacity.map { language(" af \($0)", " of \($0)") } ?? ""
                        return (session.key, "\(session.key): \(shown.when) (\(shown.seated)\(of))")
                    },
                chosen: entry?.session ?? "",
                fault: fault("session")
            ) : nil
        tableField = Field(
            "table",
            label: language("Bord", "Table"),
            value: entry?.tableName ?? "",
            hint: language(
                "For eksempel “bord 4”. Lad feltet stå tomt, hvis bordene skal være, som de er.",
                "For instance “table 4”. Leave it empty where the tables are to stay."
            ),
            fault: fault("table"),
            autocomplete: "off"
        )
        clearsTable = entry?.clearsTable ?? false
        pager = Pager(
            path: action,
            query: filter.query,
            page: filter.page,
            size: Self.size,
            count: directory.count,
            in: language
        )
    }

    /// The page of a module's seats.
    static func path(of module: String, in course: String) -> String {
        "/courses/\(course)/seats/\(module.percentEncoded)"
    }
}

extension SeatLack {
    func label(in language: Language) -> String {
        switch self {
        case .seat: language("Dem uden plads", "Those without a seat")
        case .table: language("Dem med plads, men uden bord", "Those with a seat but no table")
        }
    }
}
