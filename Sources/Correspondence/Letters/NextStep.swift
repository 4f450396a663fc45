import Course

/// The step of the course that comes after everything in a letter.
struct NextStep {
    let module: Module
    /// When a session or a meeting begins, in words.
    private(set) var when: String?
    /// The last day for a meeting without a date, in words.
    private(set) var by: String?
    /// When something opens, in words.
    private(set) var opens: String?

    /// The earliest step after the letter's last item; `nil` when nothing is known to come.
    init?(after facts: LetterFacts) {
        let moments = facts.items.compactMap { ItemTimes($0, of: facts).moment }
        guard let reference = moments.max() else { return nil }
        let said = Set(facts.items.map(\.module.key))
        var earliest: (module: Module, at: LocalDateTime)?
        for module in facts.course.programme.modules where !said.contains(module.key) && !module.isShortFilm {
            guard let at = Self.moment(of: module, in: facts), at > reference, at < earliest?.at ?? .distantFuture
            else { continue }
            earliest = (module, at)
        }
        guard let earliest else { return nil }
        module = earliest.module
        let (words, date) = (facts.dateWords, facts.dates[module.key])
        switch module.kind {
        case .gathering, .workshop:
            let sessions = facts.course.sessions[module.key] ?? []
            when =
                date?.start.map(words.dayAndTime)
                ?? facts.language.one(of: sessions.map { words.dayAndTime($0.start) })
        case .reflection:
            if let start = date?.start, date?.provisional == false {
                when = words.dayAndTime(start)
            } else {
                by = words.day(earliest.at.day)
            }
        case .film, .assessment, .serviceCheck, .material:
            opens = words.day(earliest.at.day)
        }
    }

    /// When the leader meets a module first.
    private static func moment(of module: Module, in facts: LetterFacts) -> LocalDateTime? {
        let date = facts.dates[module.key]
        return switch module.kind {
        case .gathering, .workshop: date?.start ?? facts.course.sessions[module.key]?.map(\.start).min()
        case .reflection: date?.start ?? date?.due.map { LocalDateTime($0, .midnight) }
        case .film, .assessment, .serviceCheck, .material: date?.opens.map { LocalDateTime($0, .midnight) }
        }
    }
}

extension LocalDateTime {
    /// Later than any date of a course.
    fileprivate static let distantFuture = LocalDateTime(Day(9999, 12, 31), .midnight)
}
