import Correspondence
import Course
import CourseStore

/// How a leader's steps read.
struct StepWords {
    let language: Language
    let outline: CourseOutline
    private let dates: DateWords

    init(language: Language, outline: CourseOutline) {
        (self.language, self.outline) = (language, outline)
        dates = language.dates
    }

    func step(_ entry: Agenda.Entry) -> OwnPage.Step {
        OwnPage.Step(
            title: entry.module.title,
            about: entry.module.about,
            kind: kind(of: entry.module),
            when: when(entry),
            place: [entry.date.place, entry.table].compactMap(\.self).joined(separator: ", ").nonEmpty,
            link: entry.link,
            linkLabel: linkLabel(entry.module),
            isOver: entry.isOver,
            isDone: entry.isDone
        )
    }

    /// What a letter brought: what was written by hand by its subject, dates that had moved, and else the modules' titles, each once.
    func about(_ letter: OwnPart.ReceivedLetter, to own: OwnPart, called name: String, in page: CoursePage) -> String {
        let reader = CoursePage.Reader(
            name: name,
            language: own.language ?? outline.language,
            municipality: own.municipality,
            group: own.groupName
        )
        var titles = letter.messages.compactMap { message in
            page.subject(
                message.subject,
                about: message.module.flatMap { module in message.session.map { (module, $0) } },
                to: reader
            )
        }
        var told: Set<String> = []
        for change in letter.changes where told.insert(change.module).inserted {
            guard let title = outline.programme[change.module]?.title else { continue }
            let date = change.isDayOnly ? dates.day(change.now.day) : dates.dayAndTime(change.now)
            titles.append(language("Ny dato for \(title): \(date)", "New date of \(title): \(date)"))
        }
        for prompt in letter.prompts where told.insert(prompt.module).inserted {
            if let title = outline.programme[prompt.module]?.title { titles.append(title) }
        }
        let brought = titles.isEmpty ? language("Et brev", "A letter") : titles.joined(separator: " · ")
        return letter.isCopy ? language("Kopi af: \(brought)", "Copy of: \(brought)") : brought
    }

    private func when(_ entry: Agenda.Entry) -> String {
        let date = entry.date
        if let start = date.start { return dates.span(start, date.end) }
        switch entry.module.kind {
        case .reflection:
            guard let from = date.opens, let to = date.due else { return dates.day(entry.day) }
            return language(
                "\(dates.window(from, to)); datoen er ikke sat endnu",
                "\(dates.window(from, to)); the date is not set yet"
            )
        case .material: return language("fra \(dates.day(entry.day))", "from \(dates.day(entry.day))")
        case .gathering, .workshop:
            return language(
                "tidligst \(dates.day(entry.day)); du får en plads",
                "\(dates.day(entry.day)) at the earliest; you will get a seat"
            )
        case .assessment, .film, .serviceCheck:
            return date.due.map { language("senest \(dates.day($0))", "by \(dates.day($0))") }
                ?? language("fra \(dates.day(entry.day))", "from \(dates.day(entry.day))")
        }
    }

    private func kind(of module: Module) -> String {
        switch module.kind {
        case .gathering: language("Fælles samling", "Gathering")
        case .assessment: language("Kompetenceafklaring", "Assessment")
        case .film: module.minutes.map { language("Film, \($0) min.", "Film, \($0) min") } ?? "Film"
        case .reflection: language("Ledermøde", "Group meeting")
        case .workshop: "Workshop"
        case .serviceCheck: language("Servicetjek", "Service check")
        case .material: language("Materiale", "Material")
        }
    }

    private func linkLabel(_ module: Module) -> String {
        switch module.kind {
        case .film: language("Se filmen", "See the film")
        case .assessment: language("Svar på spørgsmålene", "Answer the questions")
        case .serviceCheck: language("Book en tid", "Book a time")
        default: language("Åbn", "Open")
        }
    }
}

extension String {
    /// Nothing where it is empty.
    fileprivate var nonEmpty: String? { isEmpty ? nil : self }
}
