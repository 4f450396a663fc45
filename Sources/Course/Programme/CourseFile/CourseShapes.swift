extension Shape {
    /// The whole file.
    static let course = Shape(
        Sentence("et forløb", "a course"),
        [
            .required("course", .key, "The name that commands use for the course."),
            .required("title", .line(200), "The course's name for people."),
            .optional("about", .prose(5000), "What the course is about."),
            .required(
                "language",
                .choice(Language.allCases.map(\.rawValue)),
                "Letters and pages, where a leader chose none."
            ),
            .required("time-zone", .timeZone, "The IANA name of the zone of every date and time in the file."),
            .required("starts", .day, "The course's first day."),
            .required("ends", .day, "The course's last day."),
            .optional(
                "letters-a-week",
                .number(1...50),
                "More letters than this to one leader in a week are a warning; 3 when left out."
            ),
            .required(
                "municipalities",
                .named(.mapping(municipality), atLeast: 2, noun: Sentence("kommuner", "municipalities")),
                "Who cooperates, by key."
            ),
            .optional(
                "equivalent-areas",
                .list(
                    .named(
                        .line(200),
                        atLeast: 2,
                        noun: Sentence("en række tilsvarende fagområder", "a row of equivalent areas")
                    ),
                    atLeast: 0
                ),
                "Areas that count as equivalent when people sit together, the closest match first."
            ),
            .required("modules", .list(.module, atLeast: 1, keyed: true), "What the course consists of."),
        ],
        holds: { course in
            guard let starts = course.day("starts"), let ends = course.day("ends"), ends < starts else { return [] }
            return [
                (
                    ["ends"],
                    Sentence(
                        "forløbet slutter \(ends), før det begynder \(starts)",
                        "the course ends on \(ends), before it starts on \(starts)"
                    )
                )
            ]
        }
    )

    private static let municipality = Shape(
        Sentence("en kommune", "a municipality"),
        [
            .required("name", .line(200), "The municipality's name for people."),
            .required("sender", .sender, "Whom its letters are from: Name <address>."),
            .required("signed", .line(200), "Who signs its letters."),
            .required("contact", .mapping(contact), "Whom a leader asks."),
            .required("coordinator", .address, "The coordinator's mail address."),
            .required("send-at", .time, "When its prompts leave, wall-clock."),
            .optional(
                "closed",
                .list(.dayOr(period), atLeast: 0),
                "Days on which it is closed, beside weekends and Danish public holidays."
            ),
        ]
    )

    private static let contact = Shape(
        Sentence("en kontaktperson", "a contact"),
        [
            .required("name", .line(200), "The contact's name."),
            .required("email", .address, "The contact's mail address."),
            .optional("phone", .line(50), "The contact's telephone."),
        ]
    )

    private static let period = Shape(
        Sentence("en lukkeperiode", "a closed period"),
        [
            .required("from", .day, "The first closed day."),
            .required("to", .day, "The last closed day."),
        ],
        holds: { period in
            guard let from = period.day("from"), let to = period.day("to"), to < from else { return [] }
            return [
                (
                    ["to"],
                    Sentence(
                        "lukkeperioden slutter \(to), før den begynder \(from)",
                        "the closed period ends on \(to), before it begins on \(from)"
                    )
                )
            ]
        }
    )
}

extension Shape {
    /// The shape of a module of a kind.
    static func module(_ kind: Module.Kind) -> Shape {
        Shape(kind.noun, identity + keys(of: kind) + [prompts], holds: reflectionsLieInside)
    }

    private static func reflectionsLieInside(_ film: Datum) -> [Finding] {
        guard let minutes = film.number("minutes") else { return [] }
        return film.items("reflections").enumerated().compactMap { index, reflection in
            guard let at = reflection.text("at"), let seconds = Module.FilmReflection.seconds(at),
                seconds > minutes * 60
            else { return nil }
            return (
                ["reflections", String(index), "at"],
                Sentence(
                    "\(at) ligger efter filmens \(minutes) minutter",
                    "\(at) lies beyond the film's \(minutes) minutes"
                )
            )
        }
    }

    private static let identity: [Key] = [
        .required("key", .key, "The name that rules use for the module; unique in the course."),
        .required("kind", .choice(Module.Kind.allCases.map(\.rawValue)), "What the module is."),
        .required("title", .line(200), "The module's name for people."),
        .optional("about", .prose(5000), "What it is about, in a sentence or two."),
    ]

    private static func keys(of kind: Module.Kind) -> [Key] {
        switch kind {
        case .gathering: [sessions]
        case .workshop: [sessions, tables]
        case .assessment: [minutes, link("Where the questionnaire is."), opens, due]
        case .film: [speaker, minutes, link("Where the film is."), opens, due, reflections]
        case .reflection: [minutes, window, chooseDateBy, buildsOn, questions]
        case .serviceCheck: [minutes, opens, due, topics]
        case .material: [link("Where it is to be found."), opens]
        }
    }

    private static let speaker = Key.optional("speaker", .line(200), "Who speaks in the film.")
    private static let minutes = Key.optional("minutes", .number(1...1440), "How long it takes.")
    private static func link(_ about: String) -> Key { .required("link", .link, about) }
    private static let opens = Key.required("opens", .moment, "When it opens.")
    private static let due = Key.required("due", .moment, "The last day on which it is done.")
    private static let sessions = Key.required(
        "sessions",
        .list(.mapping(session), atLeast: 1, keyed: true),
        "Its sittings; a leader has a seat in one."
    )
    private static let tables = Key.optional("tables", .mapping(tableRule), "How people sit.")
    private static let reflections = Key.optional(
        "reflections",
        .list(.mapping(filmReflection), atLeast: 0),
        "Questions inside the film."
    )
    private static let window = Key.required(
        "window",
        .mapping(meetingWindow),
        "The days between which each group holds its meeting, both included."
    )
    private static let chooseDateBy = Key.optional(
        "choose-date-by",
        .moment,
        "The day by which the chair has set the meeting's date."
    )
    private static let buildsOn = Key.optional(
        "builds-on",
        .list(.key, atLeast: 0),
        "The films that prepare the meeting, by key."
    )
    private static let questions = Key.optional(
        "questions",
        .list(.prose(1000), atLeast: 0),
        "Questions sent ahead of the meeting."
    )
    private static let topics = Key.optional(
        "topics",
        .list(.line(200), atLeast: 0),
        "What a leader may ask help with."
    )
    private static let prompts = Key.optional(
        "prompts",
        .list(.mapping(prompt), atLeast: 0, keyed: true),
        "What is sent about it, and when."
    )

    private static let session = Shape(
        Sentence("en gang (session)", "a session"),
        [
            .required("key", .key, "The session's name; unique in the module."),
            .required("start", .dateTime, "Its beginning."),
            .required("end", .dateTime, "Its end."),
            .required("place", .line(200), "Where it is held."),
            .optional("capacity", .number(1...100_000), "How many it holds."),
        ],
        holds: { session in
            guard let start = session.dateTime("start"), let end = session.dateTime("end"), end <= start else {
                return []
            }
            return [
                (
                    ["end"],
                    Sentence(
                        "den slutter \(end), ikke efter sin begyndelse \(start)",
                        "the session ends at \(end), not after its start at \(start)"
                    )
                )
            ]
        }
    )

    private static let tableRule = Shape(
        Sentence("bordene (tables)", "tables"),
        [
            .required("of", .number(2...100), "Seats at one table."),
            .optional(
                "pair-across",
                .choice(["equivalent-areas"]),
                "Seat leaders of equivalent areas together across municipalities."
            ),
        ]
    )

    private static let filmReflection = Shape(
        Sentence("en refleksion i en film", "a reflection in a film"),
        [
            .required("at", .filmTime, "Minutes and seconds from the film's beginning."),
            .required("question", .prose(1000), "What is asked."),
        ]
    )

    private static let meetingWindow = Shape(
        Sentence("et vindue", "a window"),
        [
            .required("from", .moment, "The first day."),
            .required("to", .moment, "The last day."),
        ]
    )

    private static let prompt = Shape(
        Sentence("en besked (prompt)", "a prompt"),
        [
            .required("key", .key, "The prompt's name; the shipped letters go by it."),
            .required("send", .moment, "When it leaves."),
            .optional("to", .choice(Prompt.Audience.allCases.map(\.rawValue)), "Who gets it; leaders when left out."),
            .optional("unless", .choice(Prompt.Condition.allCases.map(\.rawValue)), "What makes it needless."),
            .optional("subject", .line(200), "An own subject, with {fields}."),
            .optional("text", .prose(20_000), "An own text, with {fields}."),
        ]
    )
}

extension Module.Kind {
    /// The kind with its article, for messages.
    var noun: Sentence {
        switch self {
        case .gathering: Sentence("en samling", "a gathering")
        case .assessment: Sentence("en måling", "an assessment")
        case .film: Sentence("en film", "a film")
        case .reflection: Sentence("en refleksion", "a reflection")
        case .workshop: Sentence("en workshop", "a workshop")
        case .serviceCheck: Sentence("et servicetjek", "a service check")
        case .material: Sentence("et materiale", "a material")
        }
    }

    /// What can make a prompt about it needless.
    ///
    /// An assessment has none: nobody knows who answered.
    var conditions: [Prompt.Condition] {
        switch self {
        case .film: [.done]
        case .reflection: [.done, .dateChosen]
        case .serviceCheck: [.booked]
        case .gathering, .assessment, .workshop, .material: []
        }
    }
}
