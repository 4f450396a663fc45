import Course
import CourseStore

/// The date of a group's meeting as a form has it.
struct MeetingForm: Sendable {
    /// The date that the form was made from; `nil` where there was none.
    let was: MeetingTime?
    let day: String
    let start: String
    let end: String
    let place: String

    /// A form for a meeting that has its date, or not yet.
    init(_ meeting: MeetingTime?) {
        was = meeting
        day = meeting?.start.day.description ?? ""
        start = meeting?.start.time.description ?? ""
        end = meeting?.end.time.description ?? ""
        place = meeting?.place ?? ""
    }

    /// A form as it was sent.
    init(_ form: Form) {
        was = LocalDateTime(iso: form["was-start"]).flatMap { start in
            LocalDateTime(iso: form["was-end"]).map {
                MeetingTime(start: start, end: $0, place: form["was-place"].isEmpty ? nil : form["was-place"])
            }
        }
        (day, start, end, place) = (form["day"], form["start"], form["end"], form["place"])
    }

    /// The same, made from another date.
    init(_ form: MeetingForm, was: MeetingTime?) {
        self.was = was
        (day, start, end, place) = (form.day, form.start, form.end, form.place)
    }

    /// What the form carries of the date that it was made from.
    var carried: [CarriedField] {
        [
            CarriedField(name: "was-start", value: was?.start.description ?? ""),
            CarriedField(name: "was-end", value: was?.end.description ?? ""),
            CarriedField(name: "was-place", value: was?.place ?? ""),
        ]
    }

    /// What was typed, to be sent again.
    var typed: [CarriedField] {
        [
            CarriedField(name: "day", value: day), CarriedField(name: "start", value: start),
            CarriedField(name: "end", value: end), CarriedField(name: "place", value: place),
        ]
    }

    /// The date that was typed, or what is wrong with it by field; without an end it lasts so many minutes.
    func time(
        lasting minutes: Int,
        in language: Language
    ) -> (time: MeetingTime?, wrong: [(field: String, text: String)]) {
        var wrong: [(field: String, text: String)] = []
        let found = Day(iso: day)
        // No course is held in the days of the Romans, whatever a calendar field lets through.
        let day = found.flatMap { (2000...2200).contains($0.parts.year) ? $0 : nil }
        if day == nil { wrong.append(("day", language("Vælg en dag.", "Choose a day."))) }
        let beginning = LocalTime(start.replacing(".", with: ":"))
        if beginning == nil {
            wrong.append(
                ("start", language("Skriv et klokkeslæt, for eksempel 13.00.", "Write a time, such as 13:00."))
            )
        }
        let ending = LocalTime(end.replacing(".", with: ":"))
        if !end.isEmpty, ending == nil {
            wrong.append(("end", language("Skriv et klokkeslæt, for eksempel 15.00.", "Write a time, such as 15:00.")))
        }
        if let beginning, let ending, ending <= beginning {
            wrong.append(
                (
                    "end",
                    language("Mødet skal slutte, efter at det er begyndt.", "The meeting must end after it begins.")
                )
            )
        }
        let place = LeaderEntry(name: place, email: "", area: "").folded
        if place.complaints.contains(where: { $0 != .empty(.name) && $0.column == .name }) {
            wrong.append(
                (
                    "place",
                    language(
                        "Stedet er for langt, eller har usynlige tegn i sig.",
                        "The place is too long, or has invisible characters in it."
                    )
                )
            )
        }
        guard wrong.isEmpty, let day, let beginning else { return (nil, wrong) }
        let start = LocalDateTime(day, beginning)
        return (
            MeetingTime(
                start: start,
                end: ending.map { LocalDateTime(day, $0) } ?? start.adding(minutes: minutes),
                place: place.name.isEmpty ? nil : place.name
            ), []
        )
    }
}
