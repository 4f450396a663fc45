import CourseStore
import CourseTesting
import Foundation
import Postgres
import Testing

/// Every statement of the store against the migrated schema.
struct StatementTests {
    @Test(arguments: ["administrator", "coordinator:1", "leader:1", "helper:1", "post", "door", ""])
    func `every statement can be planned by the service's role, with its values bound`(actor: String) async throws {
        try await withStore { store, _ in
            for statement in try Statements.all() {
                do {
                    let plan = try await store.database.transaction(as: actor) { try await $0.rows(statement.plan) }
                    #expect(!plan.isEmpty)
                } catch {
                    Issue.record("\(statement.name): \(error)")
                }
            }
        }
    }

    @Test func `no statement of the sources is left out of that`() throws {
        let made = try Sources.queries()
        #expect(made.count > 100)
        let planned = Dictionary(grouping: try Statements.all(), by: \.name).mapValues(\.count)
        for (name, count) in Dictionary(grouping: made, by: \.self).mapValues(\.count) {
            #expect(planned[name, default: 0] >= count, "\(name) stands in no table of Statements")
        }
        #expect(Set(planned.keys).subtracting(made) == [], "no longer in the sources")
    }

    @Test func `no statement is made outside of the files of queries`() throws {
        for file in try Sources.files() where !file.lastPathComponent.contains("Queries") {
            let text = try String(contentsOf: file, encoding: .utf8)
            #expect(text.firstMatch(of: /\b(?:Query|Statement)(?:<[^>\n]*>)?\(/) == nil, "\(file.lastPathComponent)")
        }
    }
}

/// The sources of the store, as this test was built from.
private enum Sources {
    static func files() throws -> [URL] {
        let folder = URL(filePath: #filePath).appending(path: "../../../../Sources/CourseStore").standardized
        let found = FileManager.default.enumerator(at: folder, includingPropertiesForKeys: nil)
        return (found?.compactMap { $0 as? URL } ?? []).filter { $0.pathExtension == "swift" }
    }

    /// The names of all functions and constants of a `…Queries` that make a statement, one entry for each.
    static func queries() throws -> [String] {
        var names: [String] = []
        for file in try files() where file.lastPathComponent.contains("Queries") {
            var owner = ""
            let text = try String(contentsOf: file, encoding: .utf8)
            for declaration in text.split(separator: /\n(?=(?:enum|extension|    (?:private |fileprivate )?static) )/) {
                if let found = declaration.firstMatch(of: /^(?:[^\n]*\n)*?(?:enum|extension) (\w+)/) {
                    owner = String(found.1)
                }
                guard owner.hasSuffix("Queries"),
                    let found = declaration.firstMatch(of: /^    static (?:func|let) `?(\w+)`?/),
                    declaration.firstMatch(of: /(?:->|=) (?:\[?Query|\[?Statement)/) != nil
                else { continue }
                names.append("\(owner).\(found.1)")
            }
        }
        return names
    }
}
