import Course
import CourseStore

/// Every prompt of a course, and whose words it has.
struct WordsListPage: Page {
    static let template = "words-list"

    let title: String
    let place: Place
    let modules: [ModuleOfWords]
    let isWhole: Bool

    struct ModuleOfWords: Sendable {
        let title: String
        let prompts: [PromptOfWords]
    }

    struct PromptOfWords: Sendable {
        let name: String
        let module: String
        let href: String
        let isShipped: Bool
        let isOfCourse: Bool
        /// The municipalities that say it otherwise.
        let municipalities: [MunicipalityOfWords]
    }

    struct MunicipalityOfWords: Sendable {
        let href: String
        let name: String
    }
}

extension WordsListPage {
    init(_ words: CourseWords, own: String?, in language: Language) {
        let course = words.course.outline
        title = language("Tekster", "Words")
        place = Place(course: course.key, title: course.title, .words)
        isWhole = own == nil
        modules = course.programme.modules.filter { !$0.prompts.isEmpty }.map { module in
            ModuleOfWords(
                title: module.title,
                prompts: module.prompts.map { rule in
                    let prompt = Prompt.Reference(module: module.key, prompt: rule.key)
                    let path = "/courses/\(course.key)/words/\(module.key)/\(rule.key)"
                    let others = course.municipalities.filter {
                        words.words(of: $0.key, for: prompt) != nil && (own == nil || own == $0.key)
                    }
                    return PromptOfWords(
                        name: PreviewedPrompt(prompt, purpose: rule.purpose(in: module.kind), in: course, language)
                            .purpose,
                        module: module.title,
                        href: path + (own.map { "?municipality=\($0)" } ?? ""),
                        isShipped: LetterWords(of: rule).isEmpty,
                        isOfCourse: !LetterWords(of: rule).isEmpty,
                        municipalities: others.map {
                            MunicipalityOfWords(href: "\(path)?municipality=\($0.key)", name: $0.name)
                        }
                    )
                }
            )
        }
    }
}
