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
            place: entry.date.place,
            link: entry.link,
            linkLabel: linkLabel(entry.module),
            isOver: entry.isOver,
            isDone: entry.isDone
        )
    }

    /// What a letter brought, by the modules' titles, each once.
    func about(_ letter: OwnStanding.ReceivedLetter) -> String {
        var titles: [String] = letter.corrects ? [language("Ændrede datoer", "Changed dates")] : []
        for prompt in letter.prompts {
            guard let title = outline.programme[prompt.module]?.title, !titles.contains(title) else { continue }
            titles.append(title)
        }
        return titles.isEmpty ? language("Et brev", "A letter") : titles.joined(separator: " · ")
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
