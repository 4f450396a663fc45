import Course

/// What the template of short films beside a long one may say.
struct AdditionWords: LetterContext {
    enum Name: String, CaseIterable {
        case films, several, count
    }

    static let elements: [Name: Set<String>] = [.films: ["title", "link", "length", "speaker", "due"]]

    let films: [LetterFacts.Item]
    let facts: LetterFacts

    func value(of name: Name) -> Any? {
        switch name {
        case .films: films.map { Element(values: film($0)) }
        case .several: films.count > 1
        case .count: Shown(facts.language.count(films.count))
        }
    }

    private func film(_ item: LetterFacts.Item) -> [String: Shown] {
        var values = ["title": Shown(item.module.plainTitle)]
        values["link"] = (item.link ?? item.module.link).shown
        values["length"] = item.module.minutes.map { Shown(facts.language.minutes($0)) }
        values["speaker"] = item.module.speaker.shown
        values["due"] = ItemTimes(item, of: facts).due.map { Shown(facts.dateWords.day($0)) }
        return values
    }
}
