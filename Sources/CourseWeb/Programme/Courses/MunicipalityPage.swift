import Course
import CourseStore

/// The form of a municipality's settings.
struct MunicipalityPage: Page {
    static let template = "courses-municipality"

    let title: String
    let place: Place
    let action: String
    let back: String
    let hasFaults: Bool
    /// Whether somebody else has changed something meanwhile.
    let isContradicted: Bool
    let faults: [Fault]
    let fields: [Field]
    /// What the form is made from.
    let was: [Was]

    /// Something wrong, with the field where it is.
    struct Fault: Sendable {
        let name: String
        let text: String
    }

    /// What a field held when the form was made.
    struct Was: Sendable {
        let name: String
        let value: String
    }

    init(
        _ entry: SettingsEntry,
        of municipality: Municipality,
        in course: StoredCourse,
        isWhole: Bool,
        language: Language
    ) {
        let outline = course.outline
        title = language("Indstillinger for \(municipality.name)", "Settings of \(municipality.name)")
        place = Place(course: outline.key, title: outline.title, .settings)
        action = "/courses/\(outline.key)/settings/\(municipality.key)"
        back = "/courses/\(outline.key)/settings"
        let names = isWhole ? SettingsEntry.names : SettingsEntry.namesForAll
        let words = SettingsWords(language: language)
        fields = names.map { name in
            var field = words.field(name, value: entry.typed[name] ?? "")
            if entry.faults.contains(name) { field.fault = words.fault(name) }
            if let now = entry.changed[name], field.fault == nil {
                field.fault =
                    now.isEmpty
                    ? language(
                        "En anden har imens slettet det, der stod her.",
                        "Somebody else has meanwhile deleted what stood here."
                    )
                    : language("En anden har imens skrevet: \(now)", "Somebody else has meanwhile written: \(now)")
            }
            return field
        }
        faults = fields.compactMap { field in field.fault.map { Fault(name: field.name, text: "\(field.label): \($0)") }
        }
        isContradicted = !entry.changed.isEmpty
        hasFaults = !faults.isEmpty
        was = names.map { Was(name: $0, value: entry.was[$0] ?? "") }
    }
}

/// The words of the form of a municipality's settings.
struct SettingsWords: Sendable {
    let language: Language

    func field(_ name: String, value: String) -> Field {
        switch name {
        case "signed":
            Field(
                name,
                label: language("Underskrift", "Signature"),
                value: value,
                hint: language("Den, der skriver under på brevene.", "Who signs the letters."),
                isRequired: true
            )
        case "contact-name":
            Field(name, label: language("Kontakt: navn", "Contact: name"), value: value, isRequired: true)
        case "contact-email":
            Field(
                name,
                label: language("Kontakt: mailadresse", "Contact: mail address"),
                value: value,
                type: "email",
                isRequired: true
            )
        case "contact-phone":
            Field(name, label: language("Kontakt: telefon", "Contact: telephone"), value: value, type: "tel")
        case "send-at":
            Field(
                name,
                label: language("Breve går ud klokken", "Letters leave at"),
                value: value,
                hint: language("Gælder breve, der ikke er i kø endnu.", "For letters that are not queued yet."),
                type: "time",
                isRequired: true
            )
        case "sender":
            Field(
                name,
                label: language("Afsender", "Sender"),
                value: value,
                hint: language("Skrives Navn <adresse>.", "Written as Name <address>."),
                isRequired: true
            )
        default:
            Field(
                name,
                label: language("Koordinatorens mailadresse", "The coordinator's mail address"),
                value: value,
                hint: language(
                    "Den, der har adressen, kan se og ændre alt om kommunens del af forløbet.",
                    "Whoever has the address sees and changes everything about the municipality's part."
                ),
                type: "email",
                isRequired: true
            )
        }
    }

    func fault(_ name: String) -> String {
        switch name {
        case "send-at": language("Skriv et klokkeslæt, for eksempel 08:00.", "Write a time, for instance 08:00.")
        case "sender":
            language("Skriv et navn og en adresse: Navn <adresse>.", "Write a name and an address: Name <address>.")
        case "contact-email", "coordinator": language("Skriv en mailadresse.", "Write a mail address.")
        case "contact-phone": language("Skriv højst 50 tegn på én linje.", "Write 50 characters at most, on one line.")
        default:
            language("Skriv noget på én linje, højst 200 tegn.", "Write something on one line, 200 characters at most.")
        }
    }
}
