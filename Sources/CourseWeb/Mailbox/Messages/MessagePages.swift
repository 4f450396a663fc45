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

    /// Adds the pages, each behind its door.
    func add(
        course: RouterGroup<CourseContext>,
        wholeCourse: RouterGroup<WholeCourseContext>
    ) {
        course.get("messages", use: list)
        course.get("messages/new", use: empty)
        course.post("messages/new", use: send)
        course.get("messages/:message", use: message)
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
                "Beskeden er sendt til \(sent.reach.recipients). Breve, der ikke er gået endnu, kan annulleres fra hvert brevs side.",
                "The message is sent to \(sent.reach.recipients). Letters that have not left yet can be cancelled on each letter's page."
            )
        )
    }

    @Sendable
    private func message(_ request: Request, context: CourseContext) async throws -> Response {
        guard let number = context.parameters.get("message", as: Int64.self),
            let message = try await context.store.message(
                number,
                of: context.course,
                municipality: context.ownMunicipality?.key
            )
        else { throw DoorFault.notThere }
        let course = try await context.store.course(context.course)
        return context.page(MessagePage(message, of: course, in: context.visitor.language))
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
        } catch is Refusal {
            return context.conflict(
                language(
                    "Der blev ikke sendt en kopi: brevet er ikke gået endnu, eller lederen kan ikke få post.",
                    "No copy was sent: the letter has not left yet, or the leader cannot get mail."
                )
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
        } catch is Refusal {
            return context.conflict(
                language(
                    "Der blev ikke sendt noget: lederen har fået den eller får den, eller kan ikke få post.",
                    "Nothing was sent: the leader has it or will get it, or cannot get mail."
                )
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

extension CourseContext {
    /// Says that it was too late for what was asked.
    fileprivate func conflict(_ sentence: String) -> Response {
        page(FaultPage(.conflict, sentence: sentence, in: visitor.language), status: .conflict)
    }
}
