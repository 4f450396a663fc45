import Course

/// Whether a template says only what its context knows: the engine itself shows an unknown name as nothing.
struct TemplateCheck {
    /// What is wrong, in the order of the lines.
    let faults: [LetterTemplateFaults.Fault]

    init(_ name: LetterTemplates.Name, _ source: String) {
        let (names, elements) = Self.vocabulary(of: name.part)
        var faults: [LetterTemplateFaults.Fault] = []
        func complain(_ problem: String, line: Int?) {
            faults.append(.init(template: name.fileName, line: line, problem: problem))
        }

        if name.part != .layout, !source.hasPrefix("{{% CONTENT_TYPE:TEXT}}\n") {
            complain("must begin with {{% CONTENT_TYPE:TEXT}}, or its words are escaped as HTML", line: 1)
        }
        var open: [String] = []
        for (number, line) in source.split(separator: "\n", omittingEmptySubsequences: false).enumerated() {
            for tag in Self.tags(in: line) {
                guard let sigil = tag.first else { continue }
                let word = String(tag.drop { "#^/{&%>".contains($0) }.drop { $0 == " " })
                switch sigil {
                case "%": continue
                case ">", "!", "<", "$", "=":
                    complain("uses {{\(tag)}}, which letters do without", line: number + 1)
                case "/":
                    if open.popLast() != word { complain("closes \(word), which is not open", line: number + 1) }
                default:
                    if (sigil == "{" || sigil == "&") != (name.part == .layout && Self.raw.contains(word)) {
                        complain("must not take \(word) unescaped, or must", line: number + 1)
                    }
                    let inner = open.reduce(into: Set<String>()) { $0.formUnion(elements[$1] ?? []) }
                    if !names.contains(word), !inner.contains(word) {
                        complain("says \(word), which is unknown here", line: number + 1)
                    }
                    if sigil == "#" || sigil == "^" { open.append(word) }
                }
            }
        }
        if let word = open.last { complain("never closes \(word)", line: nil) }
        self.faults = faults
    }

    /// What only the layout takes as it is, since it is HTML already.
    private static let raw: Set<String> = ["body", "smallPrint"]

    /// The words between `{{` and `}}`; of `{{{name}}}` it is `{name`.
    private static func tags(in line: Substring) -> [Substring] {
        line.split(separator: "{{", maxSplits: .max, omittingEmptySubsequences: false).dropFirst().map {
            $0.prefix { $0 != "}" }
        }
    }

    private static func vocabulary(
        of part: LetterTemplates.Part
    ) -> (names: Set<String>, elements: [String: Set<String>]) {
        switch part {
        case .item, .message: vocabulary(ItemWords.self)
        case .frame: vocabulary(FrameWords.self)
        case .merged: vocabulary(MergedWords.self)
        case .additions: vocabulary(AdditionWords.self)
        case .change: vocabulary(ChangeWords.self)
        case .signIn: vocabulary(SignInWords.self)
        case .layout: vocabulary(LayoutWords.self)
        }
    }

    private static func vocabulary<Context: LetterContext>(
        _: Context.Type
    ) -> (names: Set<String>, elements: [String: Set<String>]) {
        (
            Set(Context.Name.allCases.map(\.rawValue)),
            Dictionary(uniqueKeysWithValues: Context.elements.map { ($0.key.rawValue, $0.value) })
        )
    }
}
