import Course
import CourseStore

/// What was done, in a sentence: a table from actions to words.
///
/// `{subject}` is to whom or what, `{course}` the course; an action that the table has not is shown as it is.
enum AuditWords {
    static let table: [String: (danish: String, english: String)] = [
        "administrator.add": ("gav en administrator adgang", "let an administrator in"),
        "administrator.remove": ("tog en administrators adgang", "took an administrator's access away"),
        "administrator.link": ("lavede et link til at logge ind", "made a link to sign in"),
        "course.import": ("indlæste forløbet fra en fil", "imported the course from a file"),
        "course.copy": ("lavede en kopi af forløbet", "made a copy of the course"),
        "course.enrol": ("tilmeldte ledere fra en liste", "enrolled leaders from a list"),
        "course.live": ("satte forløbet i gang", "set the course going"),
        "course.pause": ("satte forløbet på pause", "paused the course"),
        "course.simulate": ("kørte forløbet igennem på prøve", "ran the course through on trial"),
        "course.clock": ("flyttede forløbets ur", "moved the course's clock"),
        "agreement.give": ("sagde ja til at gå i gang", "agreed to going live"),
        "agreement.withdraw": ("trak sit ja tilbage", "took the agreement back"),
        "calendar.set": ("rettede lukkedagene ({subject})", "changed the closing days ({subject})"),
        "course.live-without-agreement": (
            "satte forløbet i gang, uden at alle havde sagt ja", "set the course going before all had agreed"
        ),
        "course.succeed": ("lavede et nyt forløb ud fra {subject}", "made a new course from {subject}"),
        "enrolment.apply": ("tilmeldte ledere fra en liste ({subject})", "enrolled leaders from a list ({subject})"),
        "group.chair": ("valgte mødeleder i en gruppe ({subject})", "chose the chair of a group ({subject})"),
        "group.rename": ("gav en gruppe et nyt navn ({subject})", "renamed a group ({subject})"),
        "film.done": ("noterede en film som set for {subject}", "noted a film as seen for {subject}"),
        "helper.add": ("føjede en hjælper til", "added a helper"),
        "helper.remove": ("fjernede en hjælper", "removed a helper"),
        "leader.address": ("rettede mailadressen for {subject}", "corrected the address of {subject}"),
        "leader.edit": ("rettede oplysningerne om {subject}", "edited {subject}"),
        "leader.withdraw": ("tog {subject} ud af forløbet", "took {subject} out of the course"),
        "leader.return": ("tog {subject} med igen", "took {subject} in again"),
        "leader.succession": ("lod en anden overtage efter {subject}", "had somebody take over from {subject}"),
        "leader.language": ("skiftede sprog for {subject}", "changed the language of {subject}"),
        "mail.hold": ("holdt {subject} tilbage", "held {subject}"),
        "mail.retry": ("lod {subject} gå igen", "let {subject} go again"),
        "mail.cancel": ("annullerede {subject}", "cancelled {subject}"),
        "municipality.set": ("rettede indstillingerne for {subject}", "changed the settings of {subject}"),
        "meeting.set": ("satte datoen for et ledermøde ({subject})", "set a meeting's date ({subject})"),
        "message.send": ("sendte besked {subject}", "sent message {subject}"),
        "message.copy": ("sendte en kopi af et brev til {subject}", "sent a copy of a letter to {subject}"),
        "message.missed": ("sendte noget, der var gået forbi, til {subject}", "sent what was missed to {subject}"),
        "reflection.done": (
            "noterede et ledermødes noter som skrevet ({subject})", "noted a meeting's notes as written ({subject})"
        ),
        "seat.set": ("gav en plads ({subject})", "gave a seat ({subject})"),
        "session.move": ("flyttede {subject}", "moved {subject}"),
        "words.set": ("skrev egne ord til {subject}", "wrote own words for {subject}"),
        "words.reset": (
            "gik tilbage til standardbrevet for {subject}", "went back to the shipped letter for {subject}"
        ),
    ]

    /// What was done to whom.
    static func sentence(_ entry: AuditTrail.Entry, in language: Language) -> String {
        guard let words = table[entry.entry.action] else {
            return [entry.entry.action, entry.leader ?? entry.entry.subject].compactMap(\.self).joined(separator: " ")
        }
        let subject = subject(of: entry, in: language)
        return language(words.danish, words.english).replacing("{subject}", with: subject)
    }

    /// The action's own words, without whom it was done to.
    static func name(of action: String, in language: Language) -> String {
        guard let words = table[action] else { return action }
        return language(words.danish, words.english).replacing(" ({subject})", with: "").replacing(
            "{subject}",
            with: "…"
        )
    }

    private static func subject(of entry: AuditTrail.Entry, in language: Language) -> String {
        if let leader = entry.leader { return leader }
        let subject = entry.entry.subject ?? ""
        let isNumber = !subject.isEmpty && subject.allSatisfy { $0.isASCII && $0.isNumber }
        if entry.entry.action.hasPrefix("mail."), isNumber { return language("brev \(subject)", "letter \(subject)") }
        if isNumber, entry.entry.action.hasPrefix("leader.") || entry.entry.action.hasPrefix("film.") {
            return language("leder nr. \(subject)", "leader no. \(subject)")
        }
        return subject
    }

    /// As `letters: 12, items: 30`.
    static func detail(_ detail: [String: Int], in language: Language) -> String {
        detail.sorted { $0.key < $1.key }.map { key, value in
            let name =
                switch key {
                case "letters": language("breve", "letters")
                case "items": language("beskeder", "items")
                case "unreachable": language("adresser, der afvises", "refused addresses")
                case "letter": language("brev", "letter")
                case "original": language("kopi af brev", "copy of letter")
                default: key
                }
            return "\(name): \(value)"
        }.joined(separator: ", ")
    }
}
