import Correspondence
import Course
import CourseStore
import Foundation

/// A message as it would leave, and to how many.
struct MessagePreviewPage: Page {
    static let template = "message-preview"

    let title: String
    let place: Place
    let action: String
    let to: String
    let recipients: String
    let unreachable: String?
    /// Who the letter is shown for: nobody whom there is.
    let reader: String
    let subject: String
    let text: String
    let button: String
    let entry: Entry

    /// What was typed, to be sent on.
    struct Entry: Sendable {
        let audience: String
        let subject: String
        let text: String
        let form: String
    }

    init(
        _ entry: MessageEntry,
        draft: MessageDraft,
        reach: MessageReach,
        to: String,
        course: StoredCourse,
        municipality: String?,
        writer: LetterWriter,
        in language: Language
    ) {
        let outline = course.outline
        title = language("Se beskeden igennem", "Look the message through")
        place = Place(course: outline.key, title: outline.title, .messages)
        action = "/courses/\(outline.key)/messages/new"
        self.to = to
        recipients =
            reach.recipients == 1
            ? language("1 leder får et brev", "1 leader gets a letter")
            : language("\(reach.recipients) ledere får et brev", "\(reach.recipients) leaders get a letter")
        unreachable =
            reach.unreachable == 0
            ? nil
            : language(
                "\(reach.unreachable) får ikke noget, for deres adresse afvises",
                "\(reach.unreachable) get nothing, for their address is refused"
            )
        reader = ClaimedLetter.Recipient.inventedName(in: outline.language)
        let letter = Self.sample(draft, to: reader, outline: outline, municipality: municipality, writer: writer)
        (subject, text) = (letter?.subject ?? draft.subject, letter?.text ?? draft.text)
        button =
            reach.recipients == 1
            ? language("Send til 1 leder", "Send to 1 leader")
            : language("Send til \(reach.recipients) ledere", "Send to \(reach.recipients) leaders")
        self.entry = Entry(
            audience: entry.audience,
            subject: entry.subject,
            text: entry.text,
            form: entry.form.uuidString
        )
    }

    /// The letter to an invented leader.
    private static func sample(
        _ draft: MessageDraft,
        to reader: String,
        outline: CourseOutline,
        municipality key: String?,
        writer: LetterWriter
    ) -> LetterText? {
        guard let municipality = key.flatMap({ outline.municipality($0) }) ?? outline.municipalities.first else {
            return nil
        }
        let course = CourseFacts(outline)
        var session: Session?
        if case .session(let module, let key) = draft.audience {
            session = outline.sessions(of: module).first { $0.key == key }
        }
        return writer.write(
            LetterFacts(
                name: reader,
                language: outline.language,
                course: course,
                municipality: municipality,
                items: [.init(message: "0", subject: draft.subject, text: draft.text, about: session, in: course)]
            )
        )
    }
}
