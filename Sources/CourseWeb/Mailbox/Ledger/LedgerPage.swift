import Course
import CourseStore

/// What became of every planned prompt.
struct LedgerPage: Page {
    static let template = "ledger"

    let title: String
    let place: Place
    let action: String
    /// Where the figures are fetched anew.
    let live: String
    /// Where the same is had as a table for a spreadsheet.
    let csv: String
    let municipality: Field?
    let module: Field
    let state: Field
    let figures: LedgerFiguresPart
    let hasProgress: Bool
    let progress: [Progress]

    /// How far the people of a municipality are with a module, as far as it may be told.
    struct Progress: Sendable {
        let name: String
        let municipality: String
        let told: String
    }

    /// What of the ledger is shown.
    struct Selection: Sendable, Hashable {
        var municipality: String?
        var module: String?
        var state: PromptStanding.State?

        /// As a page's address has it.
        var query: String {
            let parts = [
                municipality.map { "municipality=\($0)" }, module.map { "module=\($0)" },
                state.map { "state=\($0.rawValue)" },
            ].compactMap(\.self)
            return parts.isEmpty ? "" : "?" + parts.joined(separator: "&")
        }
    }

    init(
        _ figures: LedgerFigures,
        progress: [ProgressCount],
        selection: Selection,
        isWhole: Bool,
        in language: Language
    ) {
        let outline = figures.course.outline
        let words = LedgerWords(language: language, outline: outline)
        let root = "/courses/\(outline.key)/ledger"
        title = language("Udsendelseslog", "Ledger")
        place = Place(course: outline.key, title: outline.title, .ledger)
        action = root
        live = "\(root)/figures\(selection.query)"
        csv = "\(root).csv\(selection.query)"
        let all = ("", language("Alle", "All"))
        municipality =
            isWhole
            ? Field(
                "municipality",
                label: language("Kommune", "Municipality"),
                choices: [all] + outline.municipalities.map { ($0.key, $0.name) },
                chosen: selection.municipality ?? ""
            ) : nil
        module = Field(
            "module",
            label: language("Modul", "Module"),
            choices: [all] + outline.programme.modules.map { ($0.key, $0.title) },
            chosen: selection.module ?? ""
        )
        state = Field(
            "state",
            label: language("Tilstand", "State"),
            choices: [all] + PromptStanding.State.allCases.map { ($0.rawValue, words.state($0)) },
            chosen: selection.state?.rawValue ?? ""
        )
        self.figures = LedgerFiguresPart(figures, module: selection.module, state: selection.state, in: language)
        self.progress = progress.filter { count in
            count.of > 0 && (selection.municipality == nil || count.municipality == selection.municipality)
                && (selection.module == nil || count.module == selection.module)
        }.map { count in
            Progress(
                name: outline.programme[count.module]?.title ?? count.module,
                municipality: words.municipality(count.municipality),
                told: count.done.map { language("omkring \($0) af \(count.of)", "about \($0) of \(count.of)") }
                    ?? language("færre end fem, eller næsten alle", "fewer than five, or almost all")
            )
        }
        hasProgress = !self.progress.isEmpty
    }
}
