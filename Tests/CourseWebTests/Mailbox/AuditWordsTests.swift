import Foundation
import Testing

@testable import CourseWeb

/// What people have done, in words that people read.
struct AuditWordsTests {
    @Test func `every action that the store writes down has its words`() throws {
        let sources = URL(filePath: #filePath).deletingLastPathComponent().appending(
            path: "../../../Sources/CourseStore"
        )
        let files = FileManager.default.enumerator(at: sources, includingPropertiesForKeys: nil)
        var actions: Set<String> = []
        for case let file as URL in files ?? .init() where file.pathExtension == "swift" {
            let text = try String(contentsOf: file, encoding: .utf8)
            for match in text.matches(of: /audit\(\s*(?:actingAs: [^,]*,\s*)?"([a-z]+\.[a-z-]+)"/) {
                actions.insert(String(match.output.1))
            }
        }
        #expect(actions.count > 25)
        #expect(actions.subtracting(AuditWords.table.keys) == [])
    }
}
