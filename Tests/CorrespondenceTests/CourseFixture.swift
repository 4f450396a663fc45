import Course

@testable import Correspondence

/// The course `digital-ledelse.yaml` as far as letters need it, and the dates that the plan gives its leaders.
enum CourseFixture {
    static let course = CourseFacts(outline)

    static let outline = CourseOutline(
        key: "digital-ledelse-2027",
        title: "Digital ledelse",
        about: """
            Digital ledelse handler om samspillet mellem ledelse, it, mennesker, processer og opgaver. Forløbet er flipped \
            learning: du ser filmene, når det passer ind i din kalender, og tiden sammen bruges på at tale og prøve af.
            """,
        language: .danish,
        timeZone: zone,
        starts: Day(2026, 12, 1),
        ends: Day(2027, 9, 30),
        lettersAWeek: 3,
        municipalities: [albertslund, glostrup],
        equivalentAreas: EquivalentAreas(rows: []),
        programme: Programme(modules: modules),
        sessions: sessions
    )

    private static var zone: Zone {
        guard let zone = Zone("Europe/Copenhagen") else { preconditionFailure("no time zones on this machine") }
        return zone
    }

    static let albertslund = Municipality(
        key: "albertslund",
        name: "Albertslund Kommune",
        sender: "Digital ledelse <digital-ledelse@albertslund.example>",
        signed: "Mette Holm",
        contact: .init(name: "Mette Holm", email: "mette.holm@albertslund.example", phone: "00 00 00 01"),
        coordinator: "mette.holm@albertslund.example",
        sendAt: LocalTime(8, 0),
        closed: []
    )

    static let glostrup = Municipality(
        key: "glostrup",
        name: "Glostrup Kommune",
        sender: "Digital ledelse <digital-ledelse@glostrup.example>",
        signed: "Karim Lund",
        contact: .init(name: "Karim Lund", email: "karim.lund@glostrup.example", phone: "00 00 00 02"),
        coordinator: "karim.lund@glostrup.example",
        sendAt: LocalTime(9, 30),
        closed: []
    )

    static let sessions = [
        session("kick-off", "mandag", Day(2027, 1, 18), from: 13, to: 16, "Albertslund Rådhus"),
        session("workshop-1", "onsdag", Day(2027, 4, 14), "Glostrup Rådhus"),
        session("workshop-1", "torsdag", Day(2027, 4, 15), "Albertslund Rådhus"),
        session("workshop-2", "onsdag", Day(2027, 6, 9), "Albertslund Rådhus"),
        session("workshop-2", "torsdag", Day(2027, 6, 10), "Glostrup Rådhus"),
    ]

    private static func session(
        _ module: String,
        _ key: String,
        _ day: Day,
        from: Int = 9,
        to: Int = 15,
        _ place: String
    ) -> Session {
        Session(
            module: module,
            key: key,
            start: LocalDateTime(day, LocalTime(from, 0)),
            end: LocalDateTime(day, LocalTime(to, 0)),
            place: place,
            capacity: 160
        )
    }

    static func module(_ key: String) -> Module {
        guard let module = outline.programme[key] else { preconditionFailure("no module \(key)") }
        return module
    }

    static func sessions(of module: String) -> [Session] { sessions.filter { $0.module == module } }

    static let meeting = LetterFacts.Appointment(
        start: LocalDateTime(Day(2027, 3, 30), LocalTime(9, 0)),
        end: LocalDateTime(Day(2027, 3, 30), LocalTime(10, 0)),
        place: "Mødelokale 2"
    )

    /// The dates of a leader whose group has set no date and who has no seat yet.
    static let undated: [String: LetterFacts.ModuleDate] = [
        "kick-off": .init(
            start: LocalDateTime(Day(2027, 1, 18), LocalTime(13, 0)),
            end: LocalDateTime(Day(2027, 1, 18), LocalTime(16, 0)),
            place: "Albertslund Rådhus"
        ),
        "wheel-before": .init(opens: Day(2027, 1, 19), due: Day(2027, 2, 8)),
        "film-1": .init(opens: Day(2027, 3, 3), due: Day(2027, 4, 5), provisional: true),
        "film-2": .init(opens: Day(2027, 3, 17), due: Day(2027, 4, 5), provisional: true),
        "kl-1": .init(opens: Day(2027, 3, 3), due: Day(2027, 4, 6), provisional: true),
        "kl-2": .init(opens: Day(2027, 3, 17), due: Day(2027, 4, 6), provisional: true),
        "kl-3": .init(opens: Day(2027, 3, 17), due: Day(2027, 4, 6), provisional: true),
        "meeting-1": .init(
            opens: Day(2027, 3, 17),
            due: Day(2027, 4, 7),
            chooseDateBy: Day(2027, 2, 3),
            provisional: true
        ),
        "film-3": .init(opens: Day(2027, 4, 22), due: Day(2027, 5, 31), provisional: true),
        "film-4": .init(opens: Day(2027, 4, 29), due: Day(2027, 5, 31), provisional: true),
        "kl-4": .init(opens: Day(2027, 4, 22), due: Day(2027, 6, 1), provisional: true),
        "kl-5": .init(opens: Day(2027, 4, 29), due: Day(2027, 6, 1), provisional: true),
        "service-check": .init(opens: Day(2027, 5, 10), due: Day(2027, 5, 26)),
        "meeting-2": .init(
            opens: Day(2027, 5, 19),
            due: Day(2027, 6, 2),
            chooseDateBy: Day(2027, 5, 5),
            provisional: true
        ),
        "wheel-after": .init(opens: Day(2027, 6, 17), due: Day(2027, 7, 1)),
        "handbook": .init(opens: Day(2027, 7, 2)),
    ]

    /// The dates of a leader whose group meets on 30 March and who has a seat on the Thursday.
    static let dated: [String: LetterFacts.ModuleDate] = {
        var dates = undated
        for key in ["film-1", "film-2"] { dates[key]?.due = Day(2027, 3, 23) }
        for key in ["kl-1", "kl-2", "kl-3"] { dates[key]?.due = Day(2027, 3, 24) }
        for key in ["film-1", "film-2", "kl-1", "kl-2", "kl-3", "meeting-1"] { dates[key]?.provisional = false }
        dates["meeting-1"]?.start = meeting.start
        dates["meeting-1"]?.end = meeting.end
        dates["meeting-1"]?.place = meeting.place
        dates["workshop-1"] = .init(start: sessions[2].start, end: sessions[2].end, place: sessions[2].place)
        dates["workshop-2"] = .init(start: sessions[4].start, end: sessions[4].end, place: sessions[4].place)
        return dates
    }()

    /// A letter to a leader of a dated group with a seat, or to one of an undated group without.
    static func facts(
        _ language: Language,
        _ items: [LetterFacts.Item],
        name: String = "Anne Kjær Sørensen",
        welcome: Bool = false,
        group: String? = "Ledergruppe Dagtilbud Nord",
        corrections: [LetterFacts.Correction] = [],
        dated: Bool = true
    ) -> LetterFacts {
        LetterFacts(
            name: name,
            language: language,
            welcome: welcome,
            course: course,
            municipality: albertslund,
            group: group,
            items: items,
            corrections: corrections,
            dates: dated ? Self.dated : undated
        )
    }

    /// An item about a module of the course; sessions, seat and dates as the plan would give them.
    static func item(
        _ key: String,
        _ prompt: String,
        dated: Bool = true,
        appointment: LetterFacts.Appointment? = nil,
        table: String? = nil,
        link: String? = nil,
        subject: String? = nil,
        text: String? = nil
    ) -> LetterFacts.Item {
        let module = module(key)
        var rule = module.prompts.first { $0.key == prompt } ?? Prompt(key: prompt, send: .date(Day(2027, 3, 1)))
        if let subject { rule.subject = subject }
        if let text { rule.text = text }
        let all = sessions(of: key)
        let seated = dated || all.count == 1
        return LetterFacts.Item(
            module: module,
            prompt: rule,
            purpose: rule.purpose(in: module.kind),
            told: told(module, dated: dated, appointment),
            provisional: !dated && (module.kind == .reflection || module.kind == .film),
            sessions: seated ? all.suffix(1) : all,
            seated: seated,
            appointment: appointment,
            table: table,
            link: link
        )
    }

    private static func told(
        _ module: Module,
        dated: Bool,
        _ appointment: LetterFacts.Appointment?
    ) -> PlannedPrompt.ToldDate? {
        let date = (dated ? Self.dated : undated)[module.key]
        switch module.kind {
        case .film, .assessment, .serviceCheck:
            if let appointment { return .init(edge: .start, at: appointment.start, dayOnly: false) }
            return date?.due.map { .init(edge: .due, at: LocalDateTime($0, .midnight), dayOnly: true) }
        case .gathering, .workshop:
            return sessions(of: module.key).last.map { .init(edge: .start, at: $0.start, dayOnly: false) }
        case .reflection:
            if let appointment { return .init(edge: .start, at: appointment.start, dayOnly: false) }
            return date?.due.map { .init(edge: .start, at: LocalDateTime($0, .midnight), dayOnly: true) }
        case .material: return nil
        }
    }
}
