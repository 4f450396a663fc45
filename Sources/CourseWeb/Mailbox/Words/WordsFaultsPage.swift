import Course

/// What is shown in the frame instead of a letter whose words cannot stand.
struct WordsFaultsPage: Sendable {
    let language: String
    let faults: [String]

    init(_ faults: [WordsFault], in language: Language) {
        self.language = language.rawValue
        self.faults = faults.map { $0.sentence(in: language) }
    }
}

extension WordsFault {
    /// One sentence for who wrote the words.
    func sentence(in language: Language) -> String {
        switch problem {
        case .unknownField(let name, nil):
            language("Der er intet felt, der hedder {\(name)}.", "There is no field called {\(name)}.")
        case .unknownField(let name, let meant?):
            language(
                "Der er intet felt, der hedder {\(name)}. Mente du {\(meant.rawValue)}?",
                "There is no field called {\(name)}. Did you mean {\(meant.rawValue)}?"
            )
        case .unclosedBrace(let line):
            language(
                part == .subject ? "En { mangler sin }." : "I linje \(line) mangler en { sin }.",
                part == .subject ? "A { lacks its }." : "In line \(line) a { lacks its }."
            )
        case .unopenedBrace(let line):
            language(
                part == .subject ? "En } mangler sin {." : "I linje \(line) mangler en } sin {.",
                part == .subject ? "A } lacks its {." : "In line \(line) a } lacks its {."
            )
        case .severalLines: language("Emnet skal stå på én linje.", "The subject must stand on one line.")
        case .tooLong(let most):
            language("Det er for langt: højst \(most) tegn.", "That is too long: at most \(most) characters.")
        case .missing:
            language(
                "Skriv noget: denne besked har intet standardbrev.",
                "Write something: this message has no shipped letter."
            )
        }
    }
}
