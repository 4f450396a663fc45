import Course
import CourseStore
import CourseTesting
import Postgres
import Testing

/// Who did what, page after page.
struct AuditTrailTests {
    @Test func `the log is read back page after page, nothing twice and nothing left out`() async throws {
        try await withStore { store, owner in
            let run = try await SmallCourse.run(in: store)
            for name in ["bo", "dot", "eve"] {
                try await store.correctAddress(
                    of: SmallCourse.address(name),
                    to: SmallCourse.address(name + "2"),
                    in: run.key
                )
            }
            try await store.holdMail(.prompt(course: run.key, module: "film-1", prompt: "link"))
            let all: [Int64] = try await owner.ask("SELECT id FROM audit_entry ORDER BY id DESC", as: "administrator")
            var seen: [Int64] = []
            var before: Int64?
            repeat {
                let page = try await store.auditTrail(.init(before: before), limit: 2)
                seen += page.entries.map(\.id)
                before = page.next
            } while before != nil
            #expect(seen == all && seen.count >= 4)

            let held = try await store.auditTrail(.init(course: run.key, action: "mail.hold"))
            #expect(held.entries.map(\.entry.subject) == ["film-1.link"])
            #expect(Set(held.actions).isSuperset(of: ["leader.address", "mail.hold"]))
            let dot = try await store.auditTrail(.init(person: "dot"))
            #expect(dot.entries.map(\.leader) == ["Dot"])
            #expect(try await store.auditTrail(.init(course: "none")).entries.isEmpty)
        }
    }
}
