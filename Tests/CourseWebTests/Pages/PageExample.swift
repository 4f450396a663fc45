import Course
import CourseStore
import CourseTesting
import HTTPTypes
import Mustache

@testable import CourseWeb

/// A page with something in each of its properties, to be looked at in a golden file.
struct PageExample: Sendable, CustomStringConvertible {
    let name: String
    let template: String
    private let render: @Sendable (Language) throws -> String
    private let object: @Sendable (Language) -> any Sendable

    /// A page as it is in a language.
    init<Content: Page>(_ name: String, _ page: @escaping @Sendable (Language) -> Content) {
        self.name = name
        template = Content.template
        object = { page($0) }
        render = { language in
            let templates = try PageTemplates.load()
            return templates.render(Frame(page: page(language), site: .example(language)), in: language)
        }
    }

    var description: String { name }

    /// What stands within `main`.
    func rendered(in language: Language) throws -> String {
        let text = try render(language)
        let start = text.firstRange(of: "<main id=\"main\" tabindex=\"-1\">")?.upperBound ?? text.startIndex
        let end = text.firstRange(of: "</main>")?.lowerBound ?? text.endIndex
        return text[start..<end].split(separator: "\n").joined(separator: "\n") + "\n"
    }

    /// Names in the template that the page has not: the engine would show them as nothing.
    func unknownNames() throws -> [String] {
        let sources = PageTemplates.embedded
        return NameCheck(sources: sources).unknown(in: template, for: object(.danish))
    }

    /// Every page, a list a room.
    static let all: [PageExample] =
        foyer + signIn + courses + plan + people + workshops + letters + messages + ledger + leader
    /// Templates that are pieces of pages.
    static let partials: Set<String> = peoplePartials.union([
        "courses-warnings", "ledger-figures", "ledger-letters", "plan-difference", "plan-drawing", "words-faults",
        "workshops-sessions",
    ])

    private static let foyer: [PageExample] = [
        PageExample("fault") { FaultPage(.notFound, sentence: nil, in: $0) },
        PageExample("demo") { language in
            DemoPage(
                [
                    DemoGuest(key: "administrator", part: .administrator, address: "kursus@tandem.example"),
                    DemoGuest(
                        key: "glostrup",
                        part: .coordinator("Glostrup <b>"),
                        address: "karim.lund@glostrup.example"
                    ),
                    DemoGuest(key: "chair", part: .chair, address: "ann@small.example"),
                    DemoGuest(key: "leader", part: .leader, address: "bo@small.example"),
                    DemoGuest(key: "helper", part: .helper, address: "hjalte.holm@small.example"),
                ],
                in: language
            )
        },
        PageExample("front") { FrontPage(title: $0("Velkommen", "Welcome")) },
    ]
}

extension Frame.Surroundings {
    /// Around an example.
    static func example(_ language: Language) -> Self {
        Self(
            language: language.rawValue,
            template: "",
            title: "",
            path: "/",
            notice: nil,
            isSignedIn: false,
            address: nil,
            navigation: Navigation(main: [], course: [], courseTitle: nil),
            otherLanguage: ("en", "English"),
            stylesheet: "/tandem.css",
            script: "/tandem.js"
        )
    }
}
