import Course

/// The course of 2027, as `digital-ledelse.yaml` has it.
enum DigitalLedelse {
    static let albertslund = Municipality(
        key: "albertslund",
        name: "Albertslund Kommune",
        sender: "Digital ledelse <digital-ledelse@albertslund.example>",
        signed: "Mette Holm",
        contact: .init(name: "Mette Holm", email: "mette.holm@albertslund.example"),
        coordinator: "mette.holm@albertslund.example",
        sendAt: LocalTime(8, 0),
        closed: [
            ClosedPeriod(from: Day(2027, 5, 7), to: Day(2027, 5, 7)),
            ClosedPeriod(from: Day(2026, 12, 24), to: Day(2026, 12, 31)),
            ClosedPeriod(from: Day(2027, 7, 12), to: Day(2027, 8, 1)),
        ]
    )

    static let glostrup = Municipality(
        key: "glostrup",
        name: "Glostrup Kommune",
        sender: "Digital ledelse <digital-ledelse@glostrup.example>",
        signed: "Karim Lund",
        contact: .init(name: "Karim Lund", email: "karim.lund@glostrup.example"),
        coordinator: "karim.lund@glostrup.example",
        sendAt: LocalTime(9, 30),
        closed: [
            ClosedPeriod(from: Day(2026, 12, 24), to: Day(2026, 12, 31)),
            ClosedPeriod(from: Day(2027, 2, 15), to: Day(2027, 2, 19)),
            ClosedPeriod(from: Day(2027, 7, 5), to: Day(2027, 7, 30)),
        ]
    )

    static let sessions = [
        Session(
            module: "kick-off",
            key: "mandag",
            start: at("2027-01-18T13:00"),
            end: at("2027-01-18T16:00"),
            place: "Albertslund Rådhus",
            capacity: 320
        ),
        Session(
            module: "workshop-1",
            key: "onsdag",
            start: at("2027-04-14T09:00"),
            end: at("2027-04-14T15:00"),
            place: "Glostrup Rådhus",
            capacity: 160
        ),
        Session(
            module: "workshop-1",
            key: "torsdag",
            start: at("2027-04-15T09:00"),
            end: at("2027-04-15T15:00"),
            place: "Albertslund Rådhus",
            capacity: 160
        ),
        Session(
            module: "workshop-2",
            key: "onsdag",
            start: at("2027-06-09T09:00"),
            end: at("2027-06-09T15:00"),
            place: "Albertslund Rådhus",
            capacity: 160
        ),
        Session(
            module: "workshop-2",
            key: "torsdag",
            start: at("2027-06-10T09:00"),
            end: at("2027-06-10T15:00"),
            place: "Glostrup Rådhus",
            capacity: 160
        ),
    ]

    static let outline = CourseOutline(
        key: "digital-ledelse-2027",
        title: "Digital ledelse",
        about: nil,
        language: .danish,
        timeZone: .copenhagen,
        starts: Day(2026, 12, 1),
        ends: Day(2027, 9, 30),
        lettersAWeek: 3,
        municipalities: [albertslund, glostrup],
        equivalentAreas: EquivalentAreas(rows: []),
        programme: Programme(modules: modules),
        sessions: sessions
    )

    private static let modules = [
        module(
            "kick-off",
            .gathering,
            prompts: [
                Prompt(key: "invitation", send: "6 weeks before start"),
                Prompt(key: "reminder", send: "2 working days before start"),
            ]
        ),
        module(
            "wheel-before",
            .assessment,
            opens: "1 working day after kick-off.end",
            due: "3 weeks after kick-off.end",
            prompts: [
                Prompt(key: "link", send: "on opens"),
                Prompt(key: "reminder", send: "5 working days before due"),
            ]
        ),
        film("film-1", opens: "5 weeks before meeting-1.start", due: "2 working days before meeting-1.start"),
        film("film-2", opens: "3 weeks before meeting-1.start", due: "2 working days before meeting-1.start"),
        shortFilm("kl-1", opens: "on film-1.opens", due: "1 working day before meeting-1.start"),
        shortFilm("kl-2", opens: "on film-2.opens", due: "1 working day before meeting-1.start"),
        shortFilm("kl-3", opens: "on film-2.opens", due: "1 working day before meeting-1.start"),
        meeting(
            "meeting-1",
            from: "4 weeks before workshop-1.start",
            to: "1 week before workshop-1.start",
            chooseDateBy: "10 weeks before workshop-1.start",
            asked: "12 weeks before workshop-1.start",
            buildsOn: ["film-1", "film-2", "kl-1", "kl-2", "kl-3"]
        ),
        workshop("workshop-1"),
        film("film-3", opens: "1 week after workshop-1.end", due: "2 working days before meeting-2.start"),
        film("film-4", opens: "2 weeks after workshop-1.end", due: "2 working days before meeting-2.start"),
        shortFilm("kl-4", opens: "on film-3.opens", due: "1 working day before meeting-2.start"),
        shortFilm("kl-5", opens: "on film-4.opens", due: "1 working day before meeting-2.start"),
        module(
            "service-check",
            .serviceCheck,
            opens: "3 weeks after workshop-1.end",
            due: "2 weeks before workshop-2.start",
            prompts: [
                Prompt(key: "booking", send: "on opens"),
                Prompt(key: "booking-reminder", send: "5 working days before due", unless: .booked),
                Prompt(key: "reminder", send: "1 working day before start"),
            ]
        ),
        meeting(
            "meeting-2",
            from: "3 weeks before workshop-2.start",
            to: "1 week before workshop-2.start",
            chooseDateBy: "5 weeks before workshop-2.start",
            asked: "1 working day after workshop-1.end",
            buildsOn: ["film-3", "film-4", "kl-4", "kl-5"]
        ),
        workshop("workshop-2"),
        module(
            "wheel-after",
            .assessment,
            opens: "1 week after workshop-2.end",
            due: "3 weeks after workshop-2.end",
            prompts: [
                Prompt(key: "link", send: "on opens"),
                Prompt(key: "reminder", send: "5 working days before due"),
            ]
        ),
        module(
            "handbook",
            .material,
            opens: "1 working day after wheel-after.due",
            prompts: [Prompt(key: "link", send: "on opens")]
        ),
    ]

    private static func film(_ key: String, opens: Moment, due: Moment) -> Module {
        module(
            key,
            .film,
            opens: opens,
            due: due,
            prompts: [
                Prompt(key: "link", send: "on opens"),
                Prompt(key: "reminder", send: "5 working days before due", unless: .done),
            ]
        )
    }

    private static func shortFilm(_ key: String, opens: Moment, due: Moment) -> Module {
        module(key, .film, opens: opens, due: due, prompts: [Prompt(key: "link", send: "on opens")])
    }

    private static func meeting(
        _ key: String,
        from: Moment,
        to: Moment,
        chooseDateBy: Moment,
        asked: Moment,
        buildsOn: [String]
    ) -> Module {
        var module = module(
            key,
            .reflection,
            prompts: [
                Prompt(key: "choose-date", send: asked, to: .chairs),
                Prompt(
                    key: "choose-date-reminder",
                    send: "5 working days before choose-date-by",
                    to: .chairs,
                    unless: .dateChosen
                ),
                Prompt(key: "questions", send: "5 working days before start"),
                Prompt(key: "notes", send: "1 working day after end", to: .chairs, unless: .done),
            ]
        )
        module.window = Module.Window(from: from, to: to)
        module.chooseDateBy = chooseDateBy
        module.buildsOn = buildsOn
        return module
    }

    private static func workshop(_ key: String) -> Module {
        module(
            key,
            .workshop,
            prompts: [
                Prompt(key: "invitation", send: "6 weeks before start"),
                Prompt(key: "your-table", send: "5 working days before start"),
                Prompt(key: "reminder", send: "1 working day before start"),
            ]
        )
    }

    static func module(
        _ key: String,
        _ kind: Module.Kind,
        opens: Moment? = nil,
        due: Moment? = nil,
        prompts: [Prompt] = []
    ) -> Module {
        var module = Module(key: key, kind: kind, title: key)
        module.opens = opens
        module.due = due
        module.prompts = prompts
        return module
    }

    static func meeting(
        _ module: String = "meeting-1",
        group: Int64,
        in municipality: String,
        at start: String
    ) -> Meeting {
        Meeting(
            module: module,
            group: LeaderGroup.ID(rawValue: group),
            municipality: municipality,
            start: at(start),
            end: at(start).adding(minutes: 60)
        )
    }

    /// The plan of the course with these dates set, and with rules changed.
    static func plan(
        meetings: [Meeting] = [],
        bookings: [Booking] = [],
        sessions: [Session] = sessions,
        changing change: (inout CourseOutline) -> Void = { _ in }
    ) throws(PlanFaults) -> Plan {
        var outline = outline
        change(&outline)
        return try Plan(
            of: outline,
            milestones: Milestones(sessions: sessions, meetings: meetings, bookings: bookings)
        )
    }
}

extension CourseOutline {
    /// Changes one module of the programme.
    mutating func change(_ key: String, _ change: (inout Module) -> Void) {
        for index in programme.modules.indices where programme.modules[index].key == key {
            change(&programme.modules[index])
        }
    }
}

extension Plan {
    /// The rows of one rule.
    func rows(_ module: String, _ prompt: String, in municipality: String? = nil) -> [PlannedPrompt] {
        prompts.filter {
            $0.scope.module == module && $0.scope.prompt == prompt
                && (municipality == nil || $0.scope.municipality == municipality)
        }
    }

    /// The row of one scope.
    func row(
        _ module: String,
        _ prompt: String,
        in municipality: String = "albertslund",
        group: Int64? = nil,
        session: String? = nil,
        leader: Int64? = nil
    ) -> PlannedPrompt? {
        prompts.first {
            $0.scope
                == PlannedPrompt.Scope(
                    module: module,
                    prompt: prompt,
                    municipality: municipality,
                    group: group.map(LeaderGroup.ID.init(rawValue:)),
                    session: session,
                    leader: leader.map(Leader.ID.init(rawValue:))
                )
        }
    }
}
