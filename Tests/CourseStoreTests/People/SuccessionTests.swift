import Course
import CourseStore
import CourseTesting
import Postgres
import Testing

/// A role that goes from one leader to another.
struct SuccessionTests {
    private func id(_ name: String, _ owner: Database) async throws -> Leader.ID {
        let email = SmallCourse.address(name)
        return try await owner.one("SELECT id FROM leader WHERE email = \(email)")
    }

    private let new = Successor(name: "Nina Ny", email: "nina@small.example", title: "Leder")

    @Test func `a successor gets group, chair, seats and what is open, with a welcome; never what is done`()
        async throws
    {
        try await withStore { store, owner in
            let run = try await SmallCourse.run(in: store, outline: try SmallCourse.outline(sessions: 2))
            try await store.setSeats(
                course: run.key,
                leaders: [SmallCourse.address("ann")],
                module: "workshop-1",
                session: "torsdag"
            )
            // The first film has been sent to everybody, and Ann has seen it.
            let first = try await run.run(until: at("2027-02-20T00:00"))
            #expect(!first.to("ann").isEmpty)
            let ann = try await id("ann", owner)
            try await store.markFilmDone(course: run.key, module: "film-1", leader: SmallCourse.address("ann"))
            guard case .done(let nina) = try await store.handOver(from: ann, in: run.key, to: new) else {
                Issue.record("not handed over")
                return
            }
            let row: [String] = try await owner.ask(
                """
                SELECT concat_ws(' ', l.name, g.name, l.chair, l.title, l.successor_of = \(ann), s.session)
                FROM leader l JOIN leader_group g ON g.id = l.leader_group JOIN seat s ON s.leader = l.id WHERE l.id = \(nina)
                """
            )
            #expect(row == ["Nina Ny Nord t Leder t torsdag"])
            #expect(try await owner.one("SELECT withdrawn_at IS NOT NULL FROM leader WHERE id = \(ann)"))
            #expect(try await owner.one("SELECT count(*) FROM film_done WHERE leader = \(nina)") == 0)
            #expect(try await owner.one("SELECT count(*) FROM film_done WHERE leader = \(ann)") == 1)

            let later = try await run.run(until: at("2027-05-01T00:00"))
            #expect(later.to("ann").isEmpty)
            let hers = later.filter { $0.address == new.email }
            #expect(hers.first?.isWelcome == true)
            #expect(hers.dropFirst().allSatisfy { !$0.isWelcome })
            #expect(hers.items.contains("workshop-1/invitation"))
            let trail = try await store.auditTrail(course: run.key)
            let entry = trail.first { $0.action == "leader.succession" }
            #expect(entry?.subject == "\(ann)")
            #expect(entry?.detail == ["successor": Int(nina.rawValue)])
        }
    }

    @Test func `of two at once one hands over, and the other hears that it is done`() async throws {
        try await withStore { store, owner in
            let run = try await SmallCourse.run(in: store)
            let bo = try await id("bo", owner)
            func handOver(to successor: Successor) async throws -> Refusal.Kind? {
                do {
                    _ = try await store.handOver(from: bo, in: run.key, to: successor)
                    return nil
                } catch let refusal as Refusal {
                    return refusal.kind
                }
            }
            async let one = handOver(to: new)
            async let other = handOver(to: Successor(name: "Otto", email: "otto@small.example"))
            let kinds = [try await one, try await other]
            #expect(kinds == [nil, .changed] || kinds == [.changed, nil])
            #expect(try await owner.one("SELECT count(*) FROM leader WHERE successor_of = \(bo)") == 1)
        }
    }

    @Test func `an address of somebody in the course takes over nothing, and nothing is written`() async throws {
        try await withStore { store, owner in
            let run = try await SmallCourse.run(in: store)
            let bo = try await id("bo", owner)
            let before = try await owner.contents(of: "leader")
            for address in ["GRO@small.example", "bo@small.example"] {
                let outcome = try await store.handOver(
                    from: bo,
                    in: run.key,
                    to: Successor(name: "Gro", email: address)
                )
                #expect(outcome == .addressTaken)
            }
            await #expect(throws: Refusal.self) {
                try await store.handOver(from: bo, in: run.key, to: Successor(name: "", email: "x@y.example"))
            }
            #expect(try await owner.contents(of: "leader") == before)
        }
    }

    @Test func `a list that still names the predecessor brings nobody back and takes nobody out`() async throws {
        try await withStore { store, owner in
            let run = try await SmallCourse.run(in: store)
            let ann = try await id("ann", owner)
            guard case .done(let nina) = try await store.handOver(from: ann, in: run.key, to: new) else {
                Issue.record("not handed over")
                return
            }
            let stale = try await store.enrol(
                SmallCourse.list(of: "albertslund"),
                in: run.key,
                municipality: "albertslund",
                withdrawMissing: true
            )
            #expect(stale.missing.isEmpty)
            #expect(stale.count(.unchanged) == 5)
            #expect(try await owner.one("SELECT withdrawn_at IS NOT NULL FROM leader WHERE id = \(ann)"))
            #expect(try await owner.one("SELECT withdrawn_at IS NULL FROM leader WHERE id = \(nina)"))
            // A list that names neither takes the successor for missing.
            var without = SmallCourse.list(of: "albertslund")
            without.rows.removeAll { $0.entry.email == SmallCourse.address("ann") }
            let gone = try await store.enrol(without, in: run.key, municipality: "albertslund")
            #expect(gone.missing.map(\.id) == [nina])
            // Once the successor is out too, the list brings the predecessor back.
            #expect(try await store.withdrawLeader(nina, from: run.key) == true)
            let back = try await store.enrol(
                SmallCourse.list(of: "albertslund"),
                in: run.key,
                municipality: "albertslund"
            )
            #expect(back.count(.changed) == 1)
            #expect(try await owner.one("SELECT withdrawn_at IS NULL FROM leader WHERE id = \(ann)"))
        }
    }
}
