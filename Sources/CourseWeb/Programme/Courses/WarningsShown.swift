import Course

/// What is doubtful about a plan and taken, for the partial `courses-warnings`.
struct WarningsShown: Sendable {
    /// How many there are, in words.
    let heading: String
    let sentences: [String]

    /// `nil` where nothing is doubtful.
    init?(_ findings: [Finding], of outline: CourseOutline, in language: Language) {
        guard !findings.isEmpty else { return nil }
        heading =
            findings.count == 1
            ? language("Én ting at se på", "One thing to look at")
            : language("\(findings.count) ting at se på", "\(findings.count) things to look at")
        let names = CourseNames(of: outline)
        sentences = findings.map { finding in
            let sentence = finding.sentence(in: language, naming: names)
            // Where it says of what it is, the sentence itself need not.
            guard let title = finding.module.flatMap({ outline.programme[$0]?.title }), !sentence.contains(title) else {
                return sentence
            }
            return "\(title): \(sentence)"
        }
    }
}

extension Finding {
    /// The key of the module that it stands at, where it stands at one.
    fileprivate var module: String? {
        place.count > 1 && place[0] == "modules" ? place[1] : nil
    }
}
