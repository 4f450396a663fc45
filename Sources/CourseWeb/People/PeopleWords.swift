import Course
import CourseStore
import Mustache

/// The words that pages about people share.
extension LeaderList.Column {
    /// What stands beside the field.
    func label(in language: Language) -> String {
        switch self {
        case .name: language("Navn", "Name")
        case .email: language("Mailadresse", "Mail address")
        case .area: language("Fagområde", "Area")
        case .group: language("Ledergruppe", "Leader group")
        case .chair: language("Mødeleder", "Chair")
        case .title: language("Stilling", "Title")
        case .reportsTo: language("Nærmeste leder", "Reports to")
        case .language: language("Sprog", "Language")
        }
    }

    /// What a field holds, for people.
    func shown(_ text: String?, in language: Language) -> String {
        switch self {
        case .chair: text == nil ? language("nej", "no") : language("ja", "yes")
        case .language: (text.flatMap(Language.init(rawValue:)).map { $0.name(in: language) }) ?? "–"
        default: text ?? "–"
        }
    }

    /// The name of the form's field.
    var fieldName: String {
        switch self {
        case .name: "name"
        case .email: "email"
        case .area: "area"
        case .group: "group"
        case .chair: "chair"
        case .title: "title"
        case .reportsTo: "reports-to"
        case .language: "language"
        }
    }
}

extension Language {
    /// The language's name in another.
    func name(in language: Language) -> String {
        switch self {
        case .danish: language("dansk", "Danish")
        case .english: language("engelsk", "English")
        }
    }
}

extension LeaderList.Complaint {
    /// What is wrong, as a sentence without a full stop.
    func sentence(in language: Language) -> String {
        switch self {
        case .strayText:
            language("der står noget efter et afsluttende anførselstegn", "something stands behind a closing quote")
        case .fields(let count, let expected):
            language("\(count) felter i stedet for \(expected)", "\(count) fields instead of \(expected)")
        case .neitherYesNorNo(let word):
            language(
                "“\(word)” er hverken ja eller nej; skriv ja, x eller 1, eller lad feltet stå tomt",
                "“\(word)” is neither yes nor no; write yes, x or 1, or leave it empty"
            )
        case .chairOfNoGroup:
            language("en mødeleder skal være i en gruppe", "a chair must be in a group")
        case .unknownLanguage(let word):
            language(
                "“\(word)” er ikke et sprog her; skriv da eller en",
                "“\(word)” is no language here; write da or en"
            )
        case .noAddress(let text):
            language("“\(text)” er ikke en mailadresse", "“\(text)” is no mail address")
        case .empty(let column):
            language("\(column.label(in: language)) mangler", "\(column.label(in: language)) is missing")
        case .tooLong(let column):
            language("\(column.label(in: language)) er for langt", "\(column.label(in: language)) is too long")
        case .controlCharacter(let column):
            language(
                "\(column.label(in: language)) har et usynligt tegn i sig; skriv det igen",
                "\(column.label(in: language)) has an invisible character in it; write it anew"
            )
        }
    }
}

extension StringProtocol {
    /// The text with its first letter large.
    var capitalizedFirst: String { prefix(1).uppercased() + dropFirst() }
}

/// A tag beside something: words, and a colour that only repeats them.
struct PeopleTag: Sendable, Hashable {
    let label: String
    let kind: String
}

extension LeaderRecord {
    /// What is to be noted of somebody.
    func tags(in language: Language) -> [PeopleTag] {
        var tags: [PeopleTag] = []
        if entry.isChair { tags.append(PeopleTag(label: language("mødeleder", "chair"), kind: "calm")) }
        if withdrawnAt != nil {
            tags.append(PeopleTag(label: language("udmeldt", "withdrawn"), kind: "warn"))
        } else if isUnreachable {
            tags.append(PeopleTag(label: language("adressen afviser mail", "address refuses mail"), kind: "bad"))
        }
        return tags
    }
}

/// What is wrong with a form, as its page says on top.
struct PeopleFaults: Sendable, MustacheParent {
    let items: [Item]

    struct Item: Sendable, Hashable {
        let href: String
        let text: String
    }

    /// `nil` where nothing is wrong.
    init?(_ faults: [(field: String, text: String)]) {
        guard !faults.isEmpty else { return nil }
        items = faults.map { Item(href: "#field-\($0.field)", text: $0.text) }
    }

    func child(named name: String) -> Any? { name == "items" ? items : nil }
}

/// What somebody else has changed while a form was open.
struct PeopleOvertaken: Sendable, MustacheParent {
    let rows: [Row]

    func child(named name: String) -> Any? { name == "rows" ? rows : nil }

    struct Row: Sendable, Hashable {
        let label: String
        let before: String
        let now: String
        let typed: String
    }
}

/// A field that a form carries along.
struct CarriedField: Sendable, Hashable {
    let name: String
    let value: String
}

/// A link with its words.
struct PeopleLink: Sendable, Hashable, MustacheParent {
    let href: String
    let label: String

    func child(named name: String) -> Any? {
        switch name {
        case "href": href
        case "label": label
        default: nil
        }
    }
}
