import Correspondence
import Course
import CourseStore
import HTTPTypes
import Hummingbird

/// The words of every prompt: the shipped letter's, the course's, a municipality's own.
struct WordsPages {
    let writer: LetterWriter

    /// Adds the pages.
    func add(course: RouterGroup<CourseContext>) {
        course.get("words", use: list)
        course.get("words/:module/:prompt", use: edit)
        course.post("words/:module/:prompt", use: save)
        course.post("words/:module/:prompt/sample", use: sample)
        course.post("words/:module/:prompt/reset", use: reset)
    }

    @Sendable
    private func list(_ request: Request, context: CourseContext) async throws -> Response {
        context.page(
            WordsListPage(
                try await context.store.words(of: context.course),
                own: context.ownMunicipality?.key,
                in: context.visitor.language
            )
        )
    }

    @Sendable
    private func edit(_ request: Request, context: CourseContext) async throws -> Response {
        let desk = try await desk(request, context)
        return try await page(desk, typed: desk.present, context)
    }

    /// Saves what was typed, unless it is wrong, or somebody else was here meanwhile.
    @Sendable
    private func save(_ request: Request, context: CourseContext) async throws -> Response {
        let desk = try await desk(request, context)
        let form = try await Form.read(request)
        let (typed, old) = (Self.words(form), Self.old(form))
        let faults = typed.faults(alone: desk.alone)
        guard faults.isEmpty else {
            return try await page(desk, typed: typed, old: old, faults: faults, status: .unprocessableContent, context)
        }
        let outcome = try await unlessChanged {
            try await context.store.setWords(
                typed,
                of: desk.prompt,
                in: context.course,
                for: desk.municipality,
                replacing: old
            )
        }
        let language = context.visitor.language
        switch outcome {
        case nil:
            let desk = try await self.desk(request, context)
            let theirs = desk.present
            return try await page(desk, typed: typed, old: theirs, theirs: theirs, status: .conflict, context)
        case .unchanged:
            return context.seeOther(
                desk.path(),
                saying: language("Teksten var sådan i forvejen.", "The words were so already.")
            )
        case .set:
            return context.seeOther(
                desk.path(),
                saying: language(
                    "Teksten er gemt. Den gælder for breve, der ikke er skrevet endnu.",
                    "The words are saved. They hold for letters that are not written yet."
                )
            )
        }
    }

    /// Shows how the letter would read: the HTML alone, to be framed.
    @Sendable
    private func sample(_ request: Request, context: CourseContext) async throws -> Response {
        let desk = try await desk(request, context)
        let typed = Self.words(try await Form.read(request))
        let language = context.visitor.language
        let faults = typed.faults(alone: desk.alone)
        guard faults.isEmpty, let letter = try await letter(saying: typed, at: desk, context) else {
            let page = WordsFaultsPage(faults, in: language)
            return FramedLetter(
                context.visitor.templates.render(page, withTemplate: "words-faults", in: language),
                status: .unprocessableContent
            ).response
        }
        return FramedLetter(letter.html(withSubjectAfter: language("Emne:", "Subject:"))).response
    }

    /// Goes back to the letter beneath, and offers the way back.
    @Sendable
    private func reset(_ request: Request, context: CourseContext) async throws -> Response {
        let desk = try await desk(request, context)
        let old = Self.old(try await Form.read(request))
        let outcome = try await unlessChanged {
            try await context.store.resetWords(
                of: desk.prompt,
                in: context.course,
                for: desk.municipality,
                replacing: old
            )
        }
        guard outcome != nil else {
            let desk = try await self.desk(request, context)
            let theirs = desk.present
            return try await page(desk, typed: theirs, old: theirs, theirs: theirs, status: .conflict, context)
        }
        let now = try await self.desk(request, context)
        return try await page(now, typed: now.present, undo: old == now.present ? nil : old, context)
    }

    // MARK: What the pages stand on

    /// The prompt and whose words of it the address names; a coordinator's are the own municipality's, named or not.
    private func desk(_ request: Request, _ context: CourseContext) async throws -> WordsDesk {
        let asked = Form(urlEncoded: request.uri.query ?? "")["municipality"]
        if !asked.isEmpty { try context.require(municipality: asked) }
        let words = try await context.store.words(of: context.course)
        let prompt = Prompt.Reference(
            module: try context.parameters.require("module"),
            prompt: try context.parameters.require("prompt")
        )
        guard
            let desk = WordsDesk(
                words,
                prompt,
                municipality: context.ownMunicipality?.key ?? (asked.isEmpty ? nil : asked),
                own: context.ownMunicipality?.key
            )
        else { throw DoorFault.notThere }
        return desk
    }

    private func letter(
        saying words: LetterWords,
        at desk: WordsDesk,
        _ context: CourseContext
    ) async throws -> RehearsedLetter? {
        guard
            let sample = try await context.store.sample(
                of: desk.prompt,
                in: context.course,
                municipality: desk.municipality
            )
        else { return nil }
        return LetterRehearsal(store: context.store, writer: writer)
            .letter(saying: words, in: sample, ofMunicipality: desk.municipality != nil)
    }

    private func page(
        _ desk: WordsDesk,
        typed: LetterWords,
        old: LetterWords? = nil,
        faults: [WordsFault] = [],
        theirs: LetterWords? = nil,
        undo: LetterWords? = nil,
        status: HTTPResponse.Status = .ok,
        _ context: CourseContext
    ) async throws -> Response {
        let language = context.visitor.language
        let sample = try await letter(saying: faults.isEmpty ? typed : desk.present, at: desk, context)
        let beneath = try await letter(saying: desk.beneath, at: desk, context)
        var response = context.page(
            WordsEditPage(
                desk,
                typed: typed,
                old: old ?? desk.present,
                faults: faults,
                theirs: theirs,
                undo: undo,
                sample: sample?.html(withSubjectAfter: language("Emne:", "Subject:")) ?? "",
                beneath: beneath.map { ($0.text.subject, $0.text.text) },
                in: language
            ),
            status: status
        )
        response.headers[.contentSecurityPolicy] = Self.contentPolicy
        return response
    }

    /// As on every page; but styles may stand on elements, since the framed sample is a letter, and a frame that is filled by this page
    /// has this page's policy.
    private static let contentPolicy =
        "default-src 'none'; style-src 'self' 'unsafe-inline'; script-src 'self'; img-src 'self'; connect-src 'self'; "
        + "form-action 'self'; frame-src 'self'; frame-ancestors 'none'; base-uri 'none'"

    private static func words(_ form: Form) -> LetterWords {
        LetterWords(subject: form.text("subject"), text: form.text("text"))
    }

    private static func old(_ form: Form) -> LetterWords {
        LetterWords(subject: form.text("was-subject"), text: form.text("was-text"))
    }
}
