import Course
import CourseStore
import CourseTesting
import Postgres
import Testing

/// What a preview takes for granted, so that it shows nobody's status.
struct PreviewLeakTests {
    @Test func `a preview takes bookings as none, but the leader's own`() async throws {
        let outline = try SmallCourse.outline(keeping: ["workshop-1", "workshop-2", "service-check"])
        try await Watchers.with(outline, seeing: []) { run, owner, cast in
            let booker = try await cast.leader("l7", owner)
            try await owner.transaction(as: "post") {
                try await $0.execute(
                    """
                    INSERT INTO booking (leader, module, starts, ends)
                    SELECT id, 'service-check', '2027-05-25 10:00', '2027-05-25 10:30' FROM leader WHERE name = 'L7'
                    """
                )
            }
            let change = try await run.store.importCourse(outline).plan
            #expect(change.difference.added.isEmpty)
            #expect(try await owner.one("SELECT count(*) FROM planned_prompt WHERE leader IS NOT NULL") > 0)
            func letters(_ store: Store, of name: String) async throws -> [[String]] {
                let preview = try await store.preview(of: run.key, leader: SmallCourse.address(name))
                let recipient = try #require(preview.recipients.first)
                return preview.preview.letters(for: recipient).map { letter in
                    letter.items.map { "\($0.prompt.scope.module).\($0.prompt.scope.prompt)" }
                }
            }
            for store in [cast.administrator, cast.here] {
                #expect(try await letters(store, of: "l7") == letters(store, of: "l8"))
                #expect(try await store.ledger(of: run.key).prompts.allSatisfy { $0.row.leader == nil })
            }
            #expect(try await letters(booker, of: "l7").joined().contains("service-check.reminder"))
            await #expect(throws: Refusal.self) { _ = try await letters(booker, of: "l8") }
        }
    }
}
