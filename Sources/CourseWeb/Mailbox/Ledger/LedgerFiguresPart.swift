import Correspondence
import Course
import CourseStore

/// The part of the ledger's page that is fetched anew while one looks on.
struct LedgerFiguresPart: Sendable {
    static let template = "ledger-figures"

    let asOf: String
    let isCounting: Bool
    let totals: [Total]
    /// Whether something is in no total, since it is told in round figures only.
    let leavesOutIfNeeded: Bool
    let hasRows: Bool
    let rows: [Row]
    /// How many rows are left out, where they are very many.
    let leftOut: Int?
    let hasCorrections: Bool
    let corrections: [ByHand]
    let hasMessages: Bool
    let messages: [ByHand]

    struct Total: Sendable {
        let label: String
        let value: String
    }

    /// A planned prompt, or those of many groups together.
    struct Row: Sendable {
        let href: String
        let name: String
        let municipality: String
        let scope: String?
        let when: String
        let state: String
        let tag: String
        /// What may be told where it is sent if needed; the figures then are none.
        let ifNeeded: String?
        let planned: String
        let sent: String
        let pending: String
        let failed: String
        let bounced: String
        let skipped: String?
    }

    /// Corrections of one release, or a message.
    struct ByHand: Sendable {
        let href: String
        let name: String
        let municipality: String
        let when: String
        let planned: String
        let sent: String
        let pending: String
        let failed: String
        let bounced: String
        let skipped: String?
    }

    /// So many groups of a prompt in a municipality have a row each; more are shown as one until their module is chosen.
    private static let groupsShown = 12
    /// So many rows a page can take.
    private static let rowsShown = 600

    init(_ figures: LedgerFigures, module: String?, state: PromptStanding.State?, in language: Language) {
        let words = LedgerWords(language: language, outline: figures.course.outline)
        let root = "/courses/\(figures.course.outline.key)"
        let lines = figures.lines.filter {
            (module == nil || $0.module == module) && (state == nil || $0.state == state)
        }
        asOf = words.moment(figures.course.now)
        isCounting = figures.isCounting
        var all = PromptStanding.Count()
        for line in lines { all.add(line.count) }
        let isWhole = module == nil && state == nil
        if isWhole {
            for correction in figures.corrections { all.add(correction.count) }
        }
        totals = words.totals(all)
        leavesOutIfNeeded = lines.contains { $0.ifNeeded != nil }
        let gathered = Self.gathered(lines, apart: module != nil)
        rows = gathered.prefix(Self.rowsShown).map { Row($0, words: words, root: root) }
        leftOut = gathered.count > Self.rowsShown ? gathered.count - Self.rowsShown : nil
        hasRows = !rows.isEmpty
        corrections =
            isWhole
            ? figures.corrections.map { correction in
                ByHand(
                    href: CorrectionPage.path(of: correction, in: figures.course.outline.key),
                    name: language("Rettelse af datoer", "Correction of dates"),
                    municipality: words.municipality(correction.municipality),
                    when: words.moment(correction.releasedAt),
                    correction.count,
                    words
                )
            } : []
        hasCorrections = !corrections.isEmpty
        messages =
            isWhole
            ? figures.messages.map { message in
                ByHand(
                    href: "\(root)/messages/\(message.id)",
                    name: message.subject,
                    municipality: message.name ?? message.municipality.map(words.municipality)
                        ?? language("Alle", "Everybody"),
                    when: words.moment(message.sentAt),
                    message.count,
                    words
                )
            } : []
        hasMessages = !messages.isEmpty
    }

    /// Lines that stand in one row.
    struct Gathered {
        var lines: [LedgerFigures.Line]
    }

    private static func gathered(_ lines: [LedgerFigures.Line], apart: Bool) -> [Gathered] {
        struct Key: Hashable {
            let module: String
            let prompt: String
            let municipality: String
        }
        func key(_ line: LedgerFigures.Line) -> Key {
            Key(module: line.module, prompt: line.prompt, municipality: line.municipality)
        }
        var groups: [Key: Int] = [:]
        for line in lines where line.group != nil { groups[key(line), default: 0] += 1 }
        var places: [Key: Int] = [:]
        var rows: [Gathered] = []
        for line in lines {
            if apart || line.group == nil || groups[key(line), default: 0] <= groupsShown {
                rows.append(Gathered(lines: [line]))
            } else if let place = places[key(line)] {
                rows[place].lines.append(line)
            } else {
                places[key(line)] = rows.count
                rows.append(Gathered(lines: [line]))
            }
        }
        return rows
    }
}

extension LedgerFiguresPart.Row {
    fileprivate init(_ gathered: LedgerFiguresPart.Gathered, words: LedgerWords, root: String) {
        let (lines, language) = (gathered.lines, words.language)
        let first = lines[0]
        var count = PromptStanding.Count()
        for line in lines { count.add(line.count) }
        let states = Set(lines.map(\.state))
        let state = states.count == 1 ? first.state : nil
        let isMany = lines.count > 1
        let days = lines.map(\.day)
        self.init(
            href: isMany
                ? "\(root)/ledger?municipality=\(first.municipality)&module=\(first.module)"
                : "\(root)/ledger/\(first.id)",
            name: words.prompt(first.module, first.prompt),
            municipality: words.municipality(first.municipality),
            scope: isMany
                ? language("\(lines.count) grupper", "\(lines.count) groups")
                : words.scope(of: first),
            when: isMany
                ? language.dates.window(days.min() ?? first.day, days.max() ?? first.day) : words.moment(first.sendAt),
            state: state.map(words.state) ?? language("forskelligt", "various"),
            tag: state.map(LedgerWords.tag) ?? "",
            ifNeeded: first.ifNeeded.map(words.ifNeeded),
            planned: words.language.number(count.planned),
            sent: words.language.number(count.sent),
            pending: words.language.number(count.pending),
            failed: words.language.number(count.failed),
            bounced: words.language.number(count.bounced),
            skipped: words.skips(count.skipped)
        )
    }
}

extension LedgerFiguresPart.ByHand {
    fileprivate init(
        href: String,
        name: String,
        municipality: String,
        when: String,
        _ count: PromptStanding.Count,
        _ words: LedgerWords
    ) {
        self.init(
            href: href,
            name: name,
            municipality: municipality,
            when: when,
            planned: words.language.number(count.planned),
            sent: words.language.number(count.sent),
            pending: words.language.number(count.pending),
            failed: words.language.number(count.failed),
            bounced: words.language.number(count.bounced),
            skipped: words.skips(count.skipped)
        )
    }
}
