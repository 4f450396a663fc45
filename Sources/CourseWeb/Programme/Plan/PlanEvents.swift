import Correspondence
import Course
import CourseStore

/// Everything that happens on a plan, in words, in the order of its days.
struct PlanEvents: Sendable {
    let all: [PlanEvent]

    /// What is planned, held and set; each municipality has the sessions of all.
    init(_ plan: BoardPlan, isWhole: Bool, in language: Language) {
        let outline = plan.course.outline
        let words = PromptWords(language: language, outline: outline)
        let root = "/courses/\(outline.key)"
        let today = outline.timeZone.local(plan.course.now).day
        var events: [PlanEvent] = plan.entries.map { entry in
            PlanEvent(
                event: BoardEvent(module: entry.reference.module, day: entry.day, kind: .prompt(entry.id)),
                municipality: entry.municipality,
                town: words.municipality(entry.municipality),
                time: outline.timeZone.local(entry.sendAt).time,
                label: words.label(of: entry.purpose, key: entry.reference.prompt),
                module: words.title(of: entry.reference.module),
                whom: words.audience(of: entry),
                href: "\(root)/plan/\(entry.id)",
                look: .init(entry, today: today),
                count: entry.count,
                notes: words.notes(of: entry)
            )
        }
        for municipality in outline.municipalities {
            for session in outline.sessions where outline.programme[session.module] != nil {
                events.append(
                    PlanEvent(
                        event: BoardEvent(
                            module: session.module,
                            day: session.start.day,
                            kind: .session(session.key)
                        ),
                        municipality: municipality.key,
                        town: words.municipality(municipality.key),
                        time: session.start.time,
                        label: language.capitalised(words.kind(of: session.module)),
                        module: outline.sessionName(session, in: language),
                        whom: session.place,
                        href: isWhole ? SessionAddress(session, in: outline.key).path : nil,
                        look: .session,
                        count: 1,
                        notes: []
                    )
                )
            }
        }
        for meeting in plan.meetings {
            events.append(
                PlanEvent(
                    event: BoardEvent(module: meeting.module, day: meeting.start.day, kind: .meeting(meeting.id)),
                    municipality: meeting.municipality,
                    town: words.municipality(meeting.municipality),
                    time: meeting.start.time,
                    label: language("Møde", "Meeting"),
                    module: words.title(of: meeting.module),
                    whom: meeting.count == 1
                        ? meeting.group : language("\(meeting.count) grupper", "\(meeting.count) groups"),
                    href: meeting.count == 1
                        ? "\(root)/groups/\(meeting.id)/meetings/\(meeting.module.percentEncoded)"
                        : "\(root)/groups?municipality=\(meeting.municipality)",
                    look: .meeting,
                    count: meeting.count,
                    notes: []
                )
            )
        }
        let order = Dictionary(
            outline.programme.modules.enumerated().map { ($1.key, $0) },
            uniquingKeysWith: { one, _ in one }
        )
        let towns = Dictionary(
            outline.municipalities.enumerated().map { ($1.key, $0) },
            uniquingKeysWith: { one, _ in one }
        )
        all = events.enumerated().sorted { one, other in
            let (a, b) = (one.element, other.element)
            return (a.event.day, a.time, order[a.event.module] ?? 0, towns[a.municipality] ?? 0, one.offset)
                < (b.event.day, b.time, order[b.event.module] ?? 0, towns[b.municipality] ?? 0, other.offset)
        }.enumerated().map { number, sorted in
            var event = sorted.element
            event.number = number + 1
            return event
        }
    }
}

/// Something that happens on a day of a plan, in words.
struct PlanEvent: Sendable {
    let event: BoardEvent
    /// The municipality's key, and its name.
    let municipality: String
    let town: String
    let time: LocalTime
    /// What it is, and what it is about.
    let label: String
    let module: String
    /// Whom it is for, or where it is.
    let whom: String
    /// Its page; `nil` where the reader has none.
    let href: String?
    let look: Look
    let count: Int
    let notes: [String]
    /// Its place among all, from 1.
    var number = 0

    /// How its mark looks.
    enum Look: String, Sendable {
        case letter, reminder, session, meeting
        case provisionalLetter = "letter provisional"
        case provisionalReminder = "reminder provisional"

        fileprivate init(_ entry: BoardPlan.Entry, today: Day) {
            switch (entry.purpose.isReminder, entry.isProvisional && entry.day >= today) {
            case (false, false): self = .letter
            case (true, false): self = .reminder
            case (false, true): self = .provisionalLetter
            case (true, true): self = .provisionalReminder
            }
        }

        var isReminder: Bool { self == .reminder || self == .provisionalReminder }
        var isLetter: Bool { self == .letter || self == .provisionalLetter }
        var isProvisional: Bool { self == .provisionalLetter || self == .provisionalReminder }
    }

    /// Where the mark leads: its page, or its line below the board.
    var address: String { href ?? "#plan-\(number)" }
}

extension PromptWords {
    /// Whom the planned prompts of a day are for.
    fileprivate func audience(of entry: BoardPlan.Entry) -> String {
        if entry.count > 1 {
            if entry.groups == entry.count { return language("\(entry.count) grupper", "\(entry.count) groups") }
            if entry.groups > 0 {
                let groups = entry.groups
                return language(
                    "\(groups) \(groups == 1 ? "gruppe" : "grupper") og dem, hvis gruppe ikke har en dato",
                    "\(groups) \(groups == 1 ? "group" : "groups"), and those whose group has no date"
                )
            }
            if entry.count == 2, entry.sessions == 1, let session = entry.session {
                return language(
                    "dem, der har plads på ”\(session)”, og dem, der ikke har en plads endnu",
                    "those with a seat in “\(session)”, and those without a seat yet"
                )
            }
            return language("\(entry.count) hold", "\(entry.count) parts")
        }
        let scope = PlannedPrompt.Scope(
            module: entry.reference.module,
            prompt: entry.reference.prompt,
            municipality: entry.municipality,
            session: entry.session
        )
        return audience(
            of: scope,
            group: entry.group,
            to: entry.to,
            meetings: entry.isProvisional ? [entry.reference.module] : []
        )
    }

    /// What is to be said of them beside that.
    fileprivate func notes(of entry: BoardPlan.Entry) -> [String] {
        var notes: [String] = []
        if entry.isProvisional { notes.append(language("foreløbig", "provisional")) }
        if entry.unless == .done || entry.unless == .booked {
            notes.append(language("kun til dem, der mangler", "only to those who need it"))
        }
        switch entry.stop {
        case .held: notes.append(language("tilbageholdt", "held"))
        case .cancelled: notes.append(language("aflyst", "cancelled"))
        case nil: break
        }
        return notes
    }
}

extension Language {
    /// With a capital in front.
    func capitalised(_ words: String) -> String { words.prefix(1).uppercased() + words.dropFirst() }
}
