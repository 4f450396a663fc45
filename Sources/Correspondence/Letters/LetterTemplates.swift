import Course
import Mustache

/// The shipped letters' words, read once at start.
public struct LetterTemplates: Sendable {
    private let templates: [Name: MustacheTemplate]

    /// Every template, parsed and checked.
    ///
    /// - Throws: ``LetterTemplateFaults`` with all that is wrong.
    public static func load() throws(LetterTemplateFaults) -> LetterTemplates {
        try LetterTemplates(sources: embedded)
    }

    /// Templates from their sources, by file name without the suffix.
    init(sources: [String: String]) throws(LetterTemplateFaults) {
        var templates: [Name: MustacheTemplate] = [:]
        var faults: [LetterTemplateFaults.Fault] = []
        for name in Name.all {
            guard let source = sources[name.fileName] else {
                faults.append(.init(template: name.fileName, line: nil, problem: "is missing"))
                continue
            }
            faults += TemplateCheck(name, source).faults
            do {
                templates[name] = try MustacheTemplate(string: source)
            } catch {
                faults.append(.init(template: name.fileName, line: nil, problem: "does not parse: \(error)"))
            }
        }
        let known = Set(Name.all.map(\.fileName))
        for name in sources.keys.sorted() where !known.contains(name) {
            faults.append(.init(template: name, line: nil, problem: "is no template that letters know"))
        }
        guard faults.isEmpty else { throw LetterTemplateFaults(faults: faults) }
        self.templates = templates
    }

    /// What a template says.
    func render(_ name: Name, _ context: some LetterContext) -> String {
        // Loading has made sure that every name has its template.
        templates[name]?.render(context) ?? ""
    }

    /// Which template, and in which language.
    struct Name: Hashable, Sendable {
        /// `nil` for the layout, which has no words.
        let language: Language?
        let part: Part

        static let layout = Name(language: nil, part: .layout)

        /// The name of its file, without the suffix.
        var fileName: String {
            let part =
                switch part {
                case .item(let kind, let purpose): "\(kind.rawValue)-\(purpose.rawValue)"
                case .message: "message"
                case .frame: "letter"
                case .merged: "merged"
                case .additions: "additions"
                case .change: "change"
                case .signIn: "sign-in"
                case .layout: "layout"
                }
            return language.map { "\($0.rawValue)-\(part)" } ?? part
        }

        /// All that the letters need.
        static let all: [Name] =
            [layout]
            + Language.allCases.flatMap { language in
                (parts + [.message, .frame, .merged, .additions, .change, .signIn]).map {
                    Name(language: language, part: $0)
                }
            }

        private static let parts: [Part] =
            Module.Kind.allCases.flatMap { kind in
                Prompt.Purpose.allCases.filter { $0 != .message && $0.kinds.contains(kind) }.map { .item(kind, $0) }
            }
    }

    /// What a template is for.
    enum Part: Hashable, Sendable {
        /// One prompt.
        case item(Module.Kind, Prompt.Purpose)
        /// The administrator's own message, about a module of any kind.
        case message
        /// What stands around every letter.
        case frame
        /// The subject and the first sentence of several sections in one letter.
        case merged
        /// Short films beside a long one.
        case additions
        /// A correction.
        case change
        /// A letter to come in by.
        case signIn
        /// The HTML document.
        case layout
    }
}

/// Everything that is wrong with the templates.
public struct LetterTemplateFaults: Error, CustomStringConvertible {
    /// One thing that is wrong.
    public struct Fault: Hashable, Sendable {
        /// The template's name.
        public var template: String
        /// The line, from 1, where it is one line's.
        public var line: Int?
        /// What is wrong, as a predicate.
        public var problem: String
    }

    /// All of it.
    public let faults: [Fault]

    /// A line a fault.
    public var description: String {
        faults.map { "template \($0.template)\($0.line.map { ":\($0)" } ?? "") \($0.problem)" }.joined(separator: "\n")
    }
}
