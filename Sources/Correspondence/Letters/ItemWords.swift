import Course

/// What the template of one item may say.
struct ItemWords: LetterContext {
    enum Name: String, CaseIterable {
        // The module.
        case title, about, speaker, length, link, questions, hasQuestions, topics, hasTopics, short, paired, films
        // Its time and place.
        case opens, due, window, chooseBy, date, when, by, sessions, place, table
        // The meeting that a film prepares.
        case meeting, meetingWhen, meetingBy, meetingTold
        // Whether it is a letter by itself.
        case alone
        // The leader's surroundings.
        case group, course, municipality, others, contact
    }

    static let elements: [Name: Set<String>] = [
        .questions: ["minute", "question"], .sessions: ["when", "place"], .topics: ["."],
    ]

    let item: LetterFacts.Item
    let facts: LetterFacts
    let times: ItemTimes
    /// Whether the letter has already said which meeting its films prepare.
    var meetingTold = false
    /// Whether it is a letter by itself.
    var alone = true

    init(_ item: LetterFacts.Item, of facts: LetterFacts) {
        self.item = item
        self.facts = facts
        times = ItemTimes(item, of: facts)
    }

    func value(of name: Name) -> Any? {
        let module = item.module
        return switch name {
        case .title: Shown(module.plainTitle)
        case .about: module.about.shown
        case .speaker: module.speaker.shown
        case .length: module.minutes.map { Shown(facts.language.minutes($0)) }
        case .link: (item.link ?? module.link).shown
        case .questions: questions
        case .hasQuestions: !questions.isEmpty
        case .topics: module.topics.map { Shown($0) }
        case .hasTopics: !module.topics.isEmpty
        case .short: module.isShortFilm
        case .paired: module.tables?.pairsAcross == true
        case .films: films
        case .opens: times.opens.map { Shown(times.words.day($0)) }
        case .due: times.due.map { Shown(times.words.day($0)) }
        case .window: times.window.shown
        case .chooseBy: times.chooseBy.map { Shown(times.words.day($0)) }
        case .date: times.date.shown
        case .when: times.when.shown
        case .by: times.by.map { Shown(times.words.day($0)) }
        case .sessions: times.choices.map { Element(values: $0) }
        case .place: times.place.shown
        case .table: item.table.shown
        case .meeting: times.meeting.map { Shown($0.title) }
        case .meetingWhen: times.meetingWhen.shown
        case .meetingBy: times.meetingBy.shown
        case .meetingTold: meetingTold
        case .alone: alone
        case .group: facts.group.shown
        case .course: Shown(facts.course.title)
        case .municipality: Shown(facts.municipality.name)
        case .others: facts.others.shown
        case .contact: Shown(facts.municipality.contact.name)
        }
    }

    /// A film's with the minute at which it stops for them, a meeting's without.
    private var questions: [Element] {
        switch item.module.kind {
        case .film:
            item.module.reflections.map {
                let minute = facts.language.minutes($0.seconds / 60)
                return Element(values: ["minute": Shown(minute), "question": Shown($0.question)])
            }
        default: item.module.questions.map { Element(values: ["question": Shown($0)]) }
        }
    }

    /// The films that a meeting builds on, short ones left out.
    private var films: Shown? {
        let programme = facts.course.programme
        let films = item.module.buildsOn.compactMap { programme[$0] }.filter { !$0.isShortFilm }
        return films.isEmpty ? nil : Shown(facts.language.all(of: films.map { facts.language.quoted($0.plainTitle) }))
    }
}

extension Module {
    /// Whether it is a film of ten minutes or less.
    var isShortFilm: Bool { kind == .film && (minutes ?? .max) <= 10 }

    /// The title without a “Short film:” of its own, which the letters say in their own words.
    var plainTitle: String {
        guard kind == .film, let colon = title.firstIndex(of: ":"),
            ["kort film", "short film", "film"].contains(title[..<colon].lowercased()),
            case let rest = title[title.index(after: colon)...].drop(while: { $0 == " " }), !rest.isEmpty
        else { return title }
        return String(rest)
    }
}

extension LetterFacts {
    /// The other municipalities of the course, in a sentence.
    var others: String? {
        let others = course.municipalities.filter { $0.key != municipality.key }.map(\.name)
        return others.isEmpty ? nil : language.all(of: others)
    }

    /// How the letter says dates.
    var dateWords: DateWords { DateWords(language: language, yearless: course.yearless) }
}
