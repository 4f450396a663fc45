import Course
import Foundation
import Testing

@testable import CourseStore

/// Why a verb changed nothing, in both languages.
struct RefusalTests {
    @Test func `a refusal is said in the language of who asked, and in English with its command at the terminal`() {
        let refusal = Refusal(
            "der er endnu ingen tilmeldt",
            "nobody is enrolled yet",
            kind: .conflict,
            command: "tandem enrol"
        )
        #expect(refusal.sentence(in: .danish) == "der er endnu ingen tilmeldt")
        #expect(refusal.sentence(in: .english) == "nobody is enrolled yet")
        #expect("\(refusal)" == "nobody is enrolled yet (tandem enrol)")
        #expect("\(Refusal(atTheTerminal: "no transport"))" == "no transport")
    }

    /// The sentences stand side by side in the sources, so that they are held against each other there.
    @Test func `no Danish sentence is its English one, nor has its words`() throws {
        let folder = URL(filePath: #filePath).appending(path: "../../../Sources/CourseStore").standardized
        let files = FileManager.default.enumerator(at: folder, includingPropertiesForKeys: nil)
        var count = 0
        for case let file as URL in files ?? .init() where file.pathExtension == "swift" {
            let text = try String(contentsOf: file, encoding: .utf8)
            let pairs = text.matches(
                of: /(?:Refusal|\.unknown|\.conflict|\.changed|Sentence)\(\s*"((?:[^"\\]|\\.)*)",\s*"((?:[^"\\]|\\.)*)"/
            )
            for pair in pairs {
                count += 1
                #expect(pair.1 != pair.2, "\(file.lastPathComponent)")
                #expect(
                    pair.1.firstMatch(of: /\b(the|is|are|has|not|no|there|cannot|somebody|nobody|already)\b/) == nil,
                    "\(pair.1)"
                )
                #expect(pair.2.firstMatch(of: /[æøåÆØÅ]|\b(er|ikke|og|der|har)\b/) == nil, "\(pair.2)")
            }
        }
        #expect(count > 40)
    }
}
