import Correspondence
import Course
import CourseStore

/// Who gets what on which day: a line a letter, however many get it.
struct PreviewPage: Page {
    static let template = "letters-preview"

    let title: String
    let place: Place
    /// Where the filters are sent.
    let action: String
    let municipalityField: Field?
    let groupField: Field?
    let leaderField: Field
    let fromField: Field
    let toField: Field
    let faults: [Fault]
    let hasFaults: Bool
    /// Those whom a name may mean.
    let found: [Choice]
    let hasFound: Bool
    let isDraft: Bool
    /// The days that are shown, in words.
    let span: String
    let days: [DayOfLetters]
    let nobodyEnrolled: Bool
    let nothing: Bool
    /// The weeks before and after, and the day of the next letter where these days have none.
    let earlier: String
    let later: String
    let nextDay: [Choice]

    struct Fault: Sendable {
        let field: String
        let sentence: String
    }

    struct Choice: Sendable {
        let href: String
        let label: String
    }

    struct DayOfLetters: Sendable {
        let heading: String
        let lines: [Line]
    }

    struct Line: Sendable {
        let id: String
        let time: String
        let municipality: String
        let count: String
        let isWelcome: Bool
        let isDiscreet: Bool
        let items: [Item]
        let letter: String
        /// Opens the line, or closes it again.
        let toggle: String
        let isOpen: Bool
        let places: [LeadersOfPlace]
        let people: [Choice]
        /// How many more there are than are shown.
        let more: String?
    }

    struct Item: Sendable {
        let title: String
        let purpose: String
        /// Why it is on that day.
        let reasons: String?
    }

    struct LeadersOfPlace: Sendable {
        let area: String
        let group: String
        let count: String
    }
}

extension PreviewPage {
    init(
        _ grouped: GroupedPreview,
        lines: PreviewLines,
        filter: PreviewFilter,
        range: PreviewFilter.Range,
        found: [PreviewedPerson],
        chosen: PreviewedPerson? = nil,
        opened: (places: [PreviewedPlace], people: [PreviewedPerson])?,
        own: String?,
        in language: Language
    ) {
        let course = grouped.course.outline
        let address = { (days: ClosedRange<Day>?, open: String?, leader: Leader.ID?) in
            filter.path(course: course.key, days: days, open: open, leader: leader, own: own)
        }
        title = language("Forhåndsvisning", "Preview")
        place = Place(course: course.key, title: course.title, .preview)
        action = "/courses/\(course.key)/preview"
        isDraft = grouped.course.state == .draft

        municipalityField =
            own != nil
            ? nil
            : Field(
                "municipality",
                label: language("Kommune", "Municipality"),
                choices: [("", language("Alle", "All"))] + course.municipalities.map { ($0.key, $0.name) },
                chosen: filter.municipality
            )
        let groups = grouped.groups.filter { filter.municipality.isEmpty || $0.municipality == filter.municipality }
        groupField =
            groups.isEmpty || groups.count > 500
            ? nil
            : Field(
                "group",
                label: language("Ledergruppe", "Leader group"),
                choices: [("", language("Alle", "All"))] + groups.map { ("\($0.id)", $0.name) },
                chosen: filter.group.map { "\($0)" } ?? ""
            )
        let nobody = !filter.leader.isEmpty && found.isEmpty && grouped.shapes.isEmpty
        leaderField = Field(
            "leader",
            label: language("Leder", "Leader"),
            // Links name a leader by number, which nobody knows.
            value: chosen.map { "\($0.id)" == filter.leader ? $0.name : filter.leader } ?? filter.leader,
            hint: language("Navn eller mailadresse", "Name or mail address"),
            fault: nobody ? language("Ingen leder hedder det.", "No leader is called that.") : nil
        )
        fromField = Field(
            "from",
            label: language("Fra", "From"),
            value: filter.from.isEmpty ? "\(range.days.lowerBound)" : filter.from,
            fault: range.fromFault,
            type: "date"
        )
        toField = Field(
            "to",
            label: language("Til", "To"),
            value: filter.to.isEmpty ? "\(range.days.upperBound)" : filter.to,
            fault: range.toFault,
            type: "date"
        )
        faults = [leaderField, fromField, toField].compactMap { field in
            field.fault.map { Fault(field: field.name, sentence: $0) }
        }
        hasFaults = !faults.isEmpty
        hasFound = !found.isEmpty
        self.found = found.map { person in
            Choice(
                href: address(nil, nil, person.id),
                label: [person.name, person.group, person.area].compactMap(\.self).joined(separator: ", ")
            )
        }

        let dates = language.dates
        span = dates.window(range.days.lowerBound, range.days.upperBound)
        nobodyEnrolled = grouped.shapes.isEmpty && filter.leader.isEmpty && filter.group == nil
        var days: [(day: Day, lines: [Line])] = []
        for line in lines.lines {
            let shown = Line(
                line,
                of: grouped,
                opened: line.id == filter.open ? opened : nil,
                address: address,
                in: language
            )
            if days.last?.day == line.example.day {
                days[days.count - 1].lines.append(shown)
            } else {
                days.append((line.example.day, [shown]))
            }
        }
        self.days = days.map { DayOfLetters(heading: Self.capitalised(dates.day($0.day)), lines: $0.lines) }
        nothing = days.isEmpty && !nobodyEnrolled && faults.isEmpty && found.isEmpty
        let length = Int(range.days.upperBound.number - range.days.lowerBound.number) + 1
        let moved = { (days: Int) in
            range.days.lowerBound.adding(days: days)...range.days.upperBound.adding(days: days)
        }
        earlier = address(moved(-length), nil, nil)
        later = address(moved(length), nil, nil)
        nextDay = [lines.dayAfter ?? lines.dayBefore].compactMap(\.self).map { day in
            Choice(href: address(day...day.adding(days: length - 1), nil, nil), label: dates.day(day))
        }
    }

    private static func capitalised(_ text: String) -> String { text.prefix(1).uppercased() + text.dropFirst() }
}

extension PreviewPage.Line {
    fileprivate init(
        _ line: PreviewLines.Line,
        of grouped: GroupedPreview,
        opened: (places: [PreviewedPlace], people: [PreviewedPerson])?,
        address: (ClosedRange<Day>?, String?, Leader.ID?) -> String,
        in language: Language
    ) {
        let course = grouped.course.outline
        let letter = line.example
        id = line.id
        time = language.dates.time(course.timeZone.local(letter.sendAt).time)
        municipality = course.municipality(letter.municipality)?.name ?? letter.municipality
        count = Self.leaders(line.leaders, language)
        isWelcome = letter.welcomes
        isDiscreet = letter.items.contains { $0.prompt.givesAway }
        items = letter.items.map { item in
            let name = PreviewedPrompt(item.prompt.scope.reference, purpose: item.prompt.purpose, in: course, language)
            return PreviewPage.Item(
                title: name.title,
                purpose: name.purpose,
                reasons: grouped.id(of: item.prompt).map { "/courses/\(course.key)/plan/\($0)" }
            )
        }
        self.letter = LetterAddress(course: course.key, leader: letter.recipient, day: letter.day).path(0)
        isOpen = opened != nil
        toggle = address(nil, opened == nil ? line.id : nil, nil)
        places = (opened?.places ?? []).map {
            PreviewPage.LeadersOfPlace(
                area: $0.area,
                group: $0.group ?? language("uden gruppe", "no group"),
                count: String($0.leaders)
            )
        }
        people = (opened?.people ?? []).map { person in
            PreviewPage.Choice(
                href: LetterAddress(course: course.key, leader: person.id, day: letter.day).path(0),
                label: person.name
            )
        }
        let hidden = line.leaders - people.count
        more = opened != nil && hidden > 0 ? language("og \(hidden) til", "and \(hidden) more") : nil
    }

    private static func leaders(_ count: Int, _ language: Language) -> String {
        count == 1 ? language("1 leder", "1 leader") : language("\(count) ledere", "\(count) leaders")
    }
}
