import Course
import CourseStore
import HTTPTypes
import Hummingbird

/// Holds, lets go and takes back a prompt or a letter, from their pages in the ledger.
struct StopPages {
    /// What is done to something of the post.
    enum Deed: Sendable {
        case hold, release, retry, cancel
    }

    /// Adds the addresses, each behind its door.
    func add(course: RouterGroup<CourseContext>, wholeCourse: RouterGroup<WholeCourseContext>) {
        wholeCourse.post("prompts/:module/:prompt/hold") { try await prompt($0, $1, .hold) }
        wholeCourse.post("prompts/:module/:prompt/release") { try await prompt($0, $1, .release) }
        wholeCourse.post("prompts/:module/:prompt/cancellation") { try await prompt($0, $1, .cancel) }
        course.post("letters/:letter/hold") { try await letter($0, $1, .hold) }
        course.post("letters/:letter/retry") { try await letter($0, $1, .retry) }
        course.post("letters/:letter/cancellation") { try await letter($0, $1, .cancel) }
    }

    private func prompt(_ request: Request, _ context: WholeCourseContext, _ deed: Deed) async throws -> Response {
        let form = try await Form.read(request)
        let language = context.visitor.language
        let (module, prompt) = (try context.parameters.require("module"), try context.parameters.require("prompt"))
        let course = try await context.store.course(context.course)
        let reference = Prompt.Reference(module: module, prompt: prompt)
        guard course.outline.programme[module]?.prompts.contains(where: { $0.key == prompt }) == true else {
            throw DoorFault.notThere
        }
        let root = "/courses/\(context.course)"
        let back = LocalPath(form["back"]).map(\.text) ?? "\(root)/ledger"
        let words = LedgerWords(language: language, outline: course.outline)
        if deed == .cancel, !form.has("sure") {
            let question = StopQuestionPage(
                title: language("Annuller beskeden?", "Cancel the prompt?"),
                course: course.outline,
                what: words.prompt(reference.module, reference.prompt),
                warning: language(
                    "De, der ikke har fået den endnu, får den aldrig, og ingen får besked om det. Det kan ikke gøres om. Vil du bare vente, så hold den tilbage i stedet.",
                    "Whoever has not got it yet never will, and nobody is told. There is no way back. If you only want to wait, hold it instead."
                ),
                action: request.uri.path,
                back: back,
                button: language("Annuller beskeden", "Cancel the prompt")
            )
            return context.page(question)
        }
        let selection = MailSelection.prompt(course: context.course, module: module, prompt: prompt)
        return try await answer(context, back: back) { store in
            switch deed {
            case .hold:
                let change = try await store.holdMail(selection)
                return language(
                    "Beskeden er tilbageholdt; \(change.letters) breve i kø er taget tilbage. Frigiv den igen samme sted.",
                    "The prompt is held; \(change.letters) queued letters were taken back. Let it go again at the same place."
                )
            case .release, .retry:
                let change = try await store.retryMail(selection)
                return language(
                    "Beskeden er frigivet. \(change.letters) breve er på vej nu; resten følger, når de er åbne. Du kan tilbageholde den igen samme sted.",
                    "The prompt goes again. \(change.letters) letters are on their way now; the rest follow as they are open. You can hold it again at the same place."
                )
            case .cancel:
                let change = try await store.cancelMail(selection)
                return language(
                    "Beskeden er annulleret; \(change.letters) breve i kø er taget tilbage. Skriv en enkelt besked, hvis nogen alligevel skal have den.",
                    "The prompt is cancelled; \(change.letters) queued letters were taken back. Write a message by hand if somebody is to have it after all."
                )
            }
        }
    }

    private func letter(_ request: Request, _ context: CourseContext, _ deed: Deed) async throws -> Response {
        let form = try await Form.read(request)
        let language = context.visitor.language
        let letter = try await context.letter()
        let back = "/courses/\(context.course)/letters/\(letter.row.id)"
        if deed == .cancel, !form.has("sure") {
            let question = StopQuestionPage(
                title: language("Annuller brevet?", "Cancel the letter?"),
                course: letter.course.outline,
                what: language(
                    "Brev \(letter.row.id) til \(letter.row.name)",
                    "Letter \(letter.row.id) to \(letter.row.name)"
                ),
                warning: language(
                    "Det bliver aldrig sendt, og det, det bringer, sendes ikke i et andet brev.",
                    "It is never sent, and what it brings is sent in no other letter."
                ),
                action: request.uri.path,
                back: back,
                button: language("Annuller brevet", "Cancel the letter")
            )
            return context.page(question)
        }
        let selection = MailSelection.letter(letter.row.id)
        return try await answer(context, back: back) { store in
            switch deed {
            case .hold:
                _ = try await store.holdMail(selection)
                return language(
                    "Brevet er tilbageholdt. Tryk Prøv igen nu, når det må gå.",
                    "The letter is held. Press Try again now when it may go."
                )
            case .release, .retry:
                let change = try await store.retryMail(selection)
                let routes = change.heldRoutes.joined(separator: ", ")
                return routes.isEmpty
                    ? language("Brevet prøves igen nu.", "The letter is tried again now.")
                    : language(
                        "Brevet er klar, men ruten \(routes) er tilbageholdt.",
                        "The letter is ready, but the route \(routes) is held."
                    )
            case .cancel:
                _ = try await store.cancelMail(selection)
                return language(
                    "Brevet er annulleret. Send det samme igen herfra, hvis det alligevel skal ud.",
                    "The letter is cancelled. Send the same again from here if it is to leave after all."
                )
            }
        }
    }

    /// Does it and says so; where it was too late, says that.
    private func answer(
        _ context: some StoreVisited,
        back: String,
        _ body: (Store) async throws -> String
    ) async throws -> Response {
        do {
            return context.seeOther(back, saying: try await body(context.store))
        } catch let refusal as Refusal where refusal.kind != .unknown {
            let language = context.visitor.language
            let page = FaultPage(
                .conflict,
                sentence: refusal.shown(in: language)
                    + language(" Gå tilbage, og genindlæs siden.", " Go back, and load the page again."),
                in: language
            )
            return context.page(page, status: .conflict)
        }
    }
}

/// A context with a store that acts as its person.
protocol StoreVisited: Visited {
    var store: Store { get }
}

extension CourseContext: StoreVisited {}
extension WholeCourseContext: StoreVisited {}

/// Asks before something is done that has no way back.
struct StopQuestionPage: Page {
    static let template = "stop-question"

    let title: String
    let place: Place
    let what: String
    let warning: String
    let action: String
    let back: String
    let button: String

    init(
        title: String,
        course: CourseOutline,
        part: Place.Part = .ledger,
        what: String,
        warning: String,
        action: String,
        back: String,
        button: String
    ) {
        self.title = title
        place = Place(course: course.key, title: course.title, part)
        (self.what, self.warning, self.action, self.back, self.button) = (what, warning, action, back, button)
    }
}
