import Yams

extension SourceFault {
    /// Why anchors and aliases are refused.
    static let noAliases = "anchors (&) and aliases (*) are not taken; write the value out"

    /// What the YAML parser says, in one sentence.
    init(_ error: YamlError, in text: String) {
        let start = SourcePosition(line: 1, column: 1)
        switch error {
        case .scanner(let context, let problem, let mark, _), .parser(let context, let problem, let mark, _):
            let place = context.map { " (\($0.text), \(SourcePosition($0.mark)))" } ?? ""
            self.init(at: SourcePosition(mark), "this is not YAML: \(problem)\(place)")
        case .composer(_, let problem, let mark, _):
            let message =
                switch problem {
                case "but found another document": "a second document begins here; expected one course"
                case "found undefined alias": Self.noAliases
                default: "this is not YAML: \(problem)"
                }
            self.init(at: SourcePosition(mark), message)
        case .duplicatedKeysInMapping(let keys, let context):
            let key = keys.min() ?? ""
            let first = SourcePosition(context.mark)
            guard let second = RepeatedKey(key, first: first, in: text).second else {
                self.init(at: first, "the key \(key.quoted) is given twice in one mapping")
                return
            }
            self.init(at: second, "the key \(key.quoted) is given twice; it stands at \(first) already")
        case .reader(let problem, let offset, _, let text):
            let index = offset.flatMap { text.index(text.startIndex, offsetBy: $0, limitedBy: text.endIndex) }
            let position = index.map { SourceLines(text).position(of: $0) } ?? start
            self.init(at: position, "this is not YAML: \(problem)")
        default:
            self.init(at: start, "this is not YAML")
        }
    }
}

extension SourcePosition {
    /// A mark of the YAML parser.
    init(_ mark: Mark) {
        self.init(line: mark.line, column: mark.column)
    }
}
