import Course
import CourseStore
import Foundation

/// A message as it was typed.
struct MessageEntry: Sendable, Hashable {
    /// `everybody`, `municipality:KEY`, `area:N`, `group:N` or `session:MODULE/KEY`.
    var audience = ""
    var subject = ""
    var text = ""
    /// Sent twice, it is one message.
    var form: UUID

    /// The fields of the form.
    enum Name: String, Sendable, CaseIterable {
        case audience, subject, text
    }

    init(form: UUID) {
        self.form = form
    }

    init(_ form: Form) {
        audience = form["audience"]
        subject = form["subject"]
        text = form.text("text")
        self.form = UUID(uuidString: form["form"]) ?? UUID()
    }

    /// The message; `nil` where nobody is named.
    var draft: MessageDraft? {
        let parts = audience.split(separator: ":", maxSplits: 1).map(String.init)
        let rest = parts.count == 2 ? parts[1] : ""
        let target: MessageAudience
        switch parts.first {
        case "everybody": target = .everybody
        case "municipality": target = .municipality(rest)
        case "area":
            guard let number = Int64(rest) else { return nil }
            target = .area(number)
        case "group":
            guard let number = Int64(rest) else { return nil }
            target = .group(LeaderGroup.ID(rawValue: number))
        case "session":
            let names = rest.split(separator: "/", maxSplits: 1).map(String.init)
            guard names.count == 2 else { return nil }
            target = .session(module: names[0], key: names[1])
        default: return nil
        }
        return MessageDraft(to: target, subject: subject, text: text)
    }

    /// What is wrong with what was typed.
    func faults(among audiences: Set<String>, in language: Language) -> [Name: String] {
        var faults: [Name: String] = [:]
        if !audiences.contains(audience) || draft == nil {
            faults[.audience] = language("Vælg, hvem beskeden er til.", "Choose whom the message is for.")
        }
        if subject.isEmpty {
            faults[.subject] = language("Skriv et emne.", "Write a subject.")
        } else if subject.count > 200 || subject.contains(where: \.isNewline) {
            faults[.subject] = language(
                "Emnet skal stå på én linje på højst 200 tegn.",
                "The subject must stand on one line of at most 200 characters."
            )
        }
        if text.allSatisfy(\.isWhitespace) {
            faults[.text] = language("Skriv en tekst.", "Write a text.")
        } else if text.utf8.count > 20_000 {
            faults[.text] = language("Teksten er for lang til et brev.", "The text is too long for a letter.")
        }
        for (name, typed) in [(Name.subject, subject), (.text, text)] where faults[name] == nil {
            if let unknown = LetterField.occurrences(in: typed).first(where: { $0.field == nil }) {
                faults[name] = language(
                    "Feltet {\(unknown.name)} findes ikke. Du kan bruge \(Self.fields).",
                    "There is no field {\(unknown.name)}. You can use \(Self.fields)."
                )
            }
        }
        return faults
    }

    /// The fields that make sense in a message.
    static let fields = "{first-name}, {name}, {municipality}, {course}, {group}, {contact}, {date}, {time}, {place}"
}
