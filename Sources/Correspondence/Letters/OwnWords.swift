import Course

/// The administrator's own subject and text, with the fields filled in: markup, like a shipped template's.
struct OwnWords {
    private let times: ItemTimes
    private let item: LetterFacts.Item
    private let facts: LetterFacts

    init(_ item: LetterFacts.Item, of facts: LetterFacts) {
        self.item = item
        self.facts = facts
        times = ItemTimes(item, of: facts)
    }

    /// The own subject, if there is one.
    var subject: String? {
        item.prompt.subject.flatMap {
            blank($0) ? nil : filled($0.split(whereSeparator: \.isNewline).joined(separator: " "))
        }
    }

    /// The own text, if there is one, and its greeting, which the letter says only when it stands alone.
    var text: (greeting: String?, body: String)? {
        guard let text = item.prompt.text, !blank(text) else { return nil }
        var lines = text.split(omittingEmptySubsequences: false, whereSeparator: \.isNewline)
        lines = Array(lines.drop { blank($0) })
        var greeting: String?
        if let first = lines.first, isGreeting(first) {
            greeting = filled(String(first))
            lines.removeFirst()
        }
        var body = Self.unwrapped(lines).map(line).joined(separator: "\n")
        if needsLink(text), let link = item.link ?? item.module.link { body += "\n\n\(Self.link(link))" }
        return (greeting, body)
    }

    /// Whether the own text has a greeting in its first line beside other words, so that none is wanted before it.
    var greetsInPassing: Bool {
        guard let first = item.prompt.text?.split(whereSeparator: \.isNewline).first(where: { !blank($0) }) else {
            return false
        }
        return startsAsGreeting(first) && !isGreeting(first)
    }

    /// Whether the own text signs itself.
    var signs: Bool {
        item.prompt.text.map { LetterField.occurrences(in: $0).contains { $0.field == .signed } } ?? false
    }

    /// A letter that brings a link has it, whether its text thought of it or not.
    private func needsLink(_ text: String) -> Bool {
        item.purpose == .link && !text.contains("://")
            && !LetterField.occurrences(in: text).contains { $0.field == .link }
    }

    /// A line with its fields filled in; questions alone on a line become a list, a link alone a button.
    private func line(_ line: String) -> String {
        guard let only = LetterField.occurrences(in: line).first, let field = only.field,
            blank(line[..<only.range.lowerBound]), blank(line[only.range.upperBound...])
        else { return filled(line) }
        if field == .questions, !questions.isEmpty {
            return questions.map { "- \(Markup.escaped($0))" }.joined(separator: "\n")
        }
        return filled(line)
    }

    /// A text with its fields filled in; what they hold is not looked at again.
    private func filled(_ text: String) -> String {
        let text = Markup.cleaned(text)
        var filled = ""
        var rest = text.startIndex
        for occurrence in LetterField.occurrences(in: text) {
            guard let field = occurrence.field else { continue }
            filled += text[rest..<occurrence.range.lowerBound]
            filled += value(of: field)
            rest = occurrence.range.upperBound
        }
        return filled + text[rest...]
    }

    /// What a field stands for, as markup; a dash where the letter knows nothing to say.
    private func value(of field: LetterField) -> String {
        let (municipality, module) = (facts.municipality, item.module)
        let value: String? =
            switch field {
            case .firstName: NameSlot.firstName
            case .name: NameSlot.name
            case .date: escaped(times.date ?? undated ?? (times.due ?? times.opens).map(times.words.day))
            case .time: escaped(times.time)
            case .place: escaped(times.place)
            case .title: escaped(module.title)
            case .minutes: module.minutes.map(String.init)
            case .link: (item.link ?? module.link).map(Self.link)
            case .municipality: escaped(municipality.name)
            case .otherMunicipality: escaped(facts.others)
            case .contact:
                escaped(
                    [municipality.contact.name, municipality.contact.email, municipality.contact.phone]
                        .compactMap(\.self).joined(separator: ", ")
                )
            case .due: escaped(times.due.map(times.words.day) ?? undated)
            case .group: escaped(facts.group)
            case .course: escaped(facts.course.title)
            case .signed: escaped(municipality.signed)
            case .speaker: escaped(module.speaker)
            case .window: escaped(times.window)
            case .questions: escaped(questions.joined(separator: " "))
            }
        return value ?? "—"
    }

    /// A value as markup; `nil` when it is blank.
    private func escaped(_ value: String?) -> String? {
        value.map(Markup.escaped).flatMap { $0.isEmpty ? nil : $0 }
    }

    /// As `senest onsdag den 7. april`, for a meeting without a date.
    private var undated: String? {
        times.by.map {
            switch facts.language {
            case .danish: "senest \(times.words.day($0))"
            case .english: "\(times.words.day($0)) at the latest"
            }
        }
    }

    private var questions: [String] {
        item.module.kind == .film ? item.module.reflections.map(\.question) : item.module.questions
    }

    /// A link that shows itself.
    private static func link(_ link: String) -> String {
        let shown = Markup.escaped(link)
        return Markup.isSafe(link: link) ? "[\(shown)](\(shown))" : shown
    }

    /// Lines as they are meant: one that was broken only because it was long goes on with the next.
    private static func unwrapped(_ lines: [Substring]) -> [String] {
        var unwrapped: [String] = []
        var goesOn = false
        for line in lines {
            let isText = !line.allSatisfy(\.isWhitespace) && !["- ", "> ", "## "].contains { line.hasPrefix($0) }
            if goesOn, isText, let last = unwrapped.indices.last {
                unwrapped[last] += " \(line)"
            } else {
                unwrapped.append(String(line))
            }
            goesOn = line.unicodeScalars.count >= longLine && !line.hasPrefix("## ")
        }
        return unwrapped
    }

    /// A line of so many characters was broken for its length.
    private static let longLine = 60

    /// Whether a line is a greeting and nothing else, as `Kære {first-name}`.
    private func isGreeting(_ line: Substring) -> Bool {
        guard startsAsGreeting(line), let field = LetterField.occurrences(in: String(line)).first else { return false }
        return String(line)[field.range.upperBound...].allSatisfy { $0.isWhitespace || $0.isPunctuation }
    }

    /// Whether a line begins with a greeting and a name.
    private func startsAsGreeting(_ line: Substring) -> Bool {
        let line = String(line)
        guard let field = LetterField.occurrences(in: line).first, field.field == .firstName || field.field == .name
        else { return false }
        let word = line[..<field.range.lowerBound].trimmingPrefix(while: \.isWhitespace).lowercased()
        return ["kære ", "hej ", "goddag ", "dear ", "hello ", "hi "].contains(word)
    }

    private func blank(_ text: some StringProtocol) -> Bool { text.allSatisfy(\.isWhitespace) }
}
