import Course

extension LetterField {
    /// The fields that can say something in letters about a module.
    static func of(_ module: Module) -> [LetterField] {
        allCases.filter { field in
            switch field {
            case .firstName, .name, .title, .municipality, .otherMunicipality, .contact, .course, .signed, .group,
                .date:
                true
            case .time, .place: [.gathering, .workshop, .reflection, .serviceCheck].contains(module.kind)
            case .minutes: module.minutes != nil
            case .link: module.link != nil || [.film, .assessment, .material].contains(module.kind)
            case .due: [.film, .assessment, .serviceCheck, .reflection].contains(module.kind)
            case .speaker: module.kind == .film
            case .window: module.kind == .reflection
            case .questions: module.kind == .reflection || module.kind == .film
            }
        }
    }

    /// What it stands for.
    func meaning(in language: Language) -> String {
        switch self {
        case .firstName: language("lederens fornavn", "the leader’s first name")
        case .name: language("lederens hele navn", "the leader’s whole name")
        case .date: language("datoen, det handler om", "the date that it is about")
        case .time: language("klokkeslættet", "the time of day")
        case .place: language("stedet", "the place")
        case .title: language("modulets navn", "the module’s title")
        case .minutes: language("hvor mange minutter det tager", "how many minutes it takes")
        case .link:
            language("linket; alene på en linje bliver det en knap", "the link; alone on a line it becomes a button")
        case .municipality: language("lederens kommune", "the leader’s municipality")
        case .otherMunicipality: language("den anden kommune", "the other municipality")
        case .contact: language("hvem man spørger, med mail og telefon", "whom to ask, with mail and telephone")
        case .due: language("den sidste dag", "the last day")
        case .group: language("lederens gruppe", "the leader’s group")
        case .course: language("forløbets navn", "the course’s title")
        case .signed: language("hvem der skriver under", "who signs")
        case .speaker: language("hvem der taler i filmen", "who speaks in the film")
        case .window: language("dagene, gruppen kan mødes", "the days on which the group can meet")
        case .questions:
            language(
                "spørgsmålene; alene på en linje bliver de en liste",
                "the questions; alone on a line they become a list"
            )
        }
    }
}
