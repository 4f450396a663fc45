import Course

/// What the template of several sections in one letter may say: its subject, and the sentence that leads in.
struct MergedWords: LetterContext {
    enum Name: String, CaseIterable {
        /// Whether all are films, all are corrections, and all are short.
        case films, changes, short
        case count, countCapitalised, rest, first, titles, course, group, meeting, meetingWhen, meetingBy
    }

    var films = false
    var short = false
    var changes = false
    var count: String
    var rest: String
    /// The first section's subject, as markup.
    var first: String
    /// The films' titles in a sentence.
    var titles: String?
    /// The meeting that all the films prepare.
    var times: ItemTimes?
    let facts: LetterFacts

    func value(of name: Name) -> Any? {
        switch name {
        case .films: films
        case .changes: changes
        case .short: short
        case .count: Shown(count)
        case .countCapitalised: Shown(count.prefix(1).uppercased() + count.dropFirst())
        case .rest: Shown(rest)
        case .first: Shown(markup: first)
        case .titles: titles.shown
        case .course: Shown(facts.course.title)
        case .group: facts.group.shown
        case .meeting: times?.meeting.map { Shown($0.title) }
        case .meetingWhen: times?.meetingWhen.shown
        case .meetingBy: times?.meetingBy.shown
        }
    }
}
