import Course
import CourseStore
import CourseTesting
import Postgres
import Testing

/// Addresses that are corrected, by hand or by the list.
struct AddressingTests {
    private func address(of id: Int64, _ owner: Database) async throws -> String {
        try await owner.one("SELECT email FROM leader WHERE id = \(id)")
    }

    @Test func `what failed is released at once to the corrected address, in one letter, and the log names nobody`()
        async throws
    {
        try await withQueuedLetters { run, owner in
            let store = run.store
            try await run.step(settling: refusing("bo", isAddress: true))
            try await run.run(until: at("2027-03-20T23:00"))
            #expect(
                try await store.correctAddress(
                    of: "BO@small.example",
                    to: SmallCourse.address("bob"),
                    in: run.key
                ) == MailChange(letters: 0, items: 2)
            )
            let again = try await run.step()
            #expect(again.map(\.address) == [SmallCourse.address("bob")])
            #expect(again.map(\.items) == [["film-1/link", "film-2/link", "workshop-1/invitation"]])
            let leader: Int64 = try await owner.one("SELECT id FROM leader WHERE email = \(SmallCourse.address("bob"))")
            let entry = try #require(try await store.auditTrail(course: run.key).first)
            #expect(entry.action == "leader.address" && entry.subject == "\(leader)")
            #expect(entry.detail == ["letters": 0, "items": 2])
            #expect(try await owner.one("SELECT count(*) FROM audit_entry a WHERE a::text LIKE '%@%'") == 0)
        }
    }

    @Test func `an address that is none, somebody else's or the same is refused`() async throws {
        try await withQueuedLetters { run, owner in
            let before = try await owner.contents(of: "leader")
            for (old, new) in [
                ("bo", "no address"), ("bo", "ANN@small.example"), ("bo", "Bo@small.example"),
                ("nobody", "b@c.example"),
            ] {
                await #expect(throws: Refusal.self) {
                    try await run.store.correctAddress(
                        of: SmallCourse.address(old),
                        to: new,
                        in: run.key
                    )
                }
            }
            #expect(try await owner.contents(of: "leader") == before)
            #expect(try await run.store.auditTrail().allSatisfy { $0.action.hasPrefix("course.") })
        }
    }

    @Test func `a letter that waits for another attempt is written anew and goes to the new address`() async throws {
        try await withQueuedLetters { run, owner in
            let store = run.store
            let letters = try await store.claim(on: run.route, by: "one", limit: 50).letters
            let letter = try #require(letters.first { $0.recipient.email == SmallCourse.address("bo") })
            try await store.keep([(letter.id, Array("To: bo".utf8))], now: letter.releasedAt)
            try await store.settle(
                [],
                deferring: [Deferral(letter, seconds: 86_400, replyCode: 450, reply: nil)],
                on: run.route
            )
            let change = try await store.correctAddress(
                of: letter.recipient.email,
                to: SmallCourse.address("bob"),
                in: run.key
            )
            #expect(change == MailChange(letters: 1, items: 0))
            let again = try #require(try await store.claim(on: run.route, by: "two", limit: 50).letters.first)
            #expect(again.id == letter.id && again.recipient.email == SmallCourse.address("bob"))
            #expect(again.message == nil)
            #expect(again.failures == 0)
        }
    }

    @Test func `a leader who has left keeps what failed, and gets it corrected when back`() async throws {
        try await withQueuedLetters { run, owner in
            let store = run.store
            try await run.step(settling: refusing("bo", isAddress: true))
            try await store.withdrawLeader(SmallCourse.address("bo"), from: run.key)
            let change = try await store.correctAddress(
                of: SmallCourse.address("bo"),
                to: SmallCourse.address("bob"),
                in: run.key
            )
            #expect(change == MailChange(letters: 0, items: 0))
            #expect(try await run.step() == [])
            #expect(try await owner.items(of: "bob") == ["film-1/link failed", "workshop-1/invitation failed"])
        }
    }

    @Test func `a list that gives a dead address's leader another one corrects it, and nobody is new or missing`()
        async throws
    {
        try await withQueuedLetters { run, owner in
            let store = run.store
            try await run.step(settling: refusing("bo", isAddress: true))
            let bo: Int64 = try await owner.one("SELECT id FROM leader WHERE email = \(SmallCourse.address("bo"))")
            var list = SmallCourse.list(of: "albertslund")
            list.rows[1].entry.email = SmallCourse.address("bob")
            let trial = try await store.enrol(
                list,
                in: run.key,
                municipality: "albertslund",
                withdrawMissing: true,
                dryRun: true
            )
            #expect(trial.missing == [] && trial.count(.new) == 0 && trial.count(.changed) == 1)
            #expect(try await address(of: bo, owner) == SmallCourse.address("bo"))

            _ = try await store.enrol(list, in: run.key, municipality: "albertslund", withdrawMissing: true)
            #expect(try await address(of: bo, owner) == SmallCourse.address("bob"))
            #expect(try await owner.one("SELECT count(*) FROM leader") == 7)
            #expect(try await run.step().map(\.address) == [SmallCourse.address("bob")])
            let again = try await store.enrol(list, in: run.key, municipality: "albertslund")
            #expect(again.count(.unchanged) == 5 && again.missing == [])
        }
    }

    @Test func `a correction by hand outlives the list that has the old address still`() async throws {
        try await withQueuedLetters { run, owner in
            let store = run.store
            try await store.correctAddress(
                of: SmallCourse.address("bo"),
                to: SmallCourse.address("bob"),
                in: run.key
            )
            let list = SmallCourse.list(of: "albertslund")
            let enrolment = try await store.enrol(list, in: run.key, municipality: "albertslund", withdrawMissing: true)
            #expect(enrolment.count(.unchanged) == 5 && enrolment.missing == [])
            #expect(try await owner.one("SELECT count(*) FROM leader WHERE withdrawn_at IS NULL") == 7)
            #expect(try await owner.one("SELECT count(*) FROM leader WHERE email = \(SmallCourse.address("bob"))") == 1)
        }
    }
}
