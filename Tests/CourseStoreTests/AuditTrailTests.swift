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
            let number = try #require(dot.entries.first?.entry.subject.flatMap(Int64.init))
            #expect(dot.names.leaders == [number: "Dot"])
            #expect(dot.names.courses.keys.sorted() == [run.key])
            #expect(try await store.auditTrail(.init(course: "none")).entries.isEmpty)
        }
    }

    @Test func `what entries are about is called by name, and who did it too`() async throws {
        try await withStore { store, owner in
            let run = try await SmallCourse.run(in: store)
            let karim = store.acting(
                as: Acting(
                    .coordinator(try await owner.one("SELECT id FROM municipality WHERE key = 'glostrup'")),
                    doer: Doer("KARIM.LUND@glostrup.example")
                )
            )
            try await karim.setMeeting(of: "Øst", in: "glostrup", at: "2027-03-30T10:00")
            let gro: Leader.ID = try await owner.one("SELECT id FROM leader WHERE name = 'Gro'")
            let successor = Successor(name: "Nina", email: "nina@small.example")
            guard case .done(let nina) = try await karim.handOver(from: gro, in: run.key, to: successor) else {
                Issue.record("not handed over")
                return
            }
            let trail = try await store.auditTrail(.init())
            #expect(trail.names.groups.values.sorted() == ["Øst"])
            #expect(trail.names.leaders == [gro.rawValue: "Gro", nina.rawValue: "Nina"])
            #expect(trail.names.doers == ["karim.lund@glostrup.example": "Karim Lund"])
            #expect(trail.names.courses[run.key]?.outline.programme["meeting-1"] != nil)
            #expect(try await karim.auditTrail(.init()).entries.isEmpty)
        }
    }
}
