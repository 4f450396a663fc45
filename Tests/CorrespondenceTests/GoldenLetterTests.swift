import Correspondence
import Course
import CourseTesting
import Testing

/// How every letter reads.
@Suite struct GoldenLetterTests {
    private let golden = Golden()

    @Test(arguments: LetterCase.all, Language.allCases)
    func `a letter reads as its golden files`(letter: LetterCase, language: Language) throws {
        let text = try LetterWriter(templates: .load()).write(letter.facts(language))
        try compare("Subject: \(text.subject)\n\n\(text.text)", with: "\(letter.name).\(language.rawValue).txt")
        try compare(text.html, with: "\(letter.name).\(language.rawValue).html")
    }

    @Test func `every golden file has its letter`() throws {
        let expected = LetterCase.all.flatMap { letter in
            Language.allCases.flatMap { ["\(letter.name).\($0.rawValue).txt", "\(letter.name).\($0.rawValue).html"] }
        }
        let difference = try golden.names.symmetricDifference(expected)
        #expect(Golden.rewrites || difference.isEmpty, "\(difference.sorted())")
    }

    private func compare(_ actual: String, with file: String) throws {
        let expected = try golden.text(file, for: actual)
        #expect(actual == expected, "\(file)")
    }
}
