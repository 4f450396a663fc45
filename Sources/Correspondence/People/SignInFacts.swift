import Course

/// What a letter to come in by says.
struct SignInFacts: Hashable, Sendable {
    /// The person's name; `nil` where none is known.
    var name: String?
    /// The language of the letter.
    var language: Language
    /// Where it leads, in the reader's words: the course.
    var site: String
    /// The whole link.
    var link: String
    /// Six digits.
    var code: String
    /// For how long both are good.
    var minutes: Int
    /// Who writes; `nil` where it is no municipality.
    var house: House?

    /// A municipality as the letter names it.
    struct House: Hashable, Sendable {
        var name: String
        var signed: String
        var contact: Municipality.Contact
    }

    /// The letter.
    func written(_ templates: LetterTemplates) -> LetterText {
        let section = LetterSection(
            templates.render(.init(language: language, part: .signIn), SignInWords(facts: self))
        )
        let letter = LetterLayout(templates: templates, language: language)
            .composed(subject: section.subject, body: section.body)
        return LetterText(
            subject: letter.subject.filled(firstName: "", name: ""),
            text: letter.text.filled(firstName: "", name: ""),
            html: letter.html.filled(firstName: "", name: "")
        )
    }
}
