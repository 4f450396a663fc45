import Course
import CourseStore
import CourseTesting
import Testing

@testable import CourseWeb

/// Every page as it is written, in both languages; its golden file is the page's body.
struct PageGoldenTests {
    @Test(arguments: PageExample.all, Language.allCases)
    func `each page is as its golden file has it`(example: PageExample, language: Language) async throws {
        let page = try example.rendered(in: language)
        let name = "\(example.name).\(language.rawValue).html"
        #expect(page == (try Golden().text(name, for: page)))
    }

    @Test func `no golden file is without its page`() throws {
        let expected = PageExample.all.flatMap { example in
            Language.allCases.map { "\(example.name).\($0.rawValue).html" }
        }
        #expect(try Golden().names.subtracting(expected) == [])
    }

    @Test func `every template shows only what its page has`() throws {
        for example in PageExample.all {
            #expect(try example.unknownNames() == [], "\(example.name)")
        }
    }

    @Test func `every page's template has an example`() throws {
        let partials: Set<String> = ["layout", "field", "text-area", "choice"]
        let pages = Set(PageTemplates.embedded.keys).subtracting(partials).subtracting(PageExample.partials)
        #expect(pages.subtracting(PageExample.all.map(\.template)) == [])
    }
}
