import Course
import CourseStore
import CourseTesting
import Postgres
import Testing

/// A leader's record, changed by hand.
struct EditingLeadersTests {
    private func id(_ name: String, _ owner: Database) async throws -> Leader.ID {
        let email = SmallCourse.address(name)
        return try await owner.one("SELECT id FROM leader WHERE email = \(email)")
    }

    private let bo = SmallCourse.leader("bo", group: "Nord")

    @Test func `what is changed by hand survives the next list`() async throws {
        try await withStore { store, owner in
            let run = try await SmallCourse.run(in: store)
            let id = try await id("bo", owner)
            var new = bo
            (new.name, new.email, new.group, new.title) = ("Bo Bosen", "bob@small.example", "Øst-Nord", "Chef")
            (new.reportsTo, new.language, new.isChair) = ("ann@small.example", .english, true)
            guard case .done(let changed, _) = try await store.editLeader(id, in: run.key, from: bo, to: new) else {
                Issue.record("not written")
                return
            }
            #expect(Set(changed) == [.name, .email, .group, .chair, .title, .reportsTo, .language])
            let again = try await store.enrol(
                SmallCourse.list(of: "albertslund"),
                in: run.key,
                municipality: "albertslund"
            )
            #expect(again.count(.unchanged) == 5)
            let card = try #require(try await store.leaderCard(id, in: run.key))
            #expect(card.leader.entry == new)
            #expect(card.groups.contains("Øst-Nord"))
            let trail = try await store.auditTrail(course: run.key)
            #expect(trail.first { $0.action == "leader.edit" }?.detail["fields"] == 7)
        }
    }

    @Test func `letters that could not be delivered go to the address that is corrected`() async throws {
        try await withStore { store, owner in
            let run = try await SmallCourse.run(in: store)
            let refused = SmallCourse.address("bo")
            try await run.run(
                until: at("2027-03-20T00:00"),
                settling: { letter, now in
                    letter.recipient.email == refused
                        ? .failed(letter, replyCode: 550, reply: "5.1.1 no such user", isAddress: true)
                        : CourseRun.accept(letter, now)
                }
            )
            let id = try await id("bo", owner)
            let before = try #require(try await store.leaderCard(id, in: run.key))
            #expect(before.leader.isUnreachable)
            var new = bo
            new.email = "bob@small.example"
            guard case .done(_, let mail) = try await store.editLeader(id, in: run.key, from: bo, to: new) else {
                Issue.record("not written")
                return
            }
            #expect(mail.items > 0)
            let sent = try await run.step()
            #expect(sent.map(\.address) == [new.email])
            #expect(try await store.leaderCard(id, in: run.key)?.leader.isUnreachable == false)
        }
    }

    @Test func `of two who change a record at once the second is told, and nothing of it is written`() async throws {
        try await withStore { store, owner in
            let run = try await SmallCourse.run(in: store)
            let id = try await id("bo", owner)
            let one = LeaderEntry(name: "Bo", email: bo.email, area: bo.area, group: bo.group, title: "Chef")
            let two = LeaderEntry(name: "Bob", email: bo.email, area: bo.area, group: bo.group)
            func edit(to new: LeaderEntry) async throws -> Refusal.Kind? {
                do {
                    _ = try await store.editLeader(id, in: run.key, from: bo, to: new)
                    return nil
                } catch let refusal as Refusal {
                    return refusal.kind
                }
            }
            async let first = edit(to: one)
            async let second = edit(to: two)
            let told = [try await first, try await second]
            let now = try #require(try await store.leaderCard(id, in: run.key)).leader.entry
            #expect(now == one || now == two)
            #expect(told == (now == one ? [nil, .changed] : [.changed, nil]))
        }
    }

    @Test func `another's address, an area that is not there and another municipality's leader are refused`()
        async throws
    {
        try await withStore { store, owner in
            let run = try await SmallCourse.run(in: store)
            let id = try await id("bo", owner)
            var taken = bo
            taken.email = "ANN@small.example"
            guard case .addressTaken = try await store.editLeader(id, in: run.key, from: bo, to: taken) else {
                Issue.record("two leaders with one address")
                return
            }
            var nowhere = bo
            nowhere.area = "Månen"
            await #expect(throws: Refusal.self) { try await store.editLeader(id, in: run.key, from: bo, to: nowhere) }
            let glostrup: Municipality.ID = try await owner.one("SELECT id FROM municipality WHERE key = 'glostrup'")
            let other = store.acting(as: Acting(.coordinator(glostrup), doer: Doer("karim")))
            var new = bo
            new.title = "Chef"
            guard case .unknown = try await other.editLeader(id, in: run.key, from: bo, to: new) else {
                Issue.record("edited by the other municipality")
                return
            }
            #expect(try await other.leaderCard(id, in: run.key) == nil)
            #expect(try await other.withdrawLeader(id, from: run.key) == nil)
            #expect(try await other.returnLeader(id, to: run.key) == nil)
            #expect(
                try await other.handOver(from: id, in: run.key, to: Successor(name: "X", email: "x@y.example"))
                    == .unknown
            )
            #expect(try await store.leaderCard(id, in: run.key)?.leader.entry == bo)
        }
    }

    @Test func `the list is filtered, counted and paged, and a coordinator has the own part of it`() async throws {
        try await withStore { store, owner in
            let run = try await SmallCourse.run(in: store)
            func names(_ filter: LeaderFilter, page: Int = 1, size: Int = 100, of store: Store) async throws -> [String]
            {
                try await store.leaderDirectory(of: run.key, matching: filter, page: page, size: size).leaders
                    .map(\.entry.name)
            }
            #expect(try await names(.init(), of: store) == ["Ann", "Bo", "Cai", "Dot", "Eve", "Gro", "Han"])
            #expect(try await names(.init(), page: 2, size: 3, of: store) == ["Dot", "Eve", "Gro"])
            #expect(try await names(.init(municipality: "glostrup"), of: store) == ["Gro", "Han"])
            #expect(try await names(.init(municipality: "nowhere"), of: store) == [])
            #expect(try await names(.init(text: "AN"), of: store) == ["Ann", "Han"])
            #expect(try await names(.init(text: "ann@"), of: store) == ["Ann"])
            #expect(try await names(.init(text: "%"), of: store) == [])
            let group: LeaderGroup.ID = try await owner.one("SELECT id FROM leader_group WHERE name = 'Syd'")
            #expect(try await names(.init(group: group), of: store) == ["Cai", "Dot"])
            let eve = try await id("eve", owner)
            #expect(try await store.withdrawLeader(eve, from: run.key) == true)
            #expect(try await store.withdrawLeader(eve, from: run.key) == false)
            #expect(try await names(.init(standing: .withdrawn), of: store) == ["Eve"])
            let glostrup: Municipality.ID = try await owner.one("SELECT id FROM municipality WHERE key = 'glostrup'")
            let karim = store.acting(as: Acting(.coordinator(glostrup), doer: Doer("karim")))
            #expect(try await names(.init(), of: karim) == ["Gro", "Han"])
            #expect(try await names(.init(municipality: "albertslund"), of: karim) == [])
            #expect(try await names(.init(group: group), of: karim) == [])
            let directory = try await karim.leaderDirectory(of: run.key, matching: .init())
            #expect(directory.everybody == 2)
            #expect(Set(directory.groups.map(\.name)) == ["Øst"])
        }
    }

    @Test func `names stand as Danes sort them`() async throws {
        try await withStore { store, _ in
            let run = try await CourseRun(store, importing: try SmallCourse.outline(), at: at("2027-01-01T00:00"))
            let names = ["Åse", "Zoe", "Ørn", "Ane", "Æble"]
            let list = SmallCourse.list(
                names.enumerated().map { LeaderEntry(name: $1, email: "n\($0)@small.example", area: "Skoler") }
            )
            _ = try await store.enrol(list, in: run.key, municipality: "albertslund")
            let directory = try await store.leaderDirectory(of: run.key, matching: .init())
            #expect(directory.leaders.map(\.entry.name) == ["Ane", "Zoe", "Æble", "Ørn", "Åse"])
        }
    }
}
