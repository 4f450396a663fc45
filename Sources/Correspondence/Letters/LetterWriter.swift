import Course

/// Writes letters: facts in, subject, text and HTML out.
///
/// Safe to use from many tasks at once. What two leaders' letters have in common is made once and remembered.
public final class LetterWriter: Sendable {
    private let templates: LetterTemplates
    private let memory: LetterMemory

    /// A writer with the shipped words, that remembers at most twice `remembering` letters.
    public init(templates: LetterTemplates, remembering: Int = 256) {
        self.templates = templates
        memory = LetterMemory(capacity: max(1, remembering))
    }

    /// The letter that `facts` tell.
    public func write(_ facts: LetterFacts) -> LetterText {
        let common = facts.withoutWhatIsNotSaid
        let letter = memory.letter(for: common) {
            LetterComposer(templates: templates, facts: common).composed()
        }
        let name = LeaderName(facts.name, language: facts.language)
        return LetterText(
            subject: shortened(letter.subject.filled(firstName: name.first, name: name.whole)),
            text: letter.text.filled(firstName: name.first, name: name.whole),
            html: letter.html.filled(
                firstName: Markup.htmlEscaped(name.first),
                name: Markup.htmlEscaped(name.whole)
            )
        )
    }

    /// At most 200 characters, cut between words where it can be.
    private func shortened(_ subject: String) -> String {
        guard subject.utf8.count > 200, subject.count > 200 else { return subject }
        let cut = subject.prefix(199)
        let end = cut.lastIndex(of: " ").flatMap { cut.distance(from: cut.startIndex, to: $0) > 120 ? $0 : nil }
        return "\(cut[..<(end ?? cut.endIndex)])…"
    }
}

/// A leader's name as a letter says it.
struct LeaderName {
    let whole: String
    let first: String

    init(_ name: String, language: Language) {
        let line = Markup.singleLine(name)
        guard !line.isEmpty else {
            let colleague =
                switch language {
                case .danish: "kollega"
                case .english: "colleague"
                }
            (whole, first) = (colleague, colleague)
            return
        }
        whole = line
        // “Lund, Anne Marie” is how some lists write it.
        let given = line.firstRange(of: ", ").map { line[$0.upperBound...] } ?? line[...]
        first = String(given.prefix { $0 != " " })
    }
}

extension LetterFacts {
    /// The facts that the letter tells, apart from the name: leaders for whom they are equal get the same letter.
    fileprivate var withoutWhatIsNotSaid: LetterFacts {
        var facts = self
        facts.name = ""
        if facts.group != nil, !items.contains(where: \.mayNameTheGroup) { facts.group = "–" }
        var keys = items.flatMap { [$0.module.key, course.preparedMeeting[$0.module.key]?.key] }
        keys.append(NextStep(after: self)?.module.key)
        facts.dates = [:]
        for case let key? in keys { facts.dates[key] = dates[key] }
        return facts
    }
}

extension LetterFacts.Item {
    /// Whether the letter may say the group's name, rather than only that there is one.
    fileprivate var mayNameTheGroup: Bool {
        module.kind == .reflection || prompt.text != nil || prompt.subject != nil
    }
}
