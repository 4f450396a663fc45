import Correspondence
import Course
import CourseStore
import Foundation
import HTTPTypes
import Hummingbird

/// What is sent by hand: messages, copies, what was missed, holds.
struct MessagePages {
    /// The ways that letters take.
    let routes: LetterRoutes
    let writer: LetterWriter

    /// Adds the pages, each behind its door.
    func add(
        course: RouterGroup<CourseContext>,
        wholeCourse: RouterGroup<WholeCourseContext>
    ) {
        course.get("messages", use: list)
        course.get("messages/new", use: empty)
        course.post("messages/new", use: send)
        course.get("messages/:message", use: message)
        course.post("messages/:message/cancellation", use: cancel)
        course.post("letters/:letter/copy", use: copy)
        course.post("people/:leader/missed/:module/:prompt", use: missed)
        StopPages().add(course: course, wholeCourse: wholeCourse)
    }

    @Sendable
    private func list(_ request: Request, context: CourseContext) async throws -> Response {
        let course = try await context.store.course(context.course)
        let messages = try await context.store.messages(
            of: context.course,
            municipality: context.ownMunicipality?.key
        )
        return context.page(MessagesPage(messages, of: course, in: context.visitor.language))
    }

    @Sendable
    private func empty(_ request: Request, context: CourseContext) async throws -> Response {
        let choices = try await context.store.messageChoices(
            in: context.course,
            municipality: context.ownMunicipality?.key
        )
        var entry = MessageEntry(form: UUID())
        entry.audience = request.uri.queryParameters.get("audience") ?? ""
        return context.page(
            MessageFormPage(entry, choices: choices, own: context.ownMunicipality?.key, in: context.visitor.language)
        )
    }

    /// First shows what would leave and to how many; sends where that was seen.
    @Sendable
    private func send(_ request: Request, context: CourseContext) async throws -> Response {
        let form = try await Form.read(request)
        let (language, own) = (context.visitor.language, context.ownMunicipality?.key)
        let entry = MessageEntry(form)
        let choices = try await context.store.messageChoices(in: context.course, municipality: own)
        func again(_ status: HTTPResponse.Status = .ok, _ faults: [MessageEntry.Name: String] = [:]) -> Response {
            context.page(
                MessageFormPage(entry, faults: faults, choices: choices, own: own, in: language),
                status: status
            )
        }
        if form.has("edit") { return again() }
        let audiences = MessageFormPage.audiences(choices, own: own, in: language)
        let faults = entry.faults(among: Set(audiences.map(\.value)), in: language)
        guard faults.isEmpty, let draft = entry.draft else { return again(.unprocessableContent, faults) }
        let reach = try await context.store.messageReach(draft.audience, in: context.course, municipality: own)
        guard reach.recipients > 0 else {
            let fault = language(
                "Der er ingen at sende til: vælg andre modtagere.",
                "There is nobody to send it to: choose other recipients."
            )
            return again(.unprocessableContent, [.audience: fault])
        }
        guard choices.course.state != .draft else {
            let fault = language(
                "Forløbet er ikke i gang endnu, og fra en kladde sendes intet.",
                "The course is not going yet, and nothing is sent from a draft."
            )
            return again(.unprocessableContent, [.audience: fault])
        }
        guard form.has("send") else {
            return context.page(
                MessagePreviewPage(
                    entry,
                    draft: draft,
                    reach: reach,
                    to: audiences.first { $0.value == entry.audience }?.label ?? "",
                    course: choices.course,
                    municipality: own ?? choices.municipality(of: draft.audience),
                    writer: writer,
                    in: language
                )
            )
        }
        let sent = try await context.store.send(
            draft,
            in: context.course,
            municipality: own,
            form: entry.form,
            ownRoutes: routes.own
        )
        return context.seeOther(
            "/courses/\(context.course)/messages/\(sent.id)",
            saying: language(
                "Beskeden er sendt til \(sent.reach.recipients). Breve, der ikke er gået endnu, kan annulleres her.",
                "The message is sent to \(sent.reach.recipients). Letters that have not left yet can be cancelled here."
            )
        )
    }

    @Sendable
    private func message(_ request: Request, context: CourseContext) async throws -> Response {
        let selection = LetterList.Selection(request)
        let ledger = try await context.message(selection)
        return context.page(
            MessagePage(ledger, selection, own: context.ownMunicipality?.key, in: context.visitor.language)
        )
    }

    /// Takes back what has not left of a message, once that was asked.
    @Sendable
    private func cancel(_ request: Request, context: CourseContext) async throws -> Response {
        let form = try await Form.read(request)
        let language = context.visitor.language
        let ledger = try await context.message(.init(limit: 1))
        guard ledger.message.mayBeCancelled(by: context.ownMunicipality?.key) else { throw DoorFault.notThere }
        let page = "/courses/\(context.course)/messages/\(ledger.message.id)"
        guard form.has("sure") else {
            guard ledger.untried > 0 else {
                return context.conflict(
                    language(
                        "Der er ingen breve at annullere: de er gået eller ved at blive sendt.",
                        "There are no letters to cancel: they have left, or are being sent."
                    )
                )
            }
            return context.page(
                StopQuestionPage(
                    title: language("Annuller brevene?", "Cancel the letters?"),
                    course: ledger.course.outline,
                    part: .messages,
                    what: ledger.message.subject,
                    warning: language(
                        ledger.untried == 1
                            ? "Ét brev er ikke gået endnu. Det bliver aldrig sendt, og lederen får ikke besked om det. De, der allerede har fået beskeden, beholder den. Det kan ikke gøres om."
                            : "\(language.number(ledger.untried)) breve er ikke gået endnu. De bliver aldrig sendt, og ingen får besked om det. De, der allerede har fået beskeden, beholder den. Det kan ikke gøres om.",
                        ledger.untried == 1
                            ? "One letter has not left yet. It will never be sent, and its leader is not told. Whoever has got the message keeps it. There is no way back."
                            : "\(language.number(ledger.untried)) letters have not left yet. They will never be sent, and nobody is told. Whoever has got the message keeps it. There is no way back."
                    ),
                    action: "\(page)/cancellation",
                    back: page,
                    button: language("Annuller brevene", "Cancel the letters")
                )
            )
        }
        guard let change = try await context.store.cancelMessage(ledger.message.id, of: context.course) else {
            throw DoorFault.notThere
        }
        return context.seeOther(page, saying: change.words(in: language))
    }

    @Sendable
    private func copy(_ request: Request, context: CourseContext) async throws -> Response {
        let form = try await Form.read(request)
        let language = context.visitor.language
        let letter = try await context.letter()
        guard let key = UUID(uuidString: form["form"]) else { throw FormFault.notAForm }
        let copy: Int64?
        do {
            copy = try await context.store.copyLetter(
                letter.row.id,
                of: context.course,
                form: key,
                ownRoutes: routes.own
            )
        } catch let refusal as Refusal where refusal.kind != .unknown {
            return context.conflict(
                language("Der blev ikke sendt en kopi. ", "No copy was sent. ") + refusal.shown(in: language)
            )
        }
        guard let copy else { throw DoorFault.notThere }
        return context.seeOther(
            "/courses/\(context.course)/letters/\(copy)",
            saying: language(
                "Her er kopien. Den siger selv, at den er en kopi; indtil den er gået, kan du annullere den her.",
                "Here is the copy. It says itself that it is one; until it has left you can cancel it here."
            )
        )
    }

    @Sendable
    private func missed(_ request: Request, context: CourseContext) async throws -> Response {
        let form = try await Form.read(request)
        let language = context.visitor.language
        guard let leader = context.parameters.get("leader", as: Int64.self) else { throw DoorFault.notThere }
        let prompt = Prompt.Reference(
            module: try context.parameters.require("module"),
            prompt: try context.parameters.require("prompt")
        )
        let letter: Int64?
        do {
            letter = try await context.store.sendMissed(
                prompt,
                to: Leader.ID(rawValue: leader),
                of: context.course,
                municipality: context.ownMunicipality?.key,
                ownRoutes: routes.own
            )
        } catch let refusal as Refusal where refusal.kind != .unknown {
            return context.conflict(
                language("Der blev ikke sendt noget. ", "Nothing was sent. ") + refusal.shown(in: language)
            )
        }
        guard let letter else { throw DoorFault.notThere }
        return context.seeOther(
            LocalPath(form["back"])?.text ?? "/courses/\(context.course)/letters/\(letter)",
            saying: language(
                "Den er på vej som brev \(letter). Indtil det er gået, kan du annullere det på brevets side.",
                "It is on its way as letter \(letter). Until that has left you can cancel it on the letter's page."
            )
        )
    }
}

extension MessageCancellation {
    /// What was taken back, and what was too late for that.
    fileprivate func words(in language: Language) -> String {
        let (danish, english) = (
            cancelled == 1 ? "1 brev er annulleret." : "\(language.number(cancelled)) breve er annulleret.",
            cancelled == 1 ? "1 letter is cancelled." : "\(language.number(cancelled)) letters are cancelled."
        )
        guard left > 0 else { return language(danish, english) }
        return language(
            "\(danish) \(language.number(left)) var allerede gået eller ved at blive sendt.",
            "\(english) \(language.number(left)) had left already, or were being sent."
        )
    }
}

extension CourseContext {
    /// The message that the path names with its leaders, where it is this person's to see.
    fileprivate func message(_ selection: LetterList.Selection) async throws -> MessageLedger {
        guard let number = parameters.get("message", as: Int64.self),
            let ledger = try await store.messageLedger(
                number,
                of: course,
                municipality: ownMunicipality?.key,
                selection
            )
        else { throw DoorFault.notThere }
        return ledger
    }

    /// Says that it was too late for what was asked.
    fileprivate func conflict(_ sentence: String) -> Response {
        page(FaultPage(.conflict, sentence: sentence, in: visitor.language), status: .conflict)
    }
}
