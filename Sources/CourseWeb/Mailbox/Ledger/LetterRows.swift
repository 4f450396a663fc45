import Course
import CourseStore
import Hummingbird

/// Leaders by name with their letters, as pages about a prompt, a message or a correction list them.
struct LetterRows: Sendable {
    /// The template of this piece of a page.
    static let template = "ledger-letters"

    /// Where the filters are sent, and where one comes back to.
    let own: String
    let filters: [Field]
    let showsTowns: Bool
    let showsChanges: Bool
    let hasRows: Bool
    let rows: [Row]
    let next: String?

    /// A leader's share.
    struct Row: Sendable {
        let name: String
        let person: String
        let town: String
        let standing: String
        let look: String
        let why: String?
        /// What was told instead of what, date by date.
        let changes: [String]
        let at: String?
        let code: Int?
        let href: String?
        /// Where it is sent after all to one who missed it.
        let missed: String?
    }

    /// The list of a page.
    ///
    /// - Parameters:
    ///   - letters: The leaders.
    ///   - selection: Which of them were asked for.
    ///   - own: The page's path.
    ///   - towns: The municipalities to choose among; none where the list is of one.
    ///   - states: What may have become of a share.
    ///   - isPast: Whether nobody gets it any more of himself.
    ///   - changes: What a leader was told instead of what; `nil` where the list is of something else.
    ///   - missed: Where it is sent to a leader who missed it.
    ///   - words: What things are called.
    init(
        _ letters: LetterList,
        _ selection: LetterList.Selection,
        own: String,
        towns: [String] = [],
        states: [PromptLedger.State] = PromptLedger.State.allCases.filter { $0 != .waiting },
        isPast: Bool = false,
        changes: ((LetterList.Share) -> [String])? = nil,
        missed: ((LetterList.Share) -> String?)? = nil,
        words: LedgerWords
    ) {
        let language = words.language
        let root = "/courses/\(words.outline.key)"
        let all = ("", language("Alle", "All"))
        self.own = own
        let town = Field(
            "municipality",
            label: language("Kommune", "Municipality"),
            choices: [all] + towns.map { ($0, words.municipality($0)) },
            chosen: selection.municipality ?? ""
        )
        let state = Field(
            "state",
            label: language("Tilstand", "State"),
            choices: [all] + states.map { ($0.rawValue, words.share($0)) },
            chosen: selection.state?.rawValue ?? ""
        )
        filters = towns.isEmpty ? [state] : [town, state]
        showsTowns = !towns.isEmpty
        showsChanges = changes != nil
        rows = letters.shares.map { share in
            Row(
                name: share.name,
                person: "\(root)/people/\(share.leader)",
                town: words.municipality(share.municipality),
                standing: words.share(share.state, isPast: isPast),
                look: LedgerWords.tag(share.state),
                why: share.skip.map(words.skip),
                changes: changes?(share) ?? [],
                at: share.at.map(words.moment),
                code: share.replyCode,
                href: share.letter.map { "\(root)/letters/\($0)" },
                missed: missed?(share)
            )
        }
        hasRows = !rows.isEmpty
        next = letters.next.map { place in
            let query = [
                towns.isEmpty ? nil : selection.municipality.map { "municipality=\($0.percentEncoded)" },
                selection.state.map { "state=\($0.rawValue)" },
                "after=\(place.leader)", "name=\(place.name.percentEncoded)",
            ].compactMap(\.self).joined(separator: "&")
            return "\(own)?\(query)"
        }
    }
}

extension LetterList.Selection {
    /// What a page's address asks for.
    init(_ request: Request) {
        let query = request.uri.queryParameters
        self.init(
            municipality: query.get("municipality").flatMap { $0.isEmpty ? nil : $0 },
            state: query.get("state").flatMap(PromptLedger.State.init),
            after: query.get("after", as: Int64.self).map { leader in
                LetterList.Place(name: query.get("name") ?? "", leader: Leader.ID(rawValue: leader))
            }
        )
    }
}
