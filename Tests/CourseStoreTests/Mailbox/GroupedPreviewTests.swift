import Course
import CourseStore
import CourseTesting
import Postgres
import Testing

/// A preview that looks once at those who are alike says of each what the one that looks at all says.
struct GroupedPreviewTests {
    /// What somebody gets when.
    private struct Share: Hashable {
        let leader: Leader.ID
        let at: Instant
        let items: [Prompt.Reference]
        let welcomes: Bool

        init(_ letter: PreviewLetter, to leader: Leader.ID) {
            self.leader = leader
            (at, items, welcomes) = (letter.sendAt, letter.items.map(\.prompt.scope.reference), letter.welcomes)
        }
    }

    @Test(arguments: [
        LocalDateTime(Day(2026, 12, 1), .midnight), LocalDateTime(Day(2027, 2, 3), LocalTime(12, 0)),
    ])
    func `each leader's letters are those of the preview that looks at everybody`(at moment: LocalDateTime) async throws
    {
        try await withStore { store, owner in
            let run = try await DemoCourse.run(in: store)
            let groups: [String] = try await owner.ask(
                """
                SELECT g.name FROM leader_group g JOIN municipality m ON m.id = g.municipality
                WHERE m.key = 'albertslund' ORDER BY g.id LIMIT 3
                """
            )
            for (number, group) in groups.enumerated() {
                _ = try await store.setMeeting(
                    course: run.key,
                    module: "meeting-1",
                    municipality: "albertslund",
                    group: group,
                    start: LocalDateTime(Day(2027, 3, 22).adding(days: number), LocalTime(9, 0)),
                    end: nil,
                    place: nil
                )
            }
            _ = try await store.goLive(run.key)
            try await run.run(until: moment)
            try await store.post(run)

            let all = try await store.preview(of: run.key)
            var expected: Set<Share> = []
            for recipient in all.recipients {
                for letter in all.preview.letters(for: recipient) {
                    expected.insert(Share(letter, to: recipient.id))
                }
            }
            let grouped = try await store.groupedPreview(of: run.key, listing: true)
            var shares: Set<Share> = []
            for shape in grouped.shapes {
                #expect(shape.members.count == shape.leaders)
                #expect(shape.members.first == shape.recipient.id)
                for letter in grouped.preview.letters(for: shape.recipient) {
                    for member in shape.members { shares.insert(Share(letter, to: member)) }
                }
            }
            #expect(grouped.shapes.reduce(0) { $0 + $1.leaders } == all.recipients.count)
            #expect(grouped.shapes.count < all.recipients.count / 5, "those who are alike are looked at once")
            #expect(shares == expected)
        }
    }

    @Test func `what only those get who have not done something is in no preview from its moment on`() async throws {
        try await withStore { store, _ in
            let run = try await SmallCourse.run(in: store)
            let plan = try await store.preview(of: run.key)
            let reminders = Set(
                plan.recipients.flatMap { plan.preview.letters(for: $0) }.flatMap(\.items)
                    .filter { $0.prompt.givesAway }.map { $0.prompt }
            )
            let first = try #require(reminders.min { $0.sendAt < $1.sendAt })
            func shown() async throws -> Bool {
                let grouped = try await store.groupedPreview(of: run.key)
                return grouped.shapes.contains { shape in
                    grouped.preview.letters(for: shape.recipient).contains { letter in
                        letter.items.contains { $0.prompt.scope == first.scope }
                    }
                }
            }
            #expect(try await shown())
            // Nobody has been sent anything: the moment alone decides.
            try await run.setClock(to: Instant(microseconds: first.sendAt.microseconds + 1))
            #expect(!(try await shown()))
        }
    }

    @Test
    func `a municipality's, a group's and one leader's are parts of it, and a leader is found by name and address`()
        async throws
    {
        try await withStore { store, owner in
            let run = try await SmallCourse.run(in: store)
            func leaders(_ grouped: GroupedPreview) -> Set<Int64> {
                Set(grouped.shapes.flatMap(\.members).map(\.rawValue))
            }
            let nord: [Int64] = try await owner.ask("SELECT id FROM leader_group WHERE name = 'Nord'")
            let ann: [Int64] = try await owner.ask("SELECT id FROM leader WHERE name = 'Ann'")
            let glostrup: [Int64] = try await owner.ask(
                "SELECT l.id FROM leader l JOIN municipality m ON m.id = l.municipality WHERE m.key = 'glostrup'"
            )
            let members: [Int64] = try await owner.ask("SELECT id FROM leader WHERE name IN ('Ann', 'Bo')")
            #expect(
                leaders(try await store.groupedPreview(of: run.key, municipality: "glostrup", listing: true))
                    == Set(glostrup)
            )
            let group = LeaderGroup.ID(rawValue: try #require(nord.first))
            #expect(leaders(try await store.groupedPreview(of: run.key, group: group, listing: true)) == Set(members))
            let leader = Leader.ID(rawValue: try #require(ann.first))
            #expect(leaders(try await store.groupedPreview(of: run.key, leader: leader, listing: true)) == Set(ann))

            for text in ["ann", "ANN@small.example", "\(leader)"] {
                #expect(try await store.leaders(called: text, in: run.key, atMost: 20).map(\.id) == [leader])
            }
            #expect(try await store.leaders(called: "ann", in: run.key, municipality: "glostrup", atMost: 20).isEmpty)
            #expect(try await store.leaders(called: "%", in: run.key, atMost: 20).isEmpty)
            let (places, people) = try await store.previewed([leader], atMost: 20)
            #expect(places.map { "\($0.area) \($0.group ?? "–") \($0.leaders)" } == ["Skoler Nord 1"])
            #expect(people.map(\.name) == ["Ann"])
        }
    }

    @Test func `a letter is rehearsed for a coordinator's own leaders only`() async throws {
        try await withStore { store, owner in
            let run = try await SmallCourse.run(in: store)
            let rows = try await store.course(run.key).municipalities
            let karim = store.acting(as: Acting(.coordinator(try #require(rows["glostrup"])), doer: Doer("karim")))
            for (name, isOwn) in [("Han", true), ("Bo", false)] {
                let found: [Int64] = try await owner.ask("SELECT id FROM leader WHERE name = \(name)")
                let leader = Leader.ID(rawValue: try #require(found.first))
                let grouped = try await store.groupedPreview(of: run.key, leader: leader)
                let shape = try #require(grouped.shapes.first)
                let day = try #require(grouped.preview.letters(for: shape.recipient).first?.day)
                #expect(try await store.rehearse(leader, on: day, in: run.key)?.letters.count == 1)
                #expect((try await karim.rehearse(leader, on: day, in: run.key) != nil) == isOwn, "\(name)")
                #expect(try await store.rehearse(leader, on: day.adding(days: 1), in: run.key)?.letters.isEmpty == true)
            }
            #expect(try await store.rehearse(Leader.ID(rawValue: 99_999), on: Day(2027, 1, 4), in: run.key) == nil)
        }
    }
}

extension Store {
    /// Releases and delivers what is due now, so that nothing is half on its way.
    fileprivate func post(_ run: CourseRun) async throws { try await run.step() }
}
