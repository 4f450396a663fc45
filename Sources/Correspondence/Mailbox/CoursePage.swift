public import Course
import CourseStore
import Mail
import Synchronization

/// A course as its letters and its leaders' pages need it: its facts, and the dates of each part of it.
public final class CoursePage: Sendable {
    let facts: CourseFacts
    /// The course as it stands.
    public let outline: CourseOutline
    /// What time it was for the course when this was read.
    let now: Instant
    /// The course's zone as calendars know it; `nil` where the system does not.
    let calendarZone: CalendarZone?
    private let sessions: [String: [Session]]
    private let meetings: [MeetingKey: Meeting]
    private let bookings: [BookingKey: Booking]
    /// The modules that are booked.
    private let checks: [String]
    private let windows: [WindowKey: MeetingWindow]
    private let prompts: [WindowKey: [PlannedPrompt]]
    private let senders: [String: Sender]
    private let words: [WordsKey: LetterWords]
    private let dates = Mutex<[DatesKey: [String: LetterFacts.ModuleDate]]>([:])

    /// Who a municipality's letters are from, and whom answers reach.
    struct Sender: Sendable {
        let from: Mail::Mailbox
        let replyTo: Mail::Mailbox?
    }

    private struct MeetingKey: Hashable {
        let module: String
        let group: LeaderGroup.ID
    }

    private struct BookingKey: Hashable {
        let module: String
        let leader: Leader.ID
    }

    private struct WindowKey: Hashable {
        let module: String
        let municipality: String
    }

    private struct WordsKey: Hashable {
        let municipality: String
        let prompt: Prompt.Reference
    }

    private struct DatesKey: Hashable {
        let municipality: String
        let group: LeaderGroup.ID?
        let seats: [String: String]
    }

    init(_ book: CourseBook) {
        outline = book.course.outline
        now = book.course.now
        facts = CourseFacts(outline)
        let day = { (day: Day) in Int64(day.number) * 86_400 }
        calendarZone = CalendarZone(
            identifier: outline.timeZone.identifier,
            from: day(outline.starts),
            through: day(outline.ends.adding(months: 12))
        )
        sessions = Dictionary(grouping: outline.sessions, by: \.module)
        meetings = Dictionary(
            book.milestones.meetings.map { (MeetingKey(module: $0.module, group: $0.group), $0) },
            uniquingKeysWith: { one, _ in one }
        )
        bookings = Dictionary(
            book.milestones.bookings.map { (BookingKey(module: $0.module, leader: $0.leader), $0) },
            uniquingKeysWith: { one, _ in one }
        )
        checks = outline.programme.modules.filter { $0.kind == .serviceCheck }.map(\.key)
        windows = Dictionary(
            book.plan.windows.map { (WindowKey(module: $0.module, municipality: $0.municipality), $0) },
            uniquingKeysWith: { one, _ in one }
        )
        prompts = Dictionary(grouping: book.plan.prompts) {
            WindowKey(module: $0.scope.module, municipality: $0.scope.municipality)
        }
        senders = Dictionary(
            outline.municipalities.compactMap { municipality in
                (try? Mail::Mailbox(parsing: municipality.sender)).map { from in
                    (municipality.key, Sender(from: from, replyTo: Self.replyTo(municipality)))
                }
            },
            uniquingKeysWith: { one, _ in one }
        )
        words = Dictionary(
            book.words.map { (WordsKey(municipality: $0.municipality, prompt: $0.prompt), $0.words) },
            uniquingKeysWith: { one, _ in one }
        )
    }

    /// Answers reach the coordinator, by the name that closes the letters where that is the same person.
    private static func replyTo(_ municipality: Municipality) -> Mail::Mailbox? {
        let contact = municipality.contact
        let name = contact.email == municipality.coordinator ? contact.name : ""
        return try? Mail::Mailbox(name: name, address: municipality.coordinator)
    }

    func sender(of municipality: String) -> Sender? {
        senders[municipality]
    }

    /// A prompt with the words that a municipality's letters say.
    func prompt(_ key: String, of module: String, in municipality: String) -> (module: Module, prompt: Prompt)? {
        guard let (found, prompt) = outline.programme.prompt(key, of: module) else { return nil }
        let own = words[WordsKey(municipality: municipality, prompt: .init(module: module, prompt: key))]
        return (found, own.map(prompt.saying) ?? prompt)
    }

    /// The leader's own session, or all of them.
    func sessions(of module: String, seat: String?) -> (sessions: [Session], isSeated: Bool) {
        let all = sessions[module] ?? []
        if all.count <= 1 { return (all, true) }
        let own = all.filter { $0.key == seat }
        return own.isEmpty ? (all, false) : (own, true)
    }

    /// The service checks that a leader has booked, by module.
    public func bookings(of leader: Leader.ID) -> [String: LetterFacts.Appointment] {
        var booked: [String: LetterFacts.Appointment] = [:]
        for module in checks { booked[module] = booking(module, of: leader) }
        return booked
    }

    /// The service check that a leader has booked.
    public func booking(_ module: String, of leader: Leader.ID) -> LetterFacts.Appointment? {
        bookings[BookingKey(module: module, leader: leader)].map {
            LetterFacts.Appointment(start: $0.start, end: $0.end, place: $0.place)
        }
    }

    func appointment(_ module: String, of recipient: ClaimedLetter.Recipient) -> LetterFacts.Appointment? {
        if let meeting = recipient.group.flatMap({ meetings[MeetingKey(module: module, group: $0)] }) {
            return LetterFacts.Appointment(start: meeting.start, end: meeting.end, place: meeting.place)
        }
        return booking(module, of: recipient.id)
    }

    /// The dates of all modules for a leader, from which a letter says what comes next.
    func dates(for recipient: ClaimedLetter.Recipient) -> [String: LetterFacts.ModuleDate] {
        dates(in: recipient.municipality, group: recipient.group, seats: recipient.seats)
    }

    /// The dates of all modules by their keys, for a leader of a municipality in a group with these seats.
    public func dates(
        in municipality: String,
        group: LeaderGroup.ID?,
        seats: [String: String]
    ) -> [String: LetterFacts.ModuleDate] {
        // A group without a date of its own has its municipality's.
        let group = group.flatMap { group in meetings.keys.contains { $0.group == group } ? group : nil }
        let key = DatesKey(municipality: municipality, group: group, seats: seats)
        if let known = dates.withLock({ $0[key] }) { return known }
        var made: [String: LetterFacts.ModuleDate] = [:]
        for module in outline.programme.modules { made[module.key] = date(of: module, for: key) }
        dates.withLock {
            if $0.count > 10_000 { $0.removeAll() }
            $0[key] = made
        }
        return made
    }

    private func date(of module: Module, for key: DatesKey) -> LetterFacts.ModuleDate? {
        let window = windows[WindowKey(module: module.key, municipality: key.municipality)]
        switch module.kind {
        case .gathering, .workshop:
            let (own, isSeated) = sessions(of: module.key, seat: key.seats[module.key])
            guard let session = own.first else { return nil }
            return isSeated
                ? LetterFacts.ModuleDate(start: session.start, end: session.end, place: session.place)
                : LetterFacts.ModuleDate(due: own.map(\.start.day).min())
        case .reflection:
            let meeting = key.group.flatMap { meetings[MeetingKey(module: module.key, group: $0)] }
            return LetterFacts.ModuleDate(
                opens: window?.from,
                due: window?.to,
                start: meeting?.start,
                end: meeting?.end,
                chooseDateBy: window?.chooseDateBy,
                provisional: meeting == nil,
                place: meeting?.place
            )
        case .film, .assessment, .serviceCheck, .material:
            let rows = prompts[WindowKey(module: module.key, municipality: key.municipality)] ?? []
            let own = rows.filter { $0.scope.leader == nil && ($0.scope.group == nil || $0.scope.group == key.group) }
            guard let row = own.first(where: { $0.scope.group != nil }) ?? own.first else { return nil }
            return LetterFacts.ModuleDate(
                opens: own.first { $0.purpose.bringsItself && $0.scope.group == row.scope.group }?.day,
                due: row.told.flatMap { $0.edge == .due ? $0.at.day : nil },
                provisional: row.provisional
            )
        }
    }
}
