import Course
import CourseStore
import Foundation

/// A message to write.
struct MessageFormPage: Page {
    static let template = "message-form"

    let title: String
    let place: Place
    let action: String
    let form: String
    let hasFaults: Bool
    let faults: [Fault]
    let audience: Field
    let subject: Field
    let text: Field

    struct Fault: Sendable {
        let href: String
        let sentence: String
    }

    init(
        _ entry: MessageEntry,
        faults: [MessageEntry.Name: String] = [:],
        choices: MessageChoices,
        own: String?,
        in language: Language
    ) {
        let outline = choices.course.outline
        title = language("Ny besked", "New message")
        place = Place(course: outline.key, title: outline.title, .messages)
        action = "/courses/\(outline.key)/messages/new"
        form = entry.form.uuidString
        self.faults = MessageEntry.Name.allCases.compactMap { name in
            faults[name].map { Fault(href: "#field-\(name.rawValue)", sentence: $0) }
        }
        hasFaults = !faults.isEmpty
        audience = Field(
            "audience",
            label: language("Til", "To"),
            choices: [("", language("Vælg modtagere", "Choose recipients"))]
                + Self.audiences(choices, own: own, in: language),
            chosen: entry.audience,
            hint: language(
                "Ledere, der er gået ud, eller hvis adresse afvises, får ikke noget.",
                "Leaders who have left, or whose address is refused, get nothing."
            ),
            fault: faults[.audience]
        )
        subject = Field(
            "subject",
            label: language("Emne", "Subject"),
            value: entry.subject,
            fault: faults[.subject],
            isRequired: true
        )
        text = Field(
            "text",
            label: language("Tekst", "Text"),
            value: entry.text,
            hint: language(
                "Hilsen og underskrift kommer af sig selv. Du kan bruge felterne \(MessageEntry.fields); dato, tid og sted kun til en workshopdag.",
                "Greeting and signature come by themselves. You can use the fields \(MessageEntry.fields); date, time and place only to a session."
            ),
            fault: faults[.text],
            isRequired: true
        )
    }

    /// Whom a message can be for; for a coordinator, within the own municipality.
    static func audiences(
        _ choices: MessageChoices,
        own: String?,
        in language: Language
    ) -> [(value: String, label: String)] {
        let outline = choices.course.outline
        func town(_ key: String) -> String { own == nil ? " (\(outline.municipality(key)?.name ?? key))" : "" }
        var all: [(String, String)] = own == nil ? [("everybody", language("Alle ledere", "All leaders"))] : []
        for municipality in outline.municipalities where own == nil || municipality.key == own {
            all.append(
                (
                    "municipality:\(municipality.key)",
                    language("Alle ledere i \(municipality.name)", "All leaders of \(municipality.name)")
                )
            )
        }
        for session in outline.sessions {
            let name = outline.programme[session.module]?.title ?? session.module
            let isOne = outline.sessions(of: session.module).count == 1
            let label = isOne ? name : "\(name), \(session.key)"
            all.append(
                ("session:\(session.module)/\(session.key)", language("Deltagere: \(label)", "Attending: \(label)"))
            )
        }
        for area in choices.areas {
            all.append(("area:\(area.id)", language("Fagområde: ", "Area: ") + area.name + town(area.municipality)))
        }
        for group in choices.groups {
            all.append(("group:\(group.id)", language("Gruppe: ", "Group: ") + group.name + town(group.municipality)))
        }
        return all
    }
}
