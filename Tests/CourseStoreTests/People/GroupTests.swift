import Course
import CourseStore
import CourseTesting
import Postgres
import Testing

/// Leader groups: chairs, names and the dates of their meetings.
struct GroupTests {
    private func group(_ name: String, _ owner: Database) async throws -> LeaderGroup.ID {
        try await owner.one("SELECT id FROM leader_group WHERE name = \(name)")
    }

    private func time(_ start: String, hours: Int = 1) -> MeetingTime {
        MeetingTime(start: at(start), end: at(start).adding(minutes: 60 * hours), place: "Rum 4")
    }

    @Test func `groups tell what they lack`() async throws {
        try await withStore { store, owner in
            let run = try await SmallCourse.run(in: store)
            let nord = try await group("Nord", owner)
            let card = try #require(try await store.groupCard(nord, in: run.key))
            #expect(card.members.map(\.entry.name) == ["Ann", "Bo"])
            #expect(card.group.chairs == ["Ann"])
            #expect(card.windows.map(\.module) == ["meeting-1"])
            let plan = try await store.planMeeting(
                of: nord,
                for: "meeting-1",
                in: run.key,
                from: nil,
                to: time("2027-04-06T13:00")
            )
            guard case .shown(let change, let seal) = plan else {
                Issue.record("not shown")
                return
            }
            #expect(!change.difference.added.isEmpty)
            #expect(try await owner.one("SELECT count(*) FROM meeting") == 0)
            func lacking(_ lack: GroupLack?) async throws -> [String] {
                try await store.groupDirectory(of: run.key, lacking: lack).groups.map(\.name)
            }
            #expect(try await lacking(.date(module: "meeting-1")) == ["Nord", "Syd", "Øst"])
            guard
                case .done = try await store.planMeeting(
                    of: nord,
                    for: "meeting-1",
                    in: run.key,
                    from: nil,
                    to: time("2027-04-06T13:00"),
                    agreedTo: seal
                )
            else {
                Issue.record("not set")
                return
            }
            #expect(try await lacking(.date(module: "meeting-1")) == ["Syd", "Øst"])
            #expect(try await lacking(.chair) == [])
            #expect(try await store.auditTrail(course: run.key).first?.action == "meeting.set")
        }
    }

    @Test func `a date outside the window is warned of, and of two who set one the second is told`() async throws {
        try await withStore { store, owner in
            let run = try await SmallCourse.run(in: store)
            let nord = try await group("Nord", owner)
            func plan(_ old: MeetingTime?, _ new: MeetingTime, _ seal: String? = nil) async throws -> MeetingPlan {
                try await store.planMeeting(
                    of: nord,
                    for: "meeting-1",
                    in: run.key,
                    from: old,
                    to: new,
                    agreedTo: seal
                )
            }
            let outside = time("2027-04-12T13:00")
            guard case .shown(let change, let seal) = try await plan(nil, outside) else {
                Issue.record("not shown")
                return
            }
            let isWarned = change.warnings.contains { warning in
                if case .meetingOutsideWindow(_, _, nord, _, _, _) = warning.kind { true } else { false }
            }
            #expect(isWarned)
            let other = await #expect(throws: Refusal.self) { try await plan(nil, time("2027-04-05T13:00"), seal) }
            #expect(other?.kind == .changed, "something else was applied than what was shown")
            guard case .done = try await plan(nil, outside, seal) else {
                Issue.record("not set")
                return
            }
            let second = await #expect(throws: Refusal.self) { try await plan(nil, time("2027-04-05T13:00"), seal) }
            #expect(second?.kind == .changed, "the second overwrote the first")
            #expect(try await store.groupCard(nord, in: run.key)?.meetings.map(MeetingTime.init) == [outside])
            await #expect(throws: Refusal.self) {
                try await plan(outside, MeetingTime(start: at("2027-04-05T13:00"), end: at("2027-04-05T13:00")))
            }
        }
    }

    @Test func `a group gets another chair and another name, which the list does not undo`() async throws {
        try await withStore { store, owner in
            let run = try await SmallCourse.run(in: store)
            let nord = try await group("Nord", owner)
            let card = try #require(try await store.groupCard(nord, in: run.key))
            let (ann, bo) = (card.members[0].id, card.members[1].id)
            func edit(_ name: String, _ chair: [Leader.ID]) async throws -> GroupEdit {
                try await store.editGroup(nord, in: run.key, from: ("Nord", [ann]), name: name, chair: chair)
            }
            #expect(try await edit("Syd", [ann]) == .nameTaken)
            let eve: Leader.ID = try await owner.one("SELECT id FROM leader WHERE name = 'Eve'")
            #expect(try await edit("Nordlys", [eve]) == .noMember)
            #expect(try await owner.one("SELECT name FROM leader_group WHERE id = \(nord)") == "Nord")
            #expect(try await edit("Nord", [ann]) == .done(changed: false))
            #expect(try await edit("Nordlys", [bo]) == .done(changed: true))
            let second = await #expect(throws: Refusal.self) { try await edit("Nordlys", [bo]) }
            #expect(second?.kind == .changed)
            let after = try #require(try await store.groupCard(nord, in: run.key))
            #expect(after.chairs == [bo])
            let list = SmallCourse.list(of: "albertslund")
            #expect(try await store.enrol(list, in: run.key, municipality: "albertslund").count(.unchanged) == 5)
            #expect(try await store.groupCard(nord, in: run.key)?.group.name == "Nordlys")
            #expect(try await store.auditTrail(course: run.key).contains { $0.action == "group.chair" })
            let glostrup: Municipality.ID = try await owner.one("SELECT id FROM municipality WHERE key = 'glostrup'")
            let karim = store.acting(as: Acting(.coordinator(glostrup), doer: Doer("karim")))
            #expect(try await karim.groupCard(nord, in: run.key) == nil)
            #expect(try await karim.groupDirectory(of: run.key).groups.map(\.name) == ["Øst"])
            #expect(try await karim.groupDirectory(of: run.key, municipality: "albertslund").groups == [])
            let theirs = try await karim.planMeeting(
                of: nord,
                for: "meeting-1",
                in: run.key,
                from: nil,
                to: time("2027-04-05T13:00")
            )
            guard case .unknown = theirs else {
                Issue.record("planned by the other municipality")
                return
            }
        }
    }
}
