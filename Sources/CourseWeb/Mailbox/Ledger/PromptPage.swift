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
    let reasonsHref: String
    let ifNeeded: String?
    let counts: [LedgerFiguresPart.Total]
    let skips: String?
    let isListed: Bool
    let action: String
    let filter: Field
    let hasShares: Bool
    let shares: [Share]
    let next: String?
    let controls: Controls?

    struct Share: Sendable {
        let name: String
        let person: String
        let state: String
        let tag: String
        let why: String?
        let letter: String?
        /// Where it is sent after all to one who missed it.
        let missed: String?
        let back: String
    }

    /// What an administrator can do to the prompt, in all its scopes.
    struct Controls: Sendable {
        let root: String
        let back: String
        let canHold: Bool
        let canRelease: Bool
        let canCancel: Bool
        let isCancelled: Bool
    }

    init(_ ledger: PromptLedger, filter state: PromptLedger.State?, isWhole: Bool, in language: Language) {
        let (line, outline) = (ledger.line, ledger.course.outline)
        let words = LedgerWords(language: language, outline: outline)
        let root = "/courses/\(outline.key)"
        let own = "\(root)/ledger/\(line.id)"
        title = words.prompt(line.module, line.prompt)
        place = Place(course: outline.key, title: outline.title, .ledger)
        back = "\(root)/ledger"
        municipality = words.municipality(line.municipality)
        let scope = words.scope(of: line)
        self.scope = scope.isEmpty ? nil : scope
        when = words.moment(line.sendAt)
        self.state = words.state(line.state)
        tag = LedgerWords.tag(line.state)
        reasonsHref = "\(root)/plan/\(line.id)"
        ifNeeded = line.ifNeeded.map(words.ifNeeded)
        isListed = line.ifNeeded == nil
        let count = line.count
        counts = [
            .init(label: language("Planlagt", "Planned"), value: language.number(count.planned)),
            .init(label: language("Sendt", "Sent"), value: language.number(count.sent)),
            .init(label: language("Afventer", "Waiting"), value: language.number(count.pending)),
            .init(
                label: language("Sprunget over", "Skipped"),
                value: language.number(count.skipped.values.reduce(0, +))
            ),
            .init(label: language("Afvist", "Refused"), value: language.number(count.failed)),
            .init(label: language("Kom retur", "Bounced"), value: language.number(count.bounced)),
        ]
        let skips = words.skips(count.skipped)
        self.skips = skips.isEmpty ? nil : skips
        action = own
        filter = Field(
            "state",
            label: language("Vis", "Show"),
            choices: [("", language("Alle", "All"))]
                + PromptLedger.State.allCases.map { ($0.rawValue, words.share($0)) },
            chosen: state?.rawValue ?? ""
        )
        let isPast = [.closed, .missed].contains(line.state)
        shares = ledger.shares.map { share in
            let isMissed = share.skip == .missed || share.state == .waiting && isPast
            return Share(
                name: share.name,
                person: "\(root)/people/\(share.leader)",
                state: words.share(share.state, isPast: isPast),
                tag: LedgerWords.tag(share.state),
                why: share.skip.map(words.skip),
                letter: share.letter.flatMap { share.state == .skipped ? nil : "\(root)/letters/\($0)" },
                missed: isMissed ? "\(root)/people/\(share.leader)/missed/\(line.module)/\(line.prompt)" : nil,
                back: own
            )
        }
        hasShares = !shares.isEmpty
        next = ledger.next.map { place in
            let query = [
                state.map { "state=\($0.rawValue)" }, "after=\(place.leader)", "name=\(place.name.inQuery)",
            ].compactMap(\.self).joined(separator: "&")
            return "\(own)?\(query)"
        }
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

extension String {
    /// As a value in a query (RFC 3986 §3.4).
    var inQuery: String {
        utf8.map { byte in
            let isPlain =
                (48...57).contains(byte) || (65...90).contains(byte) || (97...122).contains(byte) || byte == 45
            return isPlain
                ? String(UnicodeScalar(byte)) : "%" + (byte < 16 ? "0" : "") + String(byte, radix: 16, uppercase: true)
        }.joined()
    }
}
