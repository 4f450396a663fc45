import Correspondence
import Course
import Foundation

@testable import CourseStore
@testable import CourseWeb

extension PageExample {
    static let messages: [PageExample] = [
        PageExample("messages") { MessagesPage([LedgerExample.message], of: LedgerExample.course, in: $0) },
        PageExample("message") { language in
            MessagePage(
                MessageLedger(
                    message: LedgerExample.message,
                    letters: LedgerExample.letters,
                    untried: 12,
                    course: LedgerExample.course
                ),
                .init(municipality: "glostrup"),
                own: nil,
                in: language
            )
        },
        PageExample("message-form") { language in
            var entry = MessageEntry(form: form)
            (entry.audience, entry.subject, entry.text) = ("area:3", "<b>Hej</b>", "Hej {nickname}")
            return MessageFormPage(
                entry,
                faults: entry.faults(among: ["area:3"], in: language),
                choices: choices,
                own: nil,
                in: language
            )
        },
        PageExample("message-preview") { language in
            var entry = MessageEntry(form: form)
            (entry.audience, entry.subject, entry.text) = ("everybody", "Til {first-name}", "Tag <din> madpakke med.")
            return MessagePreviewPage(
                entry,
                draft: MessageDraft(to: .everybody, subject: entry.subject, text: entry.text),
                reach: MessageReach(recipients: 12, unreachable: 2),
                to: "Alle ledere",
                course: LedgerExample.course,
                municipality: nil,
                writer: writer,
                in: language
            )
        },
        PageExample("stop-question") { language in
            StopQuestionPage(
                title: language("Annuller brevet?", "Cancel the letter?"),
                course: LedgerExample.course.outline,
                what: "Brev 17 til Bo <script>",
                warning: language("Det kan ikke gøres om.", "There is no way back."),
                action: "/courses/small/letters/17/cancellation",
                back: "/courses/small/letters/17",
                button: language("Annuller brevet", "Cancel the letter")
            )
        },
    ]

    private static let writer: LetterWriter = {
        guard let templates = try? LetterTemplates.load() else { preconditionFailure("the letters have templates") }
        return LetterWriter(templates: templates)
    }()

    private static var form: UUID { UUID(uuid: (0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 1)) }

    private static let choices = MessageChoices(
        course: LedgerExample.course,
        areas: [(3, "albertslund", "Skoler <script>")],
        groups: [(.init(rawValue: 4), "glostrup", "Øst")]
    )
}
