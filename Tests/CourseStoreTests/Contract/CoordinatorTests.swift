import Course
import CourseStore
import CourseTesting
import Postgres
import Testing

/// What a coordinator may do in the own municipality, and how the rest is refused.
struct CoordinatorTests {
    private func withCoordinators(
        _ body: (CourseRun, _ here: Store, _ there: Store, _ owner: Database) async throws -> Void
    ) async throws {
        try await withStore { store, owner in
            let run = try await SmallCourse.run(in: store, outline: try SmallCourse.outline(sessions: 2))
            let course = try await store.course(run.key)
            func coordinator(_ key: String) throws -> Store {
                store.acting(as: Acting(.coordinator(try #require(course.municipalities[key])), doer: Doer(key)))
            }
            try await body(run, try coordinator("albertslund"), try coordinator("glostrup"), owner)
        }
    }

    @Test func `a coordinator runs the own municipality's part`() async throws {
        try await withCoordinators { run, here, _, owner in
            let key = run.key
            let enrolment = try await here.enrol(
                SmallCourse.list([
                    SmallCourse.leader("fie", group: "Vest", isChair: true), SmallCourse.leader("bo", group: "Syd"),
                ]),
                in: key,
                municipality: "albertslund"
            )
            #expect(enrolment.insertions.count == 1 && enrolment.count(.changed) == 1)
            let change = try await here.setMeeting(
                course: key,
                module: "meeting-1",
                municipality: "albertslund",
                group: "Nord",
                start: at("2027-03-30T10:00"),
                end: nil,
                place: nil
            )
            #expect(change.difference.added.allSatisfy { $0.scope.municipality == "albertslund" })
            #expect(!change.difference.added.isEmpty)
            try await here.setSeats(
                course: key,
                leaders: [SmallCourse.address("bo")],
                module: "workshop-1",
                session: "onsdag"
            )
            try await here.withdrawLeader(SmallCourse.address("dot"), from: key)
            try await here.returnLeader(SmallCourse.address("dot"), to: key)
            try await here.correctAddress(of: SmallCourse.address("eve"), to: SmallCourse.address("eva"), in: key)
            try await run.run(until: at("2027-03-03T07:00"))
            try await run.setClock(to: at("2027-03-03T08:00"))
            _ = try await run.store.release(run.id)
            let letter = try #require(try await here.mailLetters().first)
            #expect(try await here.holdMail(.letter(letter.id)).letters == 1)
            #expect(try await here.retryMail(.letter(letter.id)).letters == 1)
            #expect(try await here.cancelMail(.letter(letter.id)).letters == 1)
            #expect(try await here.leaderCount(in: key) == 6)
            #expect(Set(try await here.preview(of: key).recipients.map(\.municipality)) == ["albertslund"])
            let ledger = try await here.ledger(of: key)
            #expect(Set(ledger.prompts.map(\.row.municipality)) == ["albertslund"])
            #expect(Set(try await here.groupNames(in: key).values) == ["Nord", "Syd", "Vest"])

            // Who did it is written down; a coordinator adds to the log and does not read it.
            #expect(try await here.auditTrail() == [])
            let trail = try await run.store.auditTrail(course: key).filter { $0.doer == "albertslund" }
            #expect(
                trail.map(\.action) == [
                    "mail.cancel", "mail.retry", "mail.hold", "leader.address", "leader.return", "leader.withdraw",
                    "seat.set", "meeting.set", "course.enrol",
                ]
            )
            #expect(try await owner.one("SELECT count(*) FROM audit_entry a WHERE a::text ~ '@|Bo|Dot'") == 0)
        }
    }

    @Test func `what is the other municipality's is refused exactly as what does not exist`() async throws {
        try await withCoordinators { run, here, there, owner in
            let key = run.key
            try await run.run(until: at("2027-03-03T07:00"))
            try await run.setClock(to: at("2027-03-03T10:00"))
            _ = try await run.store.release(run.id)
            let letter = try #require(try await there.mailLetters().first).id
            let before = try await owner.contents(of: "leader")
            func same(
                _ theirs: String,
                _ nowhere: String,
                _ verb: (String) async throws -> Void
            ) async {
                var said: [String] = []
                for name in [theirs, nowhere] {
                    let refusal = await #expect(throws: Refusal.self) { try await verb(name) }
                    #expect(refusal?.kind == .unknown, "\(refusal.map(\.description) ?? "")")
                    said.append((refusal?.description ?? "").replacing(name, with: "it"))
                }
                #expect(said[0] == said[1])
            }
            let (han, nobody) = (SmallCourse.address("han"), SmallCourse.address("nobody"))
            await same(han, nobody) { try await here.withdrawLeader($0, from: key) }
            await same(han, nobody) { try await here.returnLeader($0, to: key) }
            await same(han, nobody) { try await here.correctAddress(of: $0, to: "x@y.example", in: key) }
            await same(han, nobody) { _ = try await here.preview(of: key, leader: $0) }
            await same(han, nobody) {
                try await here.setSeats(course: key, leaders: [$0], module: "workshop-1", session: "onsdag")
            }
            await same("glostrup", "roskilde") {
                _ = try await here.enrol(SmallCourse.list([]), in: key, municipality: $0)
            }
            await same("glostrup", "roskilde") { _ = try await here.unreachableLeaders(in: key, municipality: $0) }
            await same("glostrup", "roskilde") {
                _ = try await here.setMeeting(
                    course: key,
                    module: "meeting-1",
                    municipality: $0,
                    group: "Øst",
                    start: at("2027-03-30T10:00"),
                    end: nil,
                    place: nil
                )
            }
            for verb in [here.holdMail, here.retryMail, here.cancelMail] {
                await same("\(letter)", "4711") { _ = try await verb(.letter(try #require(Int64($0)))) }
            }
            #expect(try await here.mailLetters(leader: han) == [])
            #expect(try await owner.contents(of: "leader") == before)
        }
    }

    @Test func `what runs the course is an administrator's, and for others as if the course were not there`()
        async throws
    {
        try await withCoordinators { run, here, _, owner in
            let (key, outline) = (run.key, try SmallCourse.outline(sessions: 2))
            let bo: Int64 = try await owner.one("SELECT id FROM leader WHERE name = 'Bo'")
            let leader = run.store.acting(as: Acting(.leader(Leader.ID(rawValue: bo)), doer: Doer("bo")))
            let before = try await owner.contents(of: "course")
            for store in [here, leader] {
                let verbs: [@Sendable () async throws -> Void] = [
                    { _ = try await store.importCourse(outline) },
                    { try await store.copyCourse(key, as: "trial") },
                    { _ = try await store.goLive(key) },
                    { try await store.pause(key) },
                    { try await store.moveClock(of: key, to: .distantFuture, rate: 0) },
                    { _ = try await store.beginSimulation(of: key, at: .distantPast, rate: 0) },
                    {
                        _ = try await store.reschedule(
                            course: key,
                            module: "workshop-1",
                            session: "onsdag",
                            start: at("2027-04-21T09:00"),
                            end: nil
                        )
                    },
                    { _ = try await store.holdMail(.prompt(course: key, module: "film-1", prompt: "link")) },
                    { _ = try await store.cancelMail(.route("post")) },
                    { try await store.markFilmDone(course: key, module: "film-1", leader: SmallCourse.address("cai")) },
                ]
                for verb in verbs {
                    let refusal = await #expect(throws: Refusal.self) { try await verb() }
                    #expect(refusal?.kind == .unknown)
                    #expect(refusal?.description.contains("no") == true)
                }
            }
            for verb: @Sendable () async throws -> Void in [
                { try await leader.withdrawLeader(SmallCourse.address("bo"), from: key) },
                { _ = try await leader.correctAddress(of: SmallCourse.address("bo"), to: "x@y.example", in: key) },
                { _ = try await leader.setMeeting(of: "Nord", in: "albertslund", at: "2027-03-30T10:00") },
            ] {
                let refusal = await #expect(throws: Refusal.self) { try await verb() }
                #expect(refusal?.kind == .unknown)
            }
            #expect(try await owner.contents(of: "course") == before)
            // A chair sets the own group's date.
            let ann: Int64 = try await owner.one("SELECT id FROM leader WHERE name = 'Ann'")
            let chair = run.store.acting(as: Acting(.leader(Leader.ID(rawValue: ann)), doer: Doer("ann")))
            _ = try await chair.setMeeting(of: "Nord", in: "albertslund", at: "2027-03-30T10:00")
            await #expect(throws: Refusal.self) {
                try await chair.setMeeting(of: "Syd", in: "albertslund", at: "2027-03-30T10:00")
            }
            #expect(try await owner.one("SELECT count(*) FROM meeting") == 1)
        }
    }

    @Test func `a list that has somebody of the other municipality is refused row by row`() async throws {
        try await withCoordinators { run, here, _, _ in
            let enrolment = try await here.enrol(
                SmallCourse.list([SmallCourse.leader("han")]),
                in: run.key,
                municipality: "albertslund"
            )
            #expect(!enrolment.isAcceptable && enrolment.count(.conflict) == 1)
            let refusal = await #expect(throws: Refusal.self) {
                try await here.correctAddress(
                    of: SmallCourse.address("bo"),
                    to: SmallCourse.address("han"),
                    in: run.key
                )
            }
            #expect(refusal?.kind == .conflict)
        }
    }

    @Test func `whoever finds out that an address is enrolled elsewhere leaves an entry, and no address in it`()
        async throws
    {
        try await withCoordinators { run, here, _, owner in
            let list = SmallCourse.list([
                SmallCourse.leader("han"), SmallCourse.leader("gro"), SmallCourse.leader("nobody"),
                SmallCourse.leader("bo", group: "Nord"),
            ])
            func elsewhere() async throws -> [String] {
                try await run.store.auditTrail(course: run.key).filter { $0.doer == "albertslund" }.map { entry in
                    ([entry.action, entry.subject ?? ""]
                        + entry.detail.sorted { $0.key < $1.key }.map { "\($0.key) \($0.value)" })
                        .joined(separator: " ")
                }
            }
            _ = try await here.draftEnrolment(of: list, file: ([], "l.csv"), in: run.key, municipality: "albertslund")
            #expect(try await elsewhere() == ["enrolment.elsewhere albertslund elsewhere 2 rows 4"])
            _ = try await here.enrol(list, in: run.key, municipality: "albertslund")
            #expect(try await elsewhere().count == 2)
            // A list of the own people tells nothing.
            let own = SmallCourse.list([SmallCourse.leader("bo", group: "Nord")])
            _ = try await here.draftEnrolment(of: own, file: ([], "l.csv"), in: run.key, municipality: "albertslund")
            #expect(try await elsewhere().count == 2)

            let bo = Leader.ID(rawValue: try await owner.one("SELECT id FROM leader WHERE name = 'Bo'"))
            let record = try #require(try await here.leaderCard(bo, in: run.key)).leader.entry
            var taken = record
            taken.email = SmallCourse.address("han")
            guard case .addressTaken = try await here.editLeader(bo, in: run.key, from: record, to: taken) else {
                Issue.record("taken twice")
                return
            }
            let successor = Successor(name: "Ny", email: SmallCourse.address("gro"))
            #expect(try await here.handOver(from: bo, in: run.key, to: successor) == .addressTaken)
            #expect(try await elsewhere().prefix(2) == ["leader.address-taken \(bo)", "leader.address-taken \(bo)"])
            #expect(try await owner.one("SELECT count(*) FROM audit_entry a WHERE a::text ~ '@'") == 0)
        }
    }
}
