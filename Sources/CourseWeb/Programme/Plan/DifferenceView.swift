import Correspondence
import Course
import CourseStore

/// What a change does to a plan, before or after it is made: for the partial `plan-difference`.
///
/// What happens to many groups alike is one line; what hangs on one leader's own booking stands on none, nor does what is past
/// both before and after.
struct DifferenceView: Sendable {
    /// Whether no prompt is added, moved or withdrawn that still matters.
    let isEmpty: Bool
    let moved: [Line]
    let hasMoved: Bool
    let added: [Line]
    let hasAdded: Bool
    let withdrawn: [Line]
    let hasWithdrawn: Bool
    /// How many planned prompts stay as they are.
    let unchanged: Int
    /// How many prompts differ of which nothing is left to be sent or corrected.
    let past: Int
    let hasPast: Bool
    /// How many leaders get a correction, in a sentence; `nil` where that was not worked out.
    let corrections: String?
    /// How many queued letters are taken back.
    let cancelled: Int
    let hasCancelled: Bool
    let warnings: [String]
    let hasWarnings: Bool

    /// A prompt that is added, moved or withdrawn.
    struct Line: Sendable {
        let what: String
        let whom: String
        let town: String
        /// The day before; `nil` for what is added.
        let old: String?
        /// The day after; `nil` for what is withdrawn.
        let new: String?
        /// What else is another, where the day is the same.
        let note: String?
        /// How many leaders were told the old date; `nil` where none were, or where that is not said.
        let told: Int?
        /// Why it is on its new day, step by step.
        let why: [String]
        let hasWhy: Bool
    }

    /// What a change does to a course.
    ///
    /// - Parameters:
    ///   - change: What changed.
    ///   - outline: The course.
    ///   - groups: The names of groups.
    ///   - warnings: Those to show; all of the plan where none are given.
    ///   - language: The reader's.
    init(
        _ change: PlanChange,
        of outline: CourseOutline,
        groups: [LeaderGroup.ID: String] = [:],
        warnings: [Finding]? = nil,
        in language: Language
    ) {
        let writer = Writer(change: change, outline: outline, groups: groups, language: language)
        let difference = change.difference
        let all: [(old: PlannedPrompt?, new: PlannedPrompt?)] =
            difference.moved.map { ($0.old, $0.new) } + difference.added.map { (nil, $0) }
            + difference.withdrawn.map { ($0, nil) }
        let present = all.filter(writer.matters)
        moved = writer.lines(present.filter { $0.old != nil && $0.new != nil })
        added = writer.lines(present.filter { $0.old == nil })
        withdrawn = writer.lines(present.filter { $0.new == nil })
        past =
            (all.count { ($0.new ?? $0.old)?.scope.leader == nil })
            - (present.count { ($0.new ?? $0.old)?.scope.leader == nil })
        hasPast = past > 0
        (hasMoved, hasAdded, hasWithdrawn) = (!moved.isEmpty, !added.isEmpty, !withdrawn.isEmpty)
        isEmpty = !hasMoved && !hasAdded && !hasWithdrawn
        unchanged = difference.unchanged.count { $0.scope.leader == nil }
        corrections = change.corrections.map { Self.corrections($0.values.reduce(0, +), in: language) }
        (cancelled, hasCancelled) = (change.cancelled, change.cancelled > 0)
        let names = CourseNames(of: outline)
        self.warnings = (warnings ?? change.warnings).map { $0.sentence(in: language, naming: names) }
        hasWarnings = !self.warnings.isEmpty
    }

    /// How many leaders hear of it, as they will.
    private static func corrections(_ leaders: Int, in language: Language) -> String {
        switch leaders {
        case 0:
            language(
                "Ingen ledere har fået en dato at vide, som nu bliver en anden: der sendes ingen rettelser.",
                "No leader has been told a date that becomes another: no corrections are sent."
            )
        case 1:
            language(
                "1 leder har fået en dato at vide, som nu bliver en anden, og får ét brev med rettelsen.",
                "1 leader has been told a date that becomes another, and gets one letter with the correction."
            )
        default:
            language(
                "\(leaders) ledere har fået en dato at vide, som nu bliver en anden. De får hver ét brev med rettelsen.",
                "\(leaders) leaders have been told a date that becomes another. They get one letter each with the correction."
            )
        }
    }
}

/// Puts planned prompts that share their fate on one line.
private struct Writer {
    let change: PlanChange
    let outline: CourseOutline
    let groups: [LeaderGroup.ID: String]
    let language: Language

    /// What makes two planned prompts one line.
    private struct Key: Hashable {
        let reference: Prompt.Reference
        let municipality: String
        let session: String?
        let isOfGroup: Bool
        let old: Day?
        let new: Day?
    }

    /// Whether something of a prompt is still to be sent or to be corrected.
    func matters(_ pair: (old: PlannedPrompt?, new: PlannedPrompt?)) -> Bool {
        let (old, new) = pair
        if [old, new].contains(where: { ($0?.sendAt ?? .distantPast) > change.at }) { return true }
        // What is only added now, late, still goes out while it is of use.
        if old == nil, let new { return new.usefulUntil > change.at }
        return isTold(old, otherThan: new)
    }

    /// Whether a date that was told is another now, and the later of the two is not over.
    private func isTold(_ old: PlannedPrompt?, otherThan new: PlannedPrompt?) -> Bool {
        guard let was = old?.told, was != new?.told else { return false }
        let today = outline.timeZone.local(change.at).day
        return max(was.at.day, new?.told?.at.day ?? was.at.day) >= today
    }

    func lines(_ pairs: [(old: PlannedPrompt?, new: PlannedPrompt?)]) -> [DifferenceView.Line] {
        var order: [Key] = []
        var members: [Key: [(old: PlannedPrompt?, new: PlannedPrompt?)]] = [:]
        for pair in pairs {
            guard let scope = (pair.new ?? pair.old)?.scope, scope.leader == nil else { continue }
            let key = Key(
                reference: scope.reference,
                municipality: scope.municipality,
                session: scope.session,
                isOfGroup: scope.group != nil,
                old: pair.old?.day,
                new: pair.new?.day
            )
            if members[key] == nil { order.append(key) }
            members[key, default: []].append(pair)
        }
        return order.compactMap { key in members[key].flatMap(line) }
    }

    private func line(_ pairs: [(old: PlannedPrompt?, new: PlannedPrompt?)]) -> DifferenceView.Line? {
        guard let (old, new) = pairs.first, let prompt = new ?? old else { return nil }
        let words = PromptWords(language: language, outline: outline)
        let names = CourseNames(of: outline)
        let group = prompt.scope.group.map { groups[$0] ?? language("en gruppe", "a group") }
        let told = pairs.filter { isTold($0.old, otherThan: $0.new) }
            .compactMap { ($0.old?.scope).flatMap { change.toldOf[$0] } }.reduce(0, +)
        let why =
            new.flatMap { change.reasons[$0.scope] }.map { chain in
                chain.map { language.capitalised($0.sentence(in: language, naming: names)) }
            } ?? []
        return DifferenceView.Line(
            what:
                "\(words.label(of: prompt.purpose, key: prompt.scope.prompt)): \(words.title(of: prompt.scope.module))",
            whom: pairs.count > 1 && group != nil
                ? language("\(pairs.count) grupper", "\(pairs.count) groups")
                : words.audience(of: prompt.scope, group: group, to: prompt.to, meetings: prompt.meetings),
            town: words.municipality(prompt.scope.municipality),
            old: (old?.day).map(language.dates.day),
            new: (new?.day).map(language.dates.day),
            note: old.flatMap { old in new.flatMap { note(from: old, to: $0, words) } },
            told: told > 0 ? told : nil,
            why: why,
            hasWhy: !why.isEmpty
        )
    }

    /// What is another about a prompt that leaves on the same day.
    private func note(from old: PlannedPrompt, to new: PlannedPrompt, _ words: PromptWords) -> String? {
        guard old.day == new.day else { return nil }
        if let was = old.told, let now = new.told, was != now {
            let dates = language.dates
            return language(
                "samme dag, men brevet nævner \(dates.day(now.at.day)) i stedet for \(dates.day(was.at.day))",
                "the same day, but the letter tells \(dates.day(now.at.day)) instead of \(dates.day(was.at.day))"
            )
        }
        let zone = outline.timeZone
        if old.sendAt != new.sendAt {
            let time = language.dates.time(zone.local(new.sendAt).time)
            return language("samme dag, nu kl. \(time)", "the same day, now at \(time)")
        }
        let until = words.until(zone.local(new.usefulUntil))
        return language("samme dag; kan nu bruges \(until)", "the same day; now of use \(until)")
    }
}
