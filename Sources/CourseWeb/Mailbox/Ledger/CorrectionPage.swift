import Course
import CourseStore

/// The corrections of one release in a municipality: who was told what instead of what.
struct CorrectionPage: Page {
    static let template = "ledger-correction"

    let title: String
    let place: Place
    let back: String
    let municipality: String
    let when: String
    let counts: [LedgerFiguresPart.Total]
    let skips: String?
    let list: LetterRows

    init(_ corrections: CorrectionLedger, _ selection: LetterList.Selection, in language: Language) {
        let (standing, outline) = (corrections.standing, corrections.course.outline)
        let words = LedgerWords(language: language, outline: outline)
        title = language("Rettelse af datoer", "Correction of dates")
        place = Place(course: outline.key, title: outline.title, .ledger)
        back = "/courses/\(outline.key)/ledger"
        municipality = words.municipality(standing.municipality)
        when = words.moment(standing.releasedAt)
        counts = words.totals(standing.count)
        skips = words.skips(standing.count.skipped)
        list = LetterRows(
            corrections.letters,
            selection,
            own: Self.path(of: standing, in: outline.key),
            changes: { corrections.dates(of: $0).map(words.change) },
            words: words
        )
    }

    /// Where the corrections of a release are.
    static func path(of standing: CorrectionStanding, in course: String) -> String {
        "/courses/\(course)/ledger/corrections/\(standing.municipality)/\(standing.releasedAt.microseconds)"
    }
}
