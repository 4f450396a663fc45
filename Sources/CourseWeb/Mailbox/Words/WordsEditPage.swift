import Course
import CourseStore

/// The words of one prompt, beside a letter that says them.
struct WordsEditPage: Page {
    static let template = "words-edit"

    let title: String
    let place: Place
    let back: String
    /// The whole course and its municipalities, for who sees them all.
    let scopes: [Scope]
    let scope: String
    let isWhole: Bool
    let action: String
    let sampleAction: String
    let resetAction: String
    let subjectField: Field
    let textField: Field
    /// What the form was made from.
    let wasSubject: String
    let wasText: String
    let faults: [Fault]
    let hasFaults: Bool
    /// What somebody else has written meanwhile; one or none, as the two below.
    let theirs: [Theirs]
    /// What was there before it was taken back.
    let undo: [Theirs]
    let fields: [FieldOfWords]
    /// The letter, for the frame.
    let sample: String
    /// What there is without these words.
    let beneath: [Theirs]
    let canReset: Bool
    /// Somebody whose words the course's are laid under.
    let who: String?

    struct Scope: Sendable {
        let href: String
        let label: String
        let isCurrent: Bool
        let hasWords: Bool
    }

    struct Fault: Sendable {
        let field: String
        let sentence: String
    }

    struct Theirs: Sendable {
        let subject: String
        let text: String
    }

    struct FieldOfWords: Sendable {
        let name: String
        let meaning: String
    }
}

extension WordsEditPage {
    init(
        _ desk: WordsDesk,
        typed: LetterWords,
        old: LetterWords,
        faults: [WordsFault],
        theirs: LetterWords?,
        undo: LetterWords?,
        sample: String,
        beneath: (subject: String, text: String)?,
        in language: Language
    ) {
        let course = desk.course
        let name = PreviewedPrompt(desk.prompt, purpose: desk.rule.purpose(in: desk.module.kind), in: course, language)
        title = language("Tekst: \(name.title), \(name.purpose)", "Words: \(name.title), \(name.purpose)")
        place = Place(course: course.key, title: course.title, .words)
        back = "/courses/\(course.key)/words"
        let whole = language("Hele forløbet", "The whole course")
        scopes =
            desk.own != nil
            ? []
            : [
                Scope(
                    href: desk.path(of: .some(nil)),
                    label: whole,
                    isCurrent: desk.municipality == nil,
                    hasWords: !LetterWords(of: desk.rule).isEmpty
                )
            ]
                + course.municipalities.map { town in
                    Scope(
                        href: desk.path(of: town.key),
                        label: town.name,
                        isCurrent: desk.municipality == town.key,
                        hasWords: desk.words.words(of: town.key, for: desk.prompt) != nil
                    )
                }
        scope = desk.municipality.flatMap { course.municipality($0)?.name } ?? whole
        isWhole = desk.municipality == nil
        (action, sampleAction, resetAction) = (desk.path(), desk.path("sample"), desk.path("reset"))
        let sentences = faults.map { (part: $0.part, sentence: $0.sentence(in: language)) }
        func fault(_ part: WordsFault.Part) -> String? {
            let own = sentences.filter { $0.part == part }.map(\.sentence)
            return own.isEmpty ? nil : own.joined(separator: " ")
        }
        let otherwise =
            desk.municipality == nil
            ? language(
                "Lad feltet stå tomt, så siger standardbrevet sit.",
                "Leave it empty for what the shipped letter says."
            )
            : language(
                "Lad feltet stå tomt, så gælder hele forløbets tekst.",
                "Leave it empty for the whole course’s words."
            )
        var subjectField = Field(
            "subject",
            label: language("Emne", "Subject"),
            value: typed.subject ?? "",
            hint: desk.alone ? nil : otherwise,
            fault: fault(.subject),
            autocomplete: "off"
        )
        subjectField.isRequired = desk.alone
        var textField = Field(
            "text",
            label: language("Tekst", "Text"),
            value: typed.text ?? "",
            hint: (desk.alone ? "" : otherwise + " ")
                + language(
                    "En tom linje skiller afsnit. En linje, der begynder med - , er et punkt, med > en kendsgerning, med ## en overskrift.",
                    "An empty line parts paragraphs. A line that begins with - is a point, with > a fact, with ## a heading."
                ),
            fault: fault(.text)
        )
        textField.isRequired = desk.alone
        (self.subjectField, self.textField) = (subjectField, textField)
        (wasSubject, wasText) = (old.subject ?? "", old.text ?? "")
        self.faults = sentences.map { Fault(field: $0.part.rawValue, sentence: $0.sentence) }
        hasFaults = !faults.isEmpty
        let shown = { (words: LetterWords) in Theirs(subject: words.subject ?? "", text: words.text ?? "") }
        self.theirs = [theirs].compactMap(\.self).map(shown)
        self.undo = [undo].compactMap(\.self).map(shown)
        fields = LetterField.of(desk.module).map {
            FieldOfWords(name: "{\($0.rawValue)}", meaning: $0.meaning(in: language))
        }
        self.sample = sample
        canReset = desk.present != desk.beneath
        self.beneath = [beneath].compactMap(\.self).map { Theirs(subject: $0.subject, text: $0.text) }
        who = desk.municipality.flatMap { desk.words.words(of: $0, for: desk.prompt)?.setBy }
    }
}
