import Course
import Mustache

/// The pages' templates, read and checked once at start; one set a language.
struct PageTemplates: Sendable {
    private let libraries: [Language: MustacheLibrary]

    /// Every template, parsed and checked.
    ///
    /// - Throws: ``PageTemplateFaults`` with all that is wrong.
    static func load() throws(PageTemplateFaults) -> PageTemplates {
        try PageTemplates(sources: embedded)
    }

    /// Templates from their sources, by file name without the suffix.
    init(sources: [String: String]) throws(PageTemplateFaults) {
        var faults: [PageTemplateFaults.Fault] = []
        var libraries: [Language: MustacheLibrary] = [:]
        for (name, source) in sources.sorted(by: { $0.key < $1.key }) {
            faults += PageTemplateCheck(source, among: Set(sources.keys)).problems.map {
                .init(template: name, problem: $0)
            }
        }
        for language in Language.allCases {
            var library = MustacheLibrary()
            for (name, source) in sources {
                do {
                    library.register(try MustacheTemplate(string: source.inOneLanguage(language)), named: name)
                } catch {
                    faults.append(.init(template: name, problem: "does not parse: \(error)"))
                }
            }
            libraries[language] = library
        }
        guard faults.isEmpty else { throw PageTemplateFaults(faults: faults) }
        self.libraries = libraries
    }

    /// A page in a language.
    func render<Content: Page>(_ frame: Frame<Content>, in language: Language) -> String {
        // Whether the template is there, loading has made sure of: each is named by a page's test.
        libraries[language]?.render(frame, withTemplate: Content.template) ?? ""
    }

    /// A piece of a page, such as a part that is fetched anew while one looks on.
    func render(_ object: Any, withTemplate name: String, in language: Language) -> String {
        libraries[language]?.render(object, withTemplate: name) ?? ""
    }
}

extension String {
    /// The template with the words of one language: `{{#da}}…{{/da}}` and `{{#en}}…{{/en}}` are settled once, not at each request.
    fileprivate func inOneLanguage(_ language: Language) -> String {
        var text = self
        for other in Language.allCases {
            let code = other.rawValue
            guard
                let words = try? Regex(
                    "(?s)\\{\\{#\(code)\\}\\}(.*?)\\{\\{/\(code)\\}\\}",
                    as: (Substring, Substring).self
                )
            else { continue }
            text = text.replacing(words) { other == language ? $0.output.1 : "" }
        }
        return text
    }
}

/// Everything that is wrong with the pages' templates.
struct PageTemplateFaults: Error, CustomStringConvertible {
    /// One thing that is wrong.
    struct Fault: Hashable, Sendable {
        let template: String
        let problem: String
    }

    let faults: [Fault]

    /// A line a fault.
    var description: String {
        faults.map { "template \($0.template) \($0.problem)" }.joined(separator: "\n")
    }
}
