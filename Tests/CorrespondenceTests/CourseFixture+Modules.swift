import Course

extension CourseFixture {
    static let modules = [
        gathering, assessment("wheel-before", "Digital kompetenceafklaring ved forløbets start", "start"),
        film(
            1,
            "To tilgange til digital forandring",
            40,
            "Annika Pagh, forsker i offentlig ledelse",
            "Hvad digital ledelse er, set fra organisationen og fra hverdagen.",
            [
                (570, "Hvad og hvem styrer digitaliseringen på din arbejdsplads?"),
                (1440, "Hvor møder dine medarbejdere først det digitale på en almindelig dag?"),
            ]
        ),
        film(
            2,
            "Digitaliseringens muligheder og lederens ansvar",
            35,
            "Jonas Ravn, digitaliseringschef",
            "Om mulighederne – og om det ansvar, der er lederens eget.",
            [(900, "Hvilket digitalt projekt på dit område har du selv ansvaret for?")]
        ),
        shortFilm(1, "To spor – effektivisering og udvikling"), shortFilm(2, "Gevinstansvar"),
        shortFilm(3, "Digital modenhedsmodel"),
        reflection(
            "meeting-1",
            "Første refleksion i ledergruppen",
            ["film-1", "film-2", "kl-1", "kl-2", "kl-3"],
            [
                "Hvad betyder digital ledelse på netop jeres område?",
                "Hvilke digitale vaner har I som ledergruppe, og hvilke vil I ændre?",
                "Hvad vil I spørge jeres kolleger i den anden kommune om på workshoppen?",
            ]
        ),
        workshop("workshop-1", "Første fælles workshop"),
        film(
            3,
            "Syv veje til god digital ledelse",
            45,
            "Kirsten Nørgaard, professor",
            "Syv greb, fra den lille ændring til den store, og hvornår de virker.",
            [(1200, "Hvilken af de syv veje er du længst fra i dag – og hvorfor?")]
        ),
        film(
            4,
            "Kommunen som autentisk aktør på digitale medier",
            30,
            "Morten Kjeldsen, professor",
            "Hvordan en offentlig arbejdsplads bruger de digitale medier til fællesskaber med borgerne.",
            [(720, "Hvem taler med borgerne på nettet hos jer, og hvem har lov?")]
        ),
        shortFilm(4, "Digital ledelse"), shortFilm(5, "Digital acceleration"), serviceCheck,
        reflection(
            "meeting-2",
            "Anden refleksion i ledergruppen",
            ["film-3", "film-4", "kl-4", "kl-5"],
            [
                "Hvilke tiltag fra workshop 1 er I begyndt på, og hvad har I lært?",
                "Hvor vil I som ledere gå forrest i den næste digitale forandring?",
            ]
        ),
        workshop("workshop-2", "Anden fælles workshop"),
        assessment("wheel-after", "Digital kompetenceafklaring ved forløbets afslutning", "slut"), handbook,
    ]

    private static var gathering: Module {
        var module = Module(key: "kick-off", kind: .gathering, title: "Kick-off")
        var invitation = Prompt(key: "invitation", send: .offset(.weeks(6), .before, .init(module: nil, edge: .start)))
        invitation.subject = "Velkommen til forløbet Digital ledelse"
        invitation.text = """
            Kære {first-name}

            {municipality} og {other-municipality} går sammen om et forløb i digital ledelse for alle ledere.
            Vi begynder {date} kl. {time} på {place}. Sæt kryds i kalenderen – resten af datoerne får du den dag.

            Vi glæder os til at se dig.

            """
        module.prompts = [invitation, reminder(2, before: .start)]
        return module
    }

    private static func assessment(_ key: String, _ title: String, _ path: String) -> Module {
        var module = Module(key: key, kind: .assessment, title: title)
        module.minutes = 30
        module.link = "https://kompetence.example/\(path)"
        module.prompts = [link, reminder(5, before: .due)]
        return module
    }

    private static func film(
        _ number: Int,
        _ title: String,
        _ minutes: Int,
        _ speaker: String,
        _ about: String,
        _ reflections: [(seconds: Int, question: String)]
    ) -> Module {
        var module = Module(key: "film-\(number)", kind: .film, title: title)
        (module.minutes, module.speaker, module.about) = (minutes, speaker, about)
        module.link = "https://film.example/digital-ledelse/\(number)"
        module.reflections = reflections.map { .init(seconds: $0.seconds, question: $0.question) }
        module.prompts = [link, reminder(5, before: .due, unless: .done)]
        return module
    }

    private static func shortFilm(_ number: Int, _ title: String) -> Module {
        var module = Module(key: "kl-\(number)", kind: .film, title: "Kort film: \(title)")
        (module.minutes, module.speaker) = (5, "KL")
        module.link = "https://film.example/kl/\(number)"
        module.prompts = [link]
        return module
    }

    private static func reflection(_ key: String, _ title: String, _ films: [String], _ questions: [String]) -> Module {
        var module = Module(key: key, kind: .reflection, title: title)
        (module.minutes, module.buildsOn, module.questions) = (60, films, questions)
        module.prompts = [
            Prompt(
                key: "choose-date",
                send: .offset(.weeks(12), .before, .init(module: "workshop-1", edge: .start)),
                to: .chairs
            ),
            Prompt(
                key: "choose-date-reminder",
                send: .offset(.workingDays(5), .before, .init(module: nil, edge: .chooseDateBy)),
                to: .chairs,
                unless: .dateChosen
            ),
            Prompt(key: "questions", send: .offset(.workingDays(5), .before, .init(module: nil, edge: .start))),
            Prompt(
                key: "notes",
                send: .offset(.workingDays(1), .after, .init(module: nil, edge: .end)),
                to: .chairs,
                unless: .done
            ),
        ]
        return module
    }

    private static func workshop(_ key: String, _ title: String) -> Module {
        var module = Module(key: key, kind: .workshop, title: title)
        module.tables = .init(size: 6, pairsAcross: true)
        module.prompts = [
            Prompt(key: "invitation", send: .offset(.weeks(6), .before, .init(module: nil, edge: .start))),
            Prompt(key: "your-table", send: .offset(.workingDays(5), .before, .init(module: nil, edge: .start))),
            reminder(1, before: .start),
        ]
        return module
    }

    private static var serviceCheck: Module {
        var module = Module(key: "service-check", kind: .serviceCheck, title: "En til en-servicetjek")
        module.minutes = 30
        module.topics = [
            "Mail og kalender", "Onlinemøder", "Dokumenter og deling", "Fagsystemer", "Sikkerhed og adgang", "Andet",
        ]
        module.prompts = [
            Prompt(key: "booking", send: .on(.init(module: nil, edge: .opens))),
            Prompt(
                key: "booking-reminder",
                send: .offset(.workingDays(5), .before, .init(module: nil, edge: .due)),
                unless: .booked
            ),
            reminder(1, before: .start),
        ]
        return module
    }

    private static var handbook: Module {
        var module = Module(key: "handbook", kind: .material, title: "Håndbog om at inddrage medarbejderne")
        module.link = "https://materiale.example/haandbog"
        module.prompts = [link]
        return module
    }

    private static var link: Prompt { Prompt(key: "link", send: .on(.init(module: nil, edge: .opens))) }

    private static func reminder(_ days: Int, before edge: Edge, unless condition: Prompt.Condition? = nil) -> Prompt {
        Prompt(
            key: "reminder",
            send: .offset(.workingDays(days), .before, .init(module: nil, edge: edge)),
            unless: condition
        )
    }
}
