import Correspondence
import Course
import CourseStore

/// One letter as its leader will see it.
struct LetterPage: Page {
    static let template = "letters-letter"

    let title: String
    let place: Place
    let subject: String
    let to: String
    let from: String
    let replyTo: String?
    let municipality: String
    let leaves: String
    let isWelcome: Bool
    let isDiscreet: Bool
    let hasCalendarPart: Bool
    let items: [Item]
    let text: String
    let letterLanguage: String
    /// The HTML part, framed.
    let frame: String
    /// Where a test copy is asked for, and whose it is.
    let copy: String
    let reader: String
    /// The other letters of the day.
    let others: [Other]
    let hasOthers: Bool
    let back: String

    struct Item: Sendable {
        let title: String
        let purpose: String
        let words: String
        /// Why it is planned for its day, step by step.
        let reasons: [String]
        let hasReasons: Bool
        /// Whether it comes later than it was planned for.
        let isLate: Bool
        let plan: String?
    }

    struct Other: Sendable {
        let href: String
        let label: String
    }
}

extension LetterPage {
    init(
        _ letters: [RehearsedLetter],
        number: Int,
        course: StoredCourse,
        reader: String,
        address: LetterAddress,
        in language: Language
    ) {
        let letter = letters[number]
        let outline = course.outline
        let written = { (box: (name: String, address: String)) in
            box.name.isEmpty ? box.address : "\(box.name) <\(box.address)>"
        }
        let dates = language.dates
        let names = CourseNames(of: outline)
        title = language("Brev til \(letter.to.name)", "Letter to \(letter.to.name)")
        place = Place(course: outline.key, title: outline.title, .preview)
        subject = letter.text.subject
        to = written(letter.to)
        from = written(letter.from)
        replyTo = letter.replyTo.map(written)
        municipality = outline.municipality(letter.municipality)?.name ?? letter.municipality
        leaves = dates.dayAndTime(outline.timeZone.local(letter.releasedAt))
        isWelcome = letter.isWelcome
        isDiscreet = letter.items.contains { $0.planned.givesAway }
        hasCalendarPart = letter.hasCalendarPart
        items = letter.items.map { item in
            let prompt = item.planned.scope.reference
            let name = PreviewedPrompt(prompt, purpose: item.planned.purpose, in: outline, language)
            return Item(
                title: name.title,
                purpose: name.purpose,
                words:
                    "/courses/\(outline.key)/words/\(prompt.module)/\(prompt.prompt)?municipality=\(letter.municipality)",
                reasons: item.reasons.map { language.capitalised($0.sentence(in: language, naming: names)) },
                hasReasons: !item.reasons.isEmpty,
                isLate: item.isLate,
                plan: item.row.map { "/courses/\(outline.key)/plan/\($0)" }
            )
        }
        text = letter.text.text
        letterLanguage = letter.language.rawValue
        frame = address.path(number, "body")
        copy = address.path(number, "copy")
        self.reader = reader
        others = letters.indices.filter { $0 != number }.map { other in
            Other(
                href: address.path(other),
                label: dates.time(outline.timeZone.local(letters[other].releasedAt).time)
            )
        }
        hasOthers = letters.count > 1
        back = "/courses/\(outline.key)/preview?leader=\(address.leader)&from=\(address.day)"
    }
}
