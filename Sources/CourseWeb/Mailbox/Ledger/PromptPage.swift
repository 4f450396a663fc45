import Course
import CourseStore

/// One planned prompt: what became of it, and of each leader's share where that may be told.
struct PromptPage: Page {
    static let template = "ledger-prompt"

    let title: String
    let place: Place
    let back: String
    let municipality: String
    let scope: String?
    let when: String
    let state: String
    let tag: String
    /// Why it is on that day, step by step.
    let reasons: [String]
    let hasReasons: Bool
    let reasonsHref: String
    let ifNeeded: String?
    let counts: [LedgerFiguresPart.Total]
    let skips: String?
    let isListed: Bool
    let list: LetterRows
    let controls: Controls?

    /// What an administrator can do to the prompt, in all its scopes.
    struct Controls: Sendable {
        let root: String
        let back: String
        let canHold: Bool
        let canRelease: Bool
        let canCancel: Bool
        let isCancelled: Bool
    }

    init(_ ledger: PromptLedger, _ selection: LetterList.Selection, isWhole: Bool, in language: Language) {
        let (line, outline) = (ledger.line, ledger.course.outline)
        let words = LedgerWords(language: language, outline: outline)
        let root = "/courses/\(outline.key)"
        let own = "\(root)/ledger/\(line.id)"
        title = words.prompt(line.module, line.prompt)
        place = Place(course: outline.key, title: outline.title, .ledger)
        back = "\(root)/ledger"
        municipality = words.municipality(line.municipality)
        scope = words.scope(of: line)
        when = words.moment(line.sendAt)
        self.state = words.state(line.state)
        tag = LedgerWords.tag(line.state)
        let names = CourseNames(of: outline)
        reasons = ledger.reasons.map { language.capitalised($0.sentence(in: language, naming: names)) }
        hasReasons = !reasons.isEmpty
        reasonsHref = "\(root)/plan/\(line.id)"
        ifNeeded = line.ifNeeded.map(words.ifNeeded)
        isListed = line.ifNeeded == nil
        let count = line.count
        counts = words.totals(count)
        skips = words.skips(count.skipped)
        let isPast = [.closed, .missed].contains(line.state)
        list = LetterRows(
            ledger.letters,
            selection,
            own: own,
            states: PromptLedger.State.allCases,
            isPast: isPast,
            missed: { share in
                share.skip == .missed || share.state == .waiting && isPast
                    ? "\(root)/people/\(share.leader)/missed/\(line.module)/\(line.prompt)" : nil
            },
            words: words
        )
        controls =
            isWhole
            ? Controls(
                root: "\(root)/prompts/\(line.module)/\(line.prompt)",
                back: own,
                canHold: line.stop == nil,
                canRelease: line.stop == .held,
                canCancel: line.stop != .cancelled,
                isCancelled: line.stop == .cancelled
            ) : nil
    }
}
