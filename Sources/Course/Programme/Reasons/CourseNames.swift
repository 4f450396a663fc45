/// What modules and municipalities are called in a sentence: their keys at the terminal, their titles and names on pages.
public struct CourseNames: Sendable {
    private let modules: [String: Module]
    private let municipalities: [String: String]

    /// Every module and municipality by its key, as the course file has it.
    public static let keys = CourseNames(modules: [:], municipalities: [:])

    /// The titles and names of a course.
    public init(of outline: CourseOutline) {
        self.init(
            modules: Dictionary(outline.programme.modules.map { ($0.key, $0) }, uniquingKeysWith: { one, _ in one }),
            municipalities: Dictionary(
                outline.municipalities.map { ($0.key, $0.calendar.name) },
                uniquingKeysWith: { one, _ in one }
            )
        )
    }

    private init(modules: [String: Module], municipalities: [String: String]) {
        (self.modules, self.municipalities) = (modules, municipalities)
    }

    /// A module's title in the language's quotation marks, or its key.
    func module(_ key: String, in language: Language) -> String {
        guard let title = modules[key]?.title else { return key }
        return switch language {
        case .danish: "”\(title)”"
        case .english: "“\(title)”"
        }
    }

    /// A municipality's name without the word Kommune, or its key.
    func municipality(_ key: String) -> String { municipalities[key] ?? key }

    /// Whether a module is known to be a reflection, whose window has other words than a film's opening and due.
    func isReflection(_ key: String) -> Bool { modules[key]?.kind == .reflection }

    /// Whether the module's title is known.
    func knows(_ key: String) -> Bool { modules[key] != nil }
}
