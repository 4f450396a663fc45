import Course
import CourseStore
import Mail

/// The one time and place that a letter asks its reader to keep free, for the reader's calendar.
struct LetterAppointment {
    let module: Module
    let start: LocalDateTime
    let end: LocalDateTime
    let place: String?

    /// The first that the letter tells; `nil` where it tells none for certain.
    ///
    /// A calendar part holds one event (RFC 5546 §3.2.2).
    init?(of letter: ClaimedLetter, in page: CoursePage) {
        let told = letter.corrections.filter { $0.edge == .start && !$0.nowDayOnly }.map(\.module)
        let asked = letter.items.filter { [.invitation, .yourTable, .questions].contains($0.purpose) }.map(\.module)
        let booked = letter.items.filter { $0.told?.edge == .start && $0.purpose == .reminder }.map(\.module)
        for key in told + asked + booked {
            guard let module = page.outline.programme[key],
                let time = Self.time(of: module, for: letter.recipient, in: page)
            else { continue }
            (self.module, start, end, place) = (module, time.start, time.end, time.place)
            return
        }
        return nil
    }

    private static func time(
        of module: Module,
        for recipient: ClaimedLetter.Recipient,
        in page: CoursePage
    ) -> LetterFacts.Appointment? {
        switch module.kind {
        case .gathering, .workshop:
            let (sessions, isSeated) = page.sessions(of: module.key, seat: recipient.seats[module.key])
            guard isSeated, let session = sessions.first else { return nil }
            return LetterFacts.Appointment(start: session.start, end: session.end, place: session.place)
        case .reflection, .serviceCheck:
            return page.appointment(module.key, of: recipient)
        case .film, .assessment, .material:
            return nil
        }
    }

    /// The event: its name stays for ever, its number grows with each letter about it.
    func part(
        of letter: ClaimedLetter,
        in page: CoursePage,
        from: Mail::Mailbox,
        to: Mail::Mailbox
    ) -> Message.CalendarPart? {
        guard let zone = page.calendarZone else { return nil }
        let instant = { (time: LocalDateTime) in Int64(page.outline.timeZone.instant(of: time).seconds) }
        return CalendarEvent(
            uid: "\(page.outline.key).\(module.key).\(letter.recipient.id)@\(from.domain)",
            sequence: Self.sequence(of: letter),
            stamp: Int64(letter.releasedAt.seconds),
            start: instant(start),
            end: instant(end),
            zone: zone,
            summary: "\(page.outline.title): \(module.title)",
            location: place ?? "",
            details: module.about ?? "",
            organiser: from,
            attendee: to
        ).part
    }

    /// Minutes since 2020: later letters have larger numbers, and the same letter always the same (RFC 5545 §3.8.7.4).
    private static func sequence(of letter: ClaimedLetter) -> Int {
        max(0, (letter.releasedAt.seconds - 1_577_836_800) / 60)
    }
}
