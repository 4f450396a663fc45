import Course

/// A session as the form to move it has it: what was typed, what is wrong with it, and what the session was when it was asked for.
struct SessionForm: Sendable {
    /// The session as typed; `nil` where something is wrong.
    let session: Course::Session?
    let date: Field
    let start: Field
    let end: Field
    let place: Field
    let capacity: Field
    /// The session as it was when the form was made; `nil` where the form does not say.
    let made: Course::Session?
    /// The course's version then.
    let version: Int64?

    /// All fields.
    var fields: [Field] { [date, start, end, place, capacity] }

    /// A form that holds a session as it is.
    init(_ session: Course::Session, version: Int64, in language: Language) {
        self.init(
            Form([
                "date": ["\(session.start.day)"], "start": ["\(session.start.time)"], "end": ["\(session.end.time)"],
                "place": [session.place], "capacity": [session.capacity.map(String.init) ?? ""],
                "version": [String(version)],
                "was": [Self.text(of: session)],
            ]),
            of: session,
            in: language
        )
    }

    /// What was typed about a session.
    init(_ form: Form, of known: Course::Session, in language: Language) {
        let nights = known.end.day.days(since: known.start.day)
        let day = Day(iso: form["date"]).flatMap { DanishHolidays.years.contains($0.year) ? $0 : nil }
        let times = ["start", "end"].map { LocalTime(form[$0].replacing(".", with: ":")) }
        let seats = form["capacity"].isEmpty ? nil : Int(form["capacity"])
        let isEndBeforeStart =
            nights == 0 && times.allSatisfy { $0 != nil } && (times[0] ?? .midnight) >= (times[1] ?? .midnight)
        date = Field(
            "date",
            label: language("Dato", "Date"),
            value: form["date"],
            hint: nights > 0
                ? language(
                    "Den første dag; det varer stadig \(nights + 1) dage.",
                    "The first day; it still lasts \(nights + 1) days."
                ) : nil,
            fault: day == nil
                ? language("Skriv en dato, der findes, som 2027-04-14.", "Give a date that exists, like 2027-04-14.")
                : nil,
            type: "date",
            isRequired: true
        )
        start = Field(
            "start",
            label: language("Begynder kl.", "Begins at"),
            value: form["start"],
            fault: times[0] == nil ? language("Skriv et klokkeslæt som 09:00.", "Give a time like 09:00.") : nil,
            type: "time",
            isRequired: true
        )
        end = Field(
            "end",
            label: language("Slutter kl.", "Ends at"),
            value: form["end"],
            fault: times[1] == nil
                ? language("Skriv et klokkeslæt som 15:00.", "Give a time like 15:00.")
                : isEndBeforeStart
                    ? language("Det slutter, før det begynder.", "It ends before it begins.") : nil,
            type: "time",
            isRequired: true
        )
        place = Field(
            "place",
            label: language("Sted", "Place"),
            value: form["place"],
            fault: form["place"].isEmpty
                ? language("Skriv, hvor det er.", "Say where it is.")
                : form["place"].count > 200
                    ? language("Højst 200 tegn.", "At most 200 characters.") : nil,
            isRequired: true
        )
        capacity = Field(
            "capacity",
            label: language("Pladser", "Seats"),
            value: form["capacity"],
            hint: language(
                "Lad feltet stå tomt, hvis der er plads til alle.",
                "Leave it empty where there is room for all."
            ),
            fault: !form["capacity"].isEmpty && !(1...100_000).contains(seats ?? 0)
                ? language("Skriv et helt tal fra 1 og op.", "Give a whole number from 1 up.") : nil,
            type: "number"
        )
        version = Int64(form["version"])
        made = Self.session(from: form["was"], of: known)
        guard let day, let first = times[0], let last = times[1], seats != nil || form["capacity"].isEmpty,
            [date, start, end, place, capacity].allSatisfy({ $0.fault == nil })
        else {
            session = nil
            return
        }
        var typed = known
        typed.start = LocalDateTime(day, first)
        typed.end = LocalDateTime(day.adding(days: nights), last)
        (typed.place, typed.capacity) = (form["place"], seats)
        session = typed
    }

    /// A session's own values on one line, for the form to carry.
    static func text(of session: Course::Session) -> String {
        "\(session.start) \(session.end) \(session.capacity.map(String.init) ?? "-") \(session.place)"
    }

    private static func session(from text: String, of known: Course::Session) -> Course::Session? {
        let parts = text.split(separator: " ", maxSplits: 3, omittingEmptySubsequences: false).map(String.init)
        guard parts.count == 4, let start = LocalDateTime(iso: parts[0]), let end = LocalDateTime(iso: parts[1]) else {
            return nil
        }
        var session = known
        (session.start, session.end, session.capacity, session.place) = (start, end, Int(parts[2]), parts[3])
        return session
    }
}
