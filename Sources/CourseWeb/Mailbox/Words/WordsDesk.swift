import Course
import CourseStore

/// One prompt and whose words of it are at hand.
struct WordsDesk: Sendable {
    let words: CourseWords
    let prompt: Prompt.Reference
    let module: Module
    let rule: Prompt
    /// The municipality whose own they are; `nil` for the whole course's.
    let municipality: String?
    /// The one municipality that the reader looks after; `nil` for somebody who sees them all.
    let own: String?

    init?(_ words: CourseWords, _ prompt: Prompt.Reference, municipality: String?, own: String?) {
        guard let (module, rule) = words.course.outline.programme.prompt(prompt.prompt, of: prompt.module),
            municipality.map({ words.course.outline.municipality($0) != nil }) ?? true
        else { return nil }
        (self.words, self.prompt, self.module, self.rule) = (words, prompt, module, rule)
        (self.municipality, self.own) = (municipality, own)
    }

    var course: CourseOutline { words.course.outline }

    /// The words as they are.
    var present: LetterWords {
        municipality.map { words.words(of: $0, for: prompt)?.words ?? .none } ?? LetterWords(of: rule)
    }

    /// What there would be without them: nothing of one's own, but for a message the file's.
    var beneath: LetterWords { municipality == nil ? words.course.shippedWords(of: prompt) : .none }

    /// Whether they must say everything, since no shipped letter could.
    var alone: Bool { municipality == nil && rule.purpose(in: module.kind) == .message }

    /// Where they are, or something below.
    func path(_ part: String = "", of other: String?? = nil) -> String {
        let scope = other ?? municipality
        return "/courses/\(course.key)/words/\(prompt.module)/\(prompt.prompt)\(part.isEmpty ? "" : "/\(part)")"
            + (scope.map { "?municipality=\($0)" } ?? "")
    }
}
