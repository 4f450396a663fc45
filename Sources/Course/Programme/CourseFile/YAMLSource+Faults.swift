import Yams

extension SourceFault {
    /// Why anchors and aliases are refused.
    static let noAliases = Sentence(
        "ankre (&) og henvisninger (*) kan ikke bruges; skriv værdien helt ud",
        "anchors (&) and aliases (*) are not taken; write the value out"
    )
    /// What there is to say of a file that is none at all.
    static let noYAML = Sentence("det er ikke YAML", "this is not YAML")

    /// What the YAML parser says, in one sentence.
    init(_ error: YamlError, in text: String) {
        let start = SourcePosition(line: 1, column: 1)
        switch error {
        case .scanner(let context, let problem, let mark, _), .parser(let context, let problem, let mark, _):
            let words = YAMLProblem.sentence(problem)
            let place = context.map { context in
                let position = SourcePosition(context.mark)
                // What the parser was at is said in English only; where that began, in both.
                return Sentence(" (det begynder \(position))", " (\(context.text), \(position))")
            }
            self.init(at: SourcePosition(mark), words + (place ?? Sentence("", "")))
        case .composer(_, let problem, let mark, _):
            let message =
                switch problem {
                case "but found another document":
                    Sentence(
                        "her begynder et dokument mere; filen skal kun indeholde ét forløb",
                        "a second document begins here; expected one course"
                    )
                case "found undefined alias": Self.noAliases
                default: YAMLProblem.sentence(problem)
                }
            self.init(at: SourcePosition(mark), message)
        case .duplicatedKeysInMapping(let keys, let context):
            let key = keys.min() ?? ""
            let first = SourcePosition(context.mark)
            guard let second = RepeatedKey(key, first: first, in: text).second else {
                self.init(
                    at: first,
                    Sentence(
                        "nøglen \(key.quoted) står to gange samme sted",
                        "the key \(key.quoted) is given twice in one mapping"
                    )
                )
                return
            }
            self.init(
                at: second,
                Sentence(
                    "nøglen \(key.quoted) står to gange; første gang er \(first)",
                    "the key \(key.quoted) is given twice; it stands at \(first) already"
                )
            )
        case .reader(let problem, let offset, _, let text):
            let index = offset.flatMap { text.index(text.startIndex, offsetBy: $0, limitedBy: text.endIndex) }
            let position = index.map { SourceLines(text).position(of: $0) } ?? start
            self.init(at: position, YAMLProblem.sentence(problem))
        default:
            self.init(at: start, Self.noYAML)
        }
    }
}

extension SourcePosition {
    /// A mark of the YAML parser.
    init(_ mark: Mark) {
        self.init(line: mark.line, column: mark.column)
    }
}
