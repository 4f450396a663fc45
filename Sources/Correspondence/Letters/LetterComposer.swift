import Course

/// Makes a letter from facts, but for the name.
struct LetterComposer {
    let templates: LetterTemplates
    let facts: LetterFacts

    /// The letter that `facts` tell.
    func composed() -> ComposedLetter {
        let (main, additions) = split(facts.items)
        let films = sharedFilms(main)
        let isAlone = facts.corrections.count + main.count == 1
        var sections = main.indices.map { index in
            section(main[index], alone: isAlone, meetingTold: films != nil || tellsMeetingLater(main, after: index))
        }
        if !additions.isEmpty, let host = main.lastIndex(where: \.bringsLongFilm) {
            sections[host].body += "\n\n" + render(.additions, AdditionWords(films: additions, facts: facts))
        }
        sections = facts.corrections.map(section) + sections
        var frame = FrameWords(facts: facts, body: "")
        var subject = sections.first?.subject ?? Markup.escaped(facts.course.title)
        if sections.count == 1, let only = sections.first {
            frame.body = only.body
            frame.greeting = only.greeting
            frame.signature = !(main.first.map { OwnWords($0, of: facts).signs } ?? false)
        } else if !sections.isEmpty {
            let lead = LetterSection(render(.merged, merged(sections, films: main, times: films)))
            subject = lead.subject
            frame.body = ([lead.body] + sections.map { "## \($0.heading)\n\n\($0.body)" }).joined(separator: "\n\n")
        }
        if !sections.allSatisfy(\.isOwn), !main.contains(where: tellsMeeting) { frame.next = NextStep(after: facts) }
        if facts.isCopy { subject = facts.language.copy(of: subject) }
        return LetterLayout(templates: templates, language: facts.language)
            .composed(subject: subject, body: render(.frame, frame))
    }

    /// Short films beside a long one read as an addition to it.
    private func split(_ items: [LetterFacts.Item]) -> (main: [LetterFacts.Item], additions: [LetterFacts.Item]) {
        guard items.contains(where: \.bringsLongFilm) else { return (items, []) }
        return (items.filter { !$0.canBeAdded }, items.filter(\.canBeAdded))
    }

    /// The times of several films that prepare one meeting, so that the letter says it once.
    private func sharedFilms(_ items: [LetterFacts.Item]) -> ItemTimes? {
        guard items.count > 1, facts.corrections.isEmpty,
            items.allSatisfy({ $0.module.kind == .film && $0.purpose == .link && $0.prompt.text == nil })
        else { return nil }
        let times = items.map { ItemTimes($0, of: facts) }
        guard let first = times[0].meeting, times.allSatisfy({ $0.meeting?.key == first.key }) else { return nil }
        return times[0]
    }

    /// Whether a later film of the letter names the same meeting.
    private func tellsMeetingLater(_ items: [LetterFacts.Item], after index: Int) -> Bool {
        guard let meeting = ItemTimes(items[index], of: facts).meeting else { return false }
        return items[(index + 1)...].contains {
            ItemTimes($0, of: facts).meeting?.key == meeting.key && tellsMeeting($0)
        }
    }

    /// Whether a film's letter names the meeting that comes next.
    private func tellsMeeting(_ item: LetterFacts.Item) -> Bool {
        let times = ItemTimes(item, of: facts)
        return item.prompt.text == nil && item.purpose != .message
            && (times.meetingWhen != nil || times.meetingBy != nil)
    }

    private func section(_ item: LetterFacts.Item, alone: Bool, meetingTold: Bool) -> LetterSection {
        var words = ItemWords(item, of: facts)
        (words.alone, words.meetingTold) = (alone, meetingTold)
        var section = LetterSection(render(item.part, words))
        let own = OwnWords(item, of: facts)
        if let subject = own.subject { section.subject = subject }
        if let text = own.text {
            (section.greeting, section.body) = text
            if own.greetsInPassing { section.greeting = "" }
            section.isOwn = true
        }
        return section
    }

    private func section(_ correction: LetterFacts.Correction) -> LetterSection {
        LetterSection(render(.change, ChangeWords(correction: correction, facts: facts)))
    }

    private func merged(
        _ sections: [LetterSection],
        films: [LetterFacts.Item],
        times: ItemTimes?
    ) -> MergedWords {
        let language = facts.language
        let allFilms =
            facts.corrections.isEmpty && films.allSatisfy { $0.module.kind == .film && $0.purpose == .link }
        return MergedWords(
            films: allFilms,
            short: films.allSatisfy(\.module.isShortFilm),
            changes: films.isEmpty,
            count: language.count(sections.count),
            rest: language.count(sections.count - 1),
            first: sections[0].subject,
            titles: allFilms ? language.all(of: films.map(\.module.plainTitle)) : nil,
            times: times,
            facts: facts
        )
    }

    private func render(_ part: LetterTemplates.Part, _ context: some LetterContext) -> String {
        templates.render(.init(language: facts.language, part: part), context)
    }
}

extension LetterFacts.Item {
    /// The template that speaks it; a purpose that the module's kind does not know is a message.
    fileprivate var part: LetterTemplates.Part {
        purpose == .message || !purpose.kinds.contains(module.kind) ? .message : .item(module.kind, purpose)
    }

    /// Whether it brings a film that short ones can be added to.
    fileprivate var bringsLongFilm: Bool { module.kind == .film && !module.isShortFilm && purpose == .link }

    /// Whether it is a short film that can be added to a long one.
    fileprivate var canBeAdded: Bool {
        module.isShortFilm && purpose == .link && prompt.text == nil && prompt.subject == nil
            && Markup.isSafe(link: link ?? module.link ?? "")
    }
}

/// A letter that lacks only the leader's name.
struct ComposedLetter: Sendable {
    let subject: SlottedText
    let text: PlainTextPart
    let html: SlottedText
}
