import Correspondence
import Course
import CourseStore

/// One leader group: its meetings, its members, its name and chair.
struct GroupPage: Page {
    static let template = "people-group"

    let title: String
    let place: Place
    let listPath: String
    let action: String
    let name: String
    let municipality: String
    let faults: PeopleFaults?
    let overtaken: PeopleOvertaken?
    let hasMeetings: Bool
    let meetings: [MeetingCard]
    let hasMembers: Bool
    let members: [PeopleListPage.Row]
    let wasName: String
    let wasChairs: String
    let nameField: Field
    let chairField: Field

    /// A meeting of the group.
    struct MeetingCard: Sendable {
        let title: String
        let date: String?
        let place: String?
        let window: String?
        let remark: String?
        let href: String
        let label: String
    }

    /// A name and a chair as they were typed, and as they were when the form was made.
    struct Typed: Sendable {
        let wasName: String
        let wasChairs: [Leader.ID]
        let name: String
        /// The value of the choice.
        let chair: String
    }

    init(
        course: StoredCourse,
        card: GroupCard,
        typed: Typed? = nil,
        wrong: [(field: String, text: String)] = [],
        isOvertaken: Bool = false,
        in language: Language
    ) {
        let outline = course.outline
        let root = "/courses/\(outline.key)"
        let group = card.group
        title = group.name
        place = Place(course: outline.key, title: outline.title, .groups)
        listPath = "\(root)/groups"
        action = "\(root)/groups/\(group.id)"
        name = group.name
        municipality = outline.municipality(group.municipality)?.name ?? group.municipality
        faults = PeopleFaults(wrong)
        let dates = language.dates
        meetings = outline.programme.modules.filter { $0.kind == .reflection }.map { module in
            let meeting = card.meetings.first { $0.module == module.key }
            let window = card.windows.first { $0.module == module.key }
            let isOutside = meeting.flatMap { meeting in
                window.map { !($0.from...max($0.from, $0.to)).contains(meeting.start.day) }
            }
            return MeetingCard(
                title: module.title,
                date: meeting.map { dates.span($0.start, $0.end).capitalizedFirst },
                place: meeting?.place,
                window: window.map {
                    language(
                        "Mødet holdes \(dates.window($0.from, $0.to)).",
                        "The meeting is held \(dates.window($0.from, $0.to))."
                    )
                },
                remark: isOutside == true ? language("uden for perioden", "outside the window") : nil,
                href: "\(root)/groups/\(group.id)/meetings/\(module.key)",
                label: meeting == nil
                    ? language("Sæt en dato for \(module.title)", "Set a date for \(module.title)")
                    : language("Flyt datoen for \(module.title)", "Move the date of \(module.title)")
            )
        }
        hasMeetings = !meetings.isEmpty
        members = card.members.map { PeopleListPage.Row($0, course: course, in: language) }
        hasMembers = !members.isEmpty

        let chairs = card.chairs
        func text(_ ids: [Leader.ID]) -> String { ids.map(\.description).joined(separator: ",") }
        func names(_ ids: [Leader.ID]) -> String {
            let names = ids.compactMap { id in card.members.first { $0.id == id }?.entry.name }
            return names.isEmpty ? language("ingen", "nobody") : names.joined(separator: ", ")
        }
        let isFresh = isOvertaken || wrong.isEmpty
        wasName = isFresh ? group.name : typed?.wasName ?? group.name
        wasChairs = text(isFresh ? chairs : typed?.wasChairs ?? chairs)
        overtaken = typed.flatMap { typed in
            guard isOvertaken else { return nil }
            var rows: [PeopleOvertaken.Row] = []
            if typed.wasName != group.name {
                rows.append(
                    .init(label: language("Navn", "Name"), before: typed.wasName, now: group.name, typed: typed.name)
                )
            }
            if typed.wasChairs != chairs {
                rows.append(
                    .init(
                        label: language("Mødeleder", "Chair"),
                        before: names(typed.wasChairs),
                        now: names(chairs),
                        typed: names(typed.chairs)
                    )
                )
            }
            return PeopleOvertaken(rows: rows)
        }
        nameField = Field(
            "name",
            label: language("Gruppens navn", "The group's name"),
            value: typed?.name ?? group.name,
            hint: language(
                "Står gruppen under et andet navn på kommunens liste, beholder lederne det, du skriver her.",
                "Where the municipality's list has another name for the group, its leaders keep what you write here."
            ),
            fault: wrong.first { $0.field == "name" }?.text,
            autocomplete: "off",
            isRequired: true
        )
        let several = chairs.count > 1 ? [(text(chairs), names(chairs))] : []
        chairField = Field(
            "chair",
            label: language("Mødeleder", "Chair"),
            choices: [("", language("Ingen", "Nobody"))] + several
                + card.members.map { ($0.id.description, $0.entry.name) },
            chosen: typed?.chair ?? text(chairs),
            hint: language(
                "Mødelederen vælger mødernes datoer og får brevene om det.",
                "The chair sets the dates of the meetings, and gets the letters about that."
            ),
            fault: wrong.first { $0.field == "chair" }?.text
        )
    }
}

extension GroupPage.Typed {
    init(_ form: Form) {
        self.init(
            wasName: form["was-name"],
            wasChairs: Self.leaders(form["was-chairs"]),
            name: form["name"],
            chair: form["chair"]
        )
    }

    /// Who is to chair the group.
    var chairs: [Leader.ID] { Self.leaders(chair) }

    private static func leaders(_ text: String) -> [Leader.ID] {
        text.split(separator: ",").compactMap { Int64($0) }.map { Leader.ID(rawValue: $0) }.sorted()
    }
}
