import Course
import CourseStore

/// One message, and what became of it, leader by leader.
struct MessagePage: Page {
    static let template = "message"

    let title: String
    let place: Place
    let back: String
    let text: String
    let doer: String
    let row: MessageRow
    /// Where what has not left is taken back.
    let cancellation: Cancellation?
    let list: LetterRows

    struct Cancellation: Sendable {
        let action: String
        let button: String
    }

    /// The page of a message; `own` is the municipality, by key, that whoever looks on coordinates.
    init(_ ledger: MessageLedger, _ selection: LetterList.Selection, own: String?, in language: Language) {
        let (message, outline) = (ledger.message, ledger.course.outline)
        let words = LedgerWords(language: language, outline: outline)
        let path = "/courses/\(outline.key)/messages/\(message.id)"
        title = message.subject
        place = Place(course: outline.key, title: outline.title, .messages)
        back = "/courses/\(outline.key)/messages"
        (text, doer) = (message.text, message.doer)
        row = MessageRow(message, of: ledger.course, in: language)
        cancellation =
            ledger.untried > 0 && message.mayBeCancelled(by: own)
            ? Cancellation(
                action: "\(path)/cancellation",
                button: language(
                    ledger.untried == 1
                        ? "Annuller det brev, der ikke er gået …"
                        : "Annuller de \(language.number(ledger.untried)) breve, der ikke er gået …",
                    ledger.untried == 1
                        ? "Cancel the letter that has not left …"
                        : "Cancel the \(language.number(ledger.untried)) letters that have not left …"
                )
            ) : nil
        list = LetterRows(
            ledger.letters,
            selection,
            own: path,
            towns: own == nil && message.municipality == nil ? outline.municipalities.map(\.key) : [],
            words: words
        )
    }
}

extension MessageStanding {
    /// Whether somebody may take it back who coordinates the municipality of that key, or where it is `nil`, runs the course.
    func mayBeCancelled(by own: String?) -> Bool { own == nil || own == municipality }
}
