import Correspondence
import Course
import Foundation
import Testing

/// How every letter reads.
///
/// `TANDEM_REWRITE_GOLDEN=1` writes the files anew; then read the difference.
@Suite struct GoldenLetterTests {
    private static let folder = URL(filePath: #filePath).deletingLastPathComponent().appending(path: "Golden")
    private static let rewrites = ProcessInfo.processInfo.environment["TANDEM_REWRITE_GOLDEN"] == "1"

    @Test(arguments: LetterCase.all, Language.allCases)
    func `a letter reads as its golden files`(letter: LetterCase, language: Language) throws {
        let text = try LetterWriter(templates: .load()).write(letter.facts(language))
        try compare("Subject: \(text.subject)\n\n\(text.text)", with: "\(letter.name).\(language.rawValue).txt")
        try compare(text.html, with: "\(letter.name).\(language.rawValue).html")
    }

    @Test func `every golden file has its letter`() throws {
        let files = try FileManager.default.contentsOfDirectory(atPath: Self.folder.path)
        let expected = LetterCase.all.flatMap { letter in
            Language.allCases.flatMap { ["\(letter.name).\($0.rawValue).txt", "\(letter.name).\($0.rawValue).html"] }
        }
        let difference = Set(expected).symmetricDifference(files.filter { !$0.hasPrefix(".") })
        #expect(Self.rewrites || difference.isEmpty, "\(difference.sorted())")
    }

    private func compare(_ actual: String, with file: String) throws {
        let url = Self.folder.appending(path: file)
        if Self.rewrites {
            try Data(actual.utf8).write(to: url)
        } else {
            #expect(try String(decoding: Data(contentsOf: url), as: UTF8.self) == actual, "\(file)")
        }
    }
}
