import Correspondence
import Course
import CourseStore

/// One planned prompt: whom for, when, why then, what is doubtful, and how it stands.
struct PlannedPromptPage: Page {
    static let template = "plan-prompt"

    let title: String
    let place: Place
    let planHref: String
    let state: String
    let stateLook: String
    let whom: String
    let town: String
    let leaves: String
    let useful: String
    /// Whether it is of no use when it would leave.
    let isLate: Bool
    let isProvisional: Bool
    let isWithdrawn: Bool
    let isDiscreet: Bool
    /// How many it reaches, and what became of it; `nil` where that is not said.
    let figures: Figures?
    let reasons: [String]
    let hasReasons: Bool
    let warnings: [String]
    let hasWarnings: Bool
    let others: [Other]
    let hasOthers: Bool
    let wordsHref: String
    let ledgerHref: String
    /// The session that it is about or counts from, where it may be moved.
    let sessions: [Other]

    /// What became of it, in leaders.
    struct Figures: Sendable {
        let audience: Int
        let sent: Int
        let pending: Int
        let skipped: Int
        let failed: Int
    }

    /// A link.
    struct Other: Sendable {
        let href: String
        let label: String
    }

    /// A planned prompt, for somebody who may move sessions or not.
    init(_ detail: PlannedPromptDetail, isWhole: Bool, in language: Language) {
        let outline = detail.course.outline
        let words = PromptWords(language: language, outline: outline)
        let names = CourseNames(of: outline)
        let planned = detail.planned
        let scope = planned.scope
        let zone = outline.timeZone
        let root = "/courses/\(outline.key)"
        title = "\(words.label(of: planned.purpose, key: scope.prompt)): \(words.title(of: scope.module))"
        place = Place(course: outline.key, title: outline.title, .plan)
        planHref = "\(root)/plan?municipality=\(scope.municipality)"
        state = words.state(detail.state)
        stateLook = detail.state.look
        whom = language.capitalised(
            words.audience(of: scope, group: detail.group, to: planned.to, meetings: planned.meetings)
        )
        town = words.municipality(scope.municipality)
        leaves = language.capitalised(language.dates.dayAndTime(zone.local(planned.sendAt)))
        useful = language.capitalised(words.until(zone.local(planned.usefulUntil)))
        isLate = planned.usefulUntil <= planned.sendAt
        isProvisional = planned.provisional
        isWithdrawn = detail.state == .withdrawn
        isDiscreet = planned.isDiscreet
        figures = detail.reached.map { reached in
            Figures(
                audience: reached.audience,
                sent: reached.count.sent,
                pending: reached.count.pending,
                skipped: reached.count.skipped.values.reduce(0, +),
                failed: reached.count.failed + reached.count.bounced
            )
        }
        // The table keeps the reasons of what was planned once in English, which a Danish page does not show.
        reasons =
            detail.reasons.map { chain in
                chain.map { language.capitalised($0.sentence(in: language, naming: names)) }
            }
            ?? (language == .english
                ? planned.reasons.map(language.capitalised)
                : ["Beskeden er ikke længere i planen, så dagen regnes ikke ud mere."])
        hasReasons = !reasons.isEmpty
        warnings = detail.findings.map { $0.sentence(in: language, naming: names) }
        hasWarnings = !warnings.isEmpty
        others = detail.others.map { other in
            var part = scope
            (part.group, part.session) = (nil, other.session)
            let whom = words.audience(
                of: part,
                group: other.group,
                to: planned.to,
                meetings: planned.meetings
            )
            return Other(href: "\(root)/plan/\(other.id)", label: language.capitalised(whom))
        }
        hasOthers = !others.isEmpty
        wordsHref = "\(root)/words/\(scope.module.percentEncoded)/\(scope.prompt.percentEncoded)"
        ledgerHref = "\(root)/ledger/\(detail.id)"
        let modules = Set((detail.reasons ?? []).flatMap(\.modules)).union([scope.module])
        sessions =
            isWhole
            ? outline.sessions.filter { modules.contains($0.module) }.map { session in
                Other(
                    href: SessionAddress(session, in: outline.key).path,
                    label: "\(outline.sessionName(session, in: language)), \(language.dates.day(session.start.day))"
                )
            } : []
    }
}

extension PromptStanding.State {
    /// The class of a tag that says it.
    fileprivate var look: String {
        switch self {
        case .planned: "tag"
        case .open: "tag calm"
        case .closed: "tag good"
        case .missed, .cancelled: "tag bad"
        case .withdrawn, .held: "tag warn"
        }
    }
}
