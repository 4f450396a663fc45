import Course

/// When and where an item is, in words: what the ledger says it told, else what is known.
struct ItemTimes {
    let words: DateWords
    private let item: LetterFacts.Item
    private let facts: LetterFacts

    init(_ item: LetterFacts.Item, of facts: LetterFacts) {
        self.item = item
        self.facts = facts
        words = facts.dateWords
    }

    /// The day on which it opens.
    var opens: Day? { told(.opens) ?? dates?.opens }

    /// Its last day.
    var due: Day? { told(.due) ?? dates?.due }

    /// The day by which the chair sets the meeting's date.
    var chooseBy: Day? { told(.chooseDateBy) ?? dates?.chooseDateBy }

    /// The days between which the group meets.
    var window: String? {
        guard item.module.kind == .reflection, let opens = dates?.opens, let due = dates?.due else { return nil }
        return words.window(opens, due)
    }

    /// Its beginning and, where known, its end: of the leader's session, the group's meeting or the booking.
    var start: (at: LocalDateTime, end: LocalDateTime?, dayOnly: Bool)? {
        guard !isUndated, choices.isEmpty else { return nil }
        let own: (at: LocalDateTime, end: LocalDateTime?, dayOnly: Bool)? =
            if let appointment = item.appointment {
                (appointment.start, appointment.end, false)
            } else if let session = item.sessions.first {
                (session.start, session.end, false)
            } else {
                dates?.start.map { ($0, dates?.end, false) }
            }
        guard let told = item.told, told.edge == .start else { return own }
        return own?.at == told.at && !told.dayOnly ? own : (told.at, nil, told.dayOnly)
    }

    /// Whether it is a meeting without a date.
    var isUndated: Bool {
        item.module.kind == .reflection && item.appointment == nil && (item.provisional || dates?.start == nil)
    }

    /// The last day for a meeting without a date.
    var by: Day? {
        guard isUndated else { return nil }
        return told(.start) ?? told(.end) ?? dates?.due ?? dates?.start?.day
    }

    /// The sessions that a leader without a seat may come to, each with its time and place.
    var choices: [[String: Shown]] {
        guard !item.seated, item.sessions.count > 1 else { return [] }
        return item.sessions.map { ["when": Shown(words.span($0.start, $0.end)), "place": Shown($0.place)] }
    }

    /// As `torsdag den 15. april kl. 9.00–15.00`.
    var when: String? {
        start.map { $0.dayOnly ? words.day($0.at.day) : words.span($0.at, $0.end) }
    }

    /// As `torsdag den 15. april`; for a leader without a seat as `onsdag … eller torsdag …`.
    var date: String? {
        guard choices.isEmpty else {
            return words.language.one(of: unique(item.sessions.map { words.day($0.start.day) }))
        }
        return start.map { words.day($0.at.day) }
    }

    /// As `9.00`.
    var time: String? {
        guard choices.isEmpty else {
            return words.language.one(of: unique(item.sessions.map { words.time($0.start.time) }))
        }
        return start.flatMap { $0.dayOnly ? nil : words.time($0.at.time) }
    }

    /// Where it is held.
    var place: String? {
        guard choices.isEmpty else { return words.language.one(of: unique(item.sessions.map(\.place))) }
        return item.appointment?.place ?? item.sessions.first?.place ?? (isUndated ? nil : dates?.place)
    }

    /// The meeting that a film prepares.
    var meeting: Module? {
        item.module.kind == .film ? facts.course.preparedMeeting[item.module.key] : nil
    }

    /// When that meeting is, if its date is set.
    var meetingWhen: String? {
        guard let date = meetingDate, !date.provisional, let start = date.start else { return nil }
        return words.dayAndTime(start)
    }

    /// The last day for that meeting, if its date is not set.
    var meetingBy: String? {
        guard let date = meetingDate, date.provisional || date.start == nil else { return nil }
        return (date.due ?? date.start?.day).map(words.day)
    }

    /// The point of the course that the item is about, to find what comes after it.
    var moment: LocalDateTime? {
        item.told?.at ?? start?.at ?? item.sessions.last?.start
            ?? (due ?? by ?? opens).map { LocalDateTime($0, .midnight) }
    }

    private var dates: LetterFacts.ModuleDate? { facts.dates[item.module.key] }

    private var meetingDate: LetterFacts.ModuleDate? { meeting.flatMap { facts.dates[$0.key] } }

    private func told(_ edge: Edge) -> Day? {
        item.told.flatMap { $0.edge == edge ? $0.at.day : nil }
    }

    private func unique(_ parts: [String]) -> [String] {
        parts.enumerated().filter { parts.firstIndex(of: $0.element) == $0.offset }.map(\.element)
    }
}
