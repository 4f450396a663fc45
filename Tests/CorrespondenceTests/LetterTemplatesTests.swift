import Course
import Foundation
import Testing

@testable import Correspondence

@Suite struct LetterTemplatesTests {
    @Test func `the shipped templates load`() throws {
        _ = try LetterTemplates.load()
        #expect(LetterTemplates.embedded.count == LetterTemplates.Name.all.count)
    }

    @Test func `every template file is in the binary`() throws {
        let folder = URL(filePath: #filePath).deletingLastPathComponent()
            .appending(path: "../../Sources/Correspondence/Templates")
        let files = try FileManager.default.contentsOfDirectory(atPath: folder.path)
        #expect(
            Set(files.compactMap { $0.hasSuffix(".mustache") ? String($0.dropLast(9)) : nil })
                == Set(LetterTemplates.embedded.keys)
        )
        #expect(Set(LetterTemplates.embedded.keys) == Set(LetterTemplates.Name.all.map(\.fileName)))
    }

    @Test(arguments: [
        ("da-film-link", "{{title}}", "{{titel}}", "says titel, which is unknown here"),
        ("en-letter", "{{#welcome}}", "{{#wellcome}}", "says wellcome, which is unknown here"),
        ("da-film-link", "{{minute}}", "{{question2}}", "says question2, which is unknown here"),
        ("da-film-reminder", "{{link}}", "{{question}}", "says question, which is unknown here"),
        ("en-film-link", "{{#link}}", "", "closes link, which is not open"),
        ("da-message", "{{% CONTENT_TYPE:TEXT}}\n", "", "must begin with"),
        ("layout", "{{{body}}}", "{{body}}", "must not take body unescaped, or must"),
        ("layout", "{{subject}}", "{{{subject}}}", "must not take subject unescaped, or must"),
        ("da-letter", "{{body}}", "{{> body}}", "uses {{> body}}"),
    ])
    func `a template that says something unknown is refused`(
        template: String,
        old: String,
        new: String,
        problem: String
    ) throws {
        var sources = LetterTemplates.embedded
        let source = try #require(sources[template])
        let range = try #require(source.firstRange(of: old))
        sources[template] = source.replacingCharacters(in: range, with: new)
        let faults = #expect(throws: LetterTemplateFaults.self) { try LetterTemplates(sources: sources) }
        #expect(faults?.faults.allSatisfy { $0.template == template } == true)
        #expect(faults?.description.contains(problem) == true, "\(faults?.description ?? "")")
    }

    @Test func `a missing and an unexpected template are refused together`() {
        var sources = LetterTemplates.embedded
        sources["da-film-link"] = nil
        sources["da-film-lnk"] = "{{% CONTENT_TYPE:TEXT}}\n"
        let faults = #expect(throws: LetterTemplateFaults.self) { try LetterTemplates(sources: sources) }
        #expect(faults?.faults.map(\.template) == ["da-film-link", "da-film-lnk"])
    }
}
