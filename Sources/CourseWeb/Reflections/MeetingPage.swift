import Correspondence
import Course
import CourseStore

/// The date of a group's meeting, to be set or moved.
struct MeetingPage: Page {
    static let template = "people-meeting"

    let title: String
    let place: Place
    let heading: String
    let group: String
    let groupPath: String
    let action: String
    let faults: PeopleFaults?
    let overtaken: PeopleOvertaken?
    let window: String?
    let was: [CarriedField]
    /// What a form carries that removes the date; `nil` where there is none.
    let removal: Removal?
    let dayField: Field
    let startField: Field
    let endField: Field
    let placeField: Field

    /// A form that removes a date.
    struct Removal: Sendable {
        /// The date that is removed.
        let was: [CarriedField]
    }

    init(
        course: StoredCourse,
        card: GroupCard,
        module: Module,
        form: MeetingForm? = nil,
        wrong: [(field: String, text: String)] = [],
        isOvertaken: Bool = false,
        in language: Language
    ) {
        let outline = course.outline
        let dates = language.dates
        let present = card.meetings.first { $0.module == module.key }.map(MeetingTime.init)
        let sent = form
        let form = form ?? MeetingForm(present)
        heading = language("Dato for \(module.title)", "The date of \(module.title)")
        title = "\(heading): \(card.group.name)"
        place = Place(course: outline.key, title: outline.title, .groups)
        group = card.group.name
        groupPath = "/courses/\(outline.key)/groups/\(card.group.id)"
        action = "\(groupPath)/meetings/\(module.key)"
        faults = PeopleFaults(wrong)
        window = card.windows.first { $0.module == module.key }.map { window in
            let by = window.chooseDateBy.map {
                language(
                    " Datoen skal være valgt senest \(dates.day($0)).",
                    " The date is to be set by \(dates.day($0))."
                )
            }
            return language(
                "Mødet holdes \(dates.window(window.from, window.to)).",
                "The meeting is held \(dates.window(window.from, window.to))."
            ) + (by ?? "")
        }
        removal = present.map { Removal(was: MeetingForm($0).carried) }
        was = isOvertaken ? MeetingForm(form, was: present).carried : form.carried
        overtaken = sent.flatMap { sent in
            guard isOvertaken else { return nil }
            let typed = [sent.day, sent.start, sent.end].filter { !$0.isEmpty }.joined(separator: " ")
            return PeopleOvertaken(rows: [
                .init(
                    label: language("Dato", "Date"),
                    before: Self.words(sent.was, in: language),
                    now: Self.words(present, in: language),
                    typed: typed
                )
            ])
        }
        func fault(_ field: String) -> String? { wrong.first { $0.field == field }?.text }
        dayField = Field(
            "day",
            label: language("Dag", "Day"),
            value: form.day,
            fault: fault("day"),
            type: "date",
            isRequired: true
        )
        startField = Field(
            "start",
            label: language("Fra klokken", "From"),
            value: form.start,
            fault: fault("start"),
            type: "time",
            isRequired: true
        )
        endField = Field(
            "end",
            label: language("Til klokken", "Until"),
            value: form.end,
            fault: fault("end"),
            type: "time"
        )
        placeField = Field(
            "place",
            label: language("Sted", "Place"),
            value: form.place,
            fault: fault("place"),
            autocomplete: "off"
        )
    }

    /// A date and a place in words.
    static func words(_ meeting: MeetingTime?, in language: Language) -> String {
        guard let meeting else { return language("ingen dato", "no date") }
        return language.dates.span(meeting.start, meeting.end) + (meeting.place.map { ", \($0)" } ?? "")
    }
}
