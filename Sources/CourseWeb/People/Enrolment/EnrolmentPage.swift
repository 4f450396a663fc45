import Course
import CourseStore

/// What applying a list would do, row by row.
struct EnrolmentPage: Page {
    static let template = "people-difference"
    /// How many rows stand on a page.
    static let size = 200
    /// How many warnings are told.
    private static let mostWarnings = 50

    let title: String
    let place: Place
    let heading: String
    let action: String
    let listPath: String
    let fileLine: String
    let isOutdated: Bool
    let counts: [Count]
    let isBlocked: Bool
    let mayOverwrite: Bool
    let isSame: Bool
    let mayApply: Bool
    let draft: String
    let seal: String
    let overwrite: Bool
    let withdraw: Bool
    let outcome: String
    let hasWarnings: Bool
    let warningsLine: String
    let warnings: [String]
    let kinds: [Kind]
    let hasRows: Bool
    let rows: [Row]
    let pager: Pager?

    /// How many rows mean something.
    struct Count: Sendable {
        let label: String
        let number: Int
    }

    /// A kind of rows to look at alone.
    struct Kind: Sendable {
        let href: String
        let label: String
        let isCurrent: Bool
    }

    /// A row and what it means.
    struct Row: Sendable {
        let line: String
        let name: String
        let address: String?
        let label: String
        let kind: String
        let shade: String
        let why: String?
        let hasFields: Bool
        let fields: [FieldChange]
    }

    /// A field on both sides.
    struct FieldChange: Sendable {
        let column: String
        let record: String
        let list: String
        let remark: String?
    }

    /// The page of a draft.
    ///
    /// `shown` is the only kind of rows that is shown, or all that say something where it is `nil`; `isOutdated` is whether this is another
    /// difference than the one that was to be applied.
    init(
        course: StoredCourse,
        municipality: Municipality,
        draft: EnrolmentDraft,
        shown: Enrolment.Status? = nil,
        page: Int = 1,
        size: Int = EnrolmentPage.size,
        isOutdated: Bool = false,
        in language: Language
    ) {
        let outline = course.outline
        let enrolment = draft.enrolment
        heading = language("Listen fra \(municipality.name)", "The list of \(municipality.name)")
        title = heading
        place = Place(course: outline.key, title: outline.title, .people)
        action = "/courses/\(outline.key)/enrolment/\(municipality.key)"
        listPath = "/courses/\(outline.key)/people"
        fileLine = language("Filen \(draft.name).", "The file \(draft.name).")
        self.isOutdated = isOutdated
        let counts = Dictionary(grouping: enrolment.rows, by: \.status).mapValues(\.count)
        self.counts = Enrolment.Status.allCases.map {
            Count(label: $0.label(in: language), number: counts[$0, default: 0])
        }
        isBlocked = !enrolment.isAcceptable
        overwrite = draft.choices.overwrite
        withdraw = draft.choices.withdrawMissing
        mayOverwrite = !overwrite && enrolment.details.values.contains { !$0.conflicting.isEmpty }
        let leaving = withdraw ? enrolment.missing.count : 0
        let isNews = counts[.new, default: 0] + counts[.changed, default: 0] + leaving > 0
        isSame = enrolment.isAcceptable && !isNews
        // What the list said last may be another though nothing changes: applying it keeps that in mind.
        mayApply = enrolment.isAcceptable && (isNews || !enrolment.updates.isEmpty)
        self.draft = draft.id.description
        seal = draft.seal
        outcome = language(
            "Det gør \(counts[.new, default: 0]) nye, ændrer \(counts[.changed, default: 0]) og tager \(leaving) ud.",
            "That makes \(counts[.new, default: 0]) new ones, changes \(counts[.changed, default: 0]) and takes \(leaving) out."
        )
        let all = enrolment.warnings
        warnings = all.prefix(Self.mostWarnings).map { $0.sentence(in: language) }
        hasWarnings = !all.isEmpty
        warningsLine =
            all.count > Self.mostWarnings
            ? language(
                "\(all.count) ting at se efter (de første \(Self.mostWarnings) står her)",
                "\(all.count) things to look at (the first \(Self.mostWarnings) are here)"
            ) : language("Ting at se efter: \(all.count)", "Things to look at: \(all.count)")

        var query = [
            ("draft", draft.id.description), ("overwrite", overwrite ? "yes" : ""), ("withdraw", withdraw ? "yes" : ""),
        ]
        let action = action
        kinds =
            [
                Kind(
                    href: Pager.path(action, query),
                    label: language("Alt, der er noget at sige om", "All that there is something to say of"),
                    isCurrent: shown == nil
                )
            ]
            + Enrolment.Status.allCases.filter { counts[$0, default: 0] > 0 }.map { [query] status in
                Kind(
                    href: Pager.path(action, query + [("show", status.rawValue)]),
                    label: "\(status.label(in: language)) (\(counts[status, default: 0]))",
                    isCurrent: shown == status
                )
            }
        let chosen =
            shown.map { status in enrolment.rows.filter { $0.status == status } }
            ?? enrolment.rows.filter { $0.status != .unchanged || $0.why != nil }
        let missing = Dictionary(
            zip(enrolment.rows.filter { $0.row == nil }.compactMap(\.why), enrolment.missing),
            uniquingKeysWith: { one, _ in one }
        )
        let rejected = enrolment.rejectedRows
        let first = min((page - 1) * size, max(0, chosen.count - 1))
        rows = chosen.dropFirst(max(0, first)).prefix(size).map { verdict in
            Row(
                verdict,
                detail: verdict.row.flatMap { enrolment.details[$0] },
                rejection: verdict.row.flatMap { rejected[$0] },
                leader: verdict.row == nil ? verdict.why.flatMap { missing[$0] } : nil,
                course: course,
                in: language
            )
        }
        hasRows = !rows.isEmpty
        if let shown { query.append(("show", shown.rawValue)) }
        pager = Pager(path: action, query: query, page: page, size: size, count: chosen.count, in: language)
    }
}

extension EnrolmentPage.Row {
    fileprivate init(
        _ verdict: Enrolment.Verdict,
        detail: Enrolment.Detail?,
        rejection: LeaderList.Rejection?,
        leader: EnrolledLeader?,
        course: StoredCourse,
        in language: Language
    ) {
        line = verdict.row.map(String.init) ?? ""
        let entry = detail?.entry ?? leader?.entry
        name = entry?.name ?? rejection?.address ?? language("ukendt", "unknown")
        address = entry?.email
        label = verdict.status.label(in: language)
        (kind, shade) =
            switch verdict.status {
            case .new: ("good", "added")
            case .changed: ("warn", "changed")
            case .unchanged: ("", "")
            case .conflict, .rejected: ("bad", "removed")
            case .missing: ("warn", "")
            }
        why =
            rejection.map {
                $0.complaints.map { $0.placed(in: language) }.joined(separator: "; ").capitalizedFirst + "."
            }
            ?? detail?.cause.map { $0.sentence(of: course, in: language) }
        func fields(_ fields: [Enrolment.Field], _ remark: String?) -> [EnrolmentPage.FieldChange] {
            fields.map {
                EnrolmentPage.FieldChange(
                    column: $0.column.label(in: language),
                    record: $0.column.shown($0.record, in: language),
                    list: $0.column.shown($0.list, in: language),
                    remark: remark
                )
            }
        }
        self.fields =
            detail.map {
                fields(
                    $0.conflicting,
                    language("ændret både manuelt og på listen", "changed both by hand and on the list")
                )
                    + fields($0.changed, nil)
                    + fields(
                        $0.kept,
                        language("rettet manuelt: bliver, som det er", "changed by hand: stays as it is")
                    )
            } ?? []
        hasFields = !self.fields.isEmpty
    }
}

extension Enrolment.Status {
    func label(in language: Language) -> String {
        switch self {
        case .new: language("ny", "new")
        case .changed: language("ændret", "changed")
        case .unchanged: language("uændret", "unchanged")
        case .conflict: language("i modstrid", "in conflict")
        case .rejected: language("afvist", "rejected")
        case .missing: language("mangler på listen", "missing from the list")
        }
    }
}

extension Enrolment.Cause {
    fileprivate func sentence(of course: StoredCourse, in language: Language) -> String {
        switch self {
        case .returns: language("Var udmeldt, og kommer med igen.", "Had been withdrawn, and comes back.")
        case .correctsAddress:
            language(
                "En ny adresse i stedet for den, der afviser mail.",
                "Another address in place of the one that refuses mail."
            )
        case .handedOver:
            language("Har givet rollen videre, og bliver ude.", "Has handed the role over, and stays out.")
        case .repeats(let row): language("Det samme som linje \(row).", "The same as line \(row).")
        case .contradicts(let row):
            language(
                "Linje \(row) siger noget andet om samme adresse.",
                "Line \(row) says otherwise of the same address."
            )
        case .enrolledElsewhere(let key):
            language(
                "Adressen er tilmeldt i \(course.outline.municipality(key)?.name ?? key).",
                "The address is enrolled in \(course.outline.municipality(key)?.name ?? key)."
            )
        }
    }
}

extension LeaderList.Complaint {
    /// What is wrong, with the column that it is about.
    fileprivate func placed(in language: Language) -> String {
        guard let column else { return sentence(in: language) }
        return language("kolonnen ", "the column ") + column.headers[0] + ": " + sentence(in: language)
    }
}

extension ListWarning {
    fileprivate func sentence(in language: Language) -> String {
        let line = row.map { language("Linje \($0): ", "Line \($0): ") } ?? ""
        switch oddity {
        case .unknownColumn(let name):
            return line + language("kolonnen “\(name)” bruges ikke her", "the column “\(name)” is not used here")
        case .repeats(let row): return line + language("gentager linje \(row)", "repeats line \(row)")
        case .groupWithoutChair(let group):
            return line + language("gruppen “\(group)” har ingen mødeleder", "the group “\(group)” has no chair")
        case .areaWithoutCounterpart(let area):
            return line
                + language(
                    "fagområdet “\(area)” har intet tilsvarende i en anden kommune",
                    "the area “\(area)” has no counterpart in another municipality"
                )
        case nil: return line + message
        }
    }
}
