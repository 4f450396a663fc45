import Course
import CourseStore
import CourseTesting
import Postgres
import Synchronization
import Testing

/// Seats and tables, given to several leaders at once.
struct SeatingTests {
    private func withCourse(
        tables: Bool = true,
        sessions: Int = 2,
        _ body: (CourseRun, Database) async throws -> Void
    ) async throws {
        try await withStore { store, owner in
            let outline = try SmallCourse.outline(sessions: sessions, tables: tables)
            try await body(try await SmallCourse.run(in: store, outline: outline), owner)
        }
    }

    private func ids(_ names: [String], _ owner: Database) async throws -> [Leader.ID] {
        var ids: [Leader.ID] = []
        for name in names {
            let number: Int64 = try await owner.one("SELECT id FROM leader WHERE email = \(SmallCourse.address(name))")
            ids.append(Leader.ID(rawValue: number))
        }
        return ids
    }

    /// As `ann onsdag bord 4`, all that have a seat, by name.
    private func seats(_ owner: Database) async throws -> [String] {
        try await owner.withSession { session in
            try await session.rows(
                Query<String>(
                    """
                    SELECT concat_ws(' ', split_part(l.email, '@', 1), s.session, s.table_name)
                    FROM seat s JOIN leader l ON l.id = s.leader ORDER BY 1
                    """
                )
            )
        }
    }

    private func change(_ seating: Seating) throws -> SeatChange {
        guard case .done(let change) = seating else {
            Issue.record("not done: \(seating)")
            throw Refusal(atTheTerminal: "not done")
        }
        return change
    }

    @Test func `several leaders get seats and a table at once, and it is in the audit log`() async throws {
        try await withCourse { run, owner in
            let three = try await ids(["ann", "bo", "gro"], owner)
            let done = try change(
                try await run.store.setSeats(
                    of: three,
                    at: "workshop-1",
                    in: run.key,
                    session: "onsdag",
                    table: .named("bord 4")
                )
            )
            #expect(done == SeatChange(seated: 3, tabled: 3, corrected: 0, misled: 0, overfull: []))
            #expect(try await seats(owner) == ["ann onsdag bord 4", "bo onsdag bord 4", "gro onsdag bord 4"])
            #expect(try await run.audit.contains { $0.hasPrefix("seat.set workshop-1 onsdag by ") })
            let again = try await run.store.setSeats(
                of: three,
                at: "workshop-1",
                in: run.key,
                session: "onsdag",
                table: .named("bord 4")
            )
            #expect(try change(again).seated == 0)
            #expect(try change(again).tabled == 0)
            #expect(try await run.audit.count { $0.hasPrefix("seat.set") } == 1)
        }
    }

    @Test func `a table stays with its session, and is lost with another`() async throws {
        try await withCourse { run, owner in
            let two = try await ids(["ann", "bo"], owner)
            func set(_ leaders: [Leader.ID], _ session: String?, _ table: SeatTable) async throws -> SeatChange {
                try change(
                    try await run.store.setSeats(
                        of: leaders,
                        at: "workshop-1",
                        in: run.key,
                        session: session,
                        table: table
                    )
                )
            }
            _ = try await set(two, "onsdag", .named("4"))
            _ = try await set(two, "onsdag", .kept)
            #expect(try await seats(owner) == ["ann onsdag 4", "bo onsdag 4"])
            #expect(try await set([two[0]], "torsdag", .kept).tabled == 1)
            #expect(try await seats(owner) == ["ann torsdag", "bo onsdag 4"])
            _ = try await set(two, nil, .named("5"))
            #expect(try await seats(owner) == ["ann torsdag 5", "bo onsdag 5"])
            _ = try await set(two, nil, .none)
            #expect(try await seats(owner) == ["ann torsdag", "bo onsdag"])
        }
    }

    @Test func `nothing is done where somebody was quicker, and it is said how they sit now`() async throws {
        try await withCourse { run, owner in
            let two = try await ids(["ann", "bo"], owner)
            let seen: [Leader.ID: SeatPlace?] = [two[0]: nil, two[1]: nil]
            _ = try await run.store.setSeats(of: [two[1]], at: "workshop-1", in: run.key, session: "torsdag")
            let late = try await run.store.setSeats(
                of: two,
                at: "workshop-1",
                in: run.key,
                session: "onsdag",
                seen: seen
            )
            guard case .overtaken(let others) = late else {
                Issue.record("\(late)")
                return
            }
            #expect(others == [two[1]: SeatPlace(session: "torsdag")])
            #expect(try await seats(owner) == ["bo torsdag"])
            // A table alone counts too.
            _ = try await run.store.setSeats(
                of: [two[1]],
                at: "workshop-1",
                in: run.key,
                session: nil,
                table: .named("9")
            )
            let later = try await run.store.setSeats(
                of: [two[1]],
                at: "workshop-1",
                in: run.key,
                session: "onsdag",
                seen: [two[1]: SeatPlace(session: "torsdag")]
            )
            guard case .overtaken = later else {
                Issue.record("\(later)")
                return
            }
            #expect(try await seats(owner) == ["bo torsdag 9"])
        }
    }

    @Test func `a table needs a seat where there are several sessions, and none where there is one`() async throws {
        try await withCourse { run, owner in
            let two = try await ids(["ann", "bo"], owner)
            _ = try await run.store.setSeats(of: [two[0]], at: "workshop-1", in: run.key, session: "onsdag")
            let seating = try await run.store.setSeats(
                of: two,
                at: "workshop-1",
                in: run.key,
                session: nil,
                table: .named("1")
            )
            guard case .seatless(let leaders) = seating else {
                Issue.record("\(seating)")
                return
            }
            #expect(leaders == [two[1]])
            #expect(try await seats(owner) == ["ann onsdag"])
        }
        try await withCourse(sessions: 1) { run, owner in
            let ann = try await ids(["ann"], owner)
            let seating = try await run.store.setSeats(
                of: ann,
                at: "workshop-1",
                in: run.key,
                session: nil,
                table: .named("1")
            )
            #expect(try change(seating) == SeatChange(seated: 0, tabled: 1, corrected: 0, misled: 0, overfull: []))
            #expect(try await seats(owner) == ["ann onsdag 1"])
        }
    }

    @Test(arguments: ["", String(repeating: "x", count: 41), "bord\n4"])
    func `what cannot be a table's name is refused`(name: String) async throws {
        try await withCourse { run, owner in
            let ann = try await ids(["ann"], owner)
            await #expect(throws: Refusal.self) {
                _ = try await run.store.setSeats(
                    of: ann,
                    at: "workshop-1",
                    in: run.key,
                    session: "onsdag",
                    table: .named(name)
                )
            }
            #expect(try await seats(owner) == [])
        }
    }

    @Test func `a coordinator seats the own leaders only, and those of all are counted`() async throws {
        try await withCourse { run, owner in
            try await owner.withSession { try await $0.script("UPDATE session SET capacity = 2 WHERE key = 'onsdag'") }
            let own = try await run.coordinator(of: "glostrup")
            let (gro, ann) = (try await ids(["gro", "han"], owner), try await ids(["ann"], owner))
            let foreign = try await own.setSeats(of: gro + ann, at: "workshop-1", in: run.key, session: "onsdag")
            guard case .unknown = foreign else {
                Issue.record("\(foreign)")
                return
            }
            #expect(try await seats(owner) == [])
            _ = try await run.store.setSeats(of: ann, at: "workshop-1", in: run.key, session: "onsdag")
            let done = try await own.setSeats(of: gro, at: "workshop-1", in: run.key, session: "onsdag")
            #expect(try change(done) == SeatChange(seated: 2, tabled: 0, corrected: 0, misled: 0, overfull: ["onsdag"]))
            let shown = try await own.seatDirectory(of: "workshop-1", in: run.key)
            #expect(shown.leaders.map(\.leader.entry.name) == ["Gro", "Han"])
            #expect(shown.seated.map(\.leaders).reduce(0, +) == 3)
        }
    }

    @Test func `whoever was told another session gets one correction, and the number of them is told`() async throws {
        try await withCourse(tables: false) { run, owner in
            let two = try await ids(["ann", "bo"], owner)
            _ = try await run.store.setSeats(of: two, at: "workshop-1", in: run.key, session: "onsdag")
            try await run.run(until: at("2027-04-01T12:00"))
            let done = try await run.store.setSeats(of: two, at: "workshop-1", in: run.key, session: "torsdag")
            #expect(try change(done).corrected == 2)
            let deliveries = try await run.run(until: at("2027-04-03T12:00"))
            for name in ["ann", "bo"] {
                #expect(
                    deliveries.to(name).flatMap(\.corrections) == [
                        CourseRun.Correction(
                            module: "workshop-1",
                            was: at("2027-04-14T09:00"),
                            now: at("2027-04-15T09:00")
                        )
                    ]
                )
            }
        }
    }

    @Test func `a prompt about a table waits for the table, and its letter names it`() async throws {
        try await withCourse { run, owner in
            let two = try await ids(["ann", "bo"], owner)
            _ = try await run.store.setSeats(of: two, at: "workshop-1", in: run.key, session: "onsdag")
            _ = try await run.store.setSeats(
                of: [two[0]],
                at: "workshop-1",
                in: run.key,
                session: nil,
                table: .named("bord 4")
            )
            let preview = try await run.store.acting(as: .post).preview(of: run.key)
            let previewed = preview.recipients.filter { recipient in
                preview.preview.letters(for: recipient).contains { letter in
                    letter.items.contains { $0.prompt.scope.reference == "workshop-1/your-table" }
                }
            }
            #expect(previewed.map(\.address) == [SmallCourse.address("ann")])
            let seen = Told()
            let early = try await run.run(
                until: at("2027-04-08T12:00"),
                settling: { letter, now in
                    seen.note(letter)
                    return CourseRun.accept(letter, now)
                }
            )
            #expect(early.when("ann", "workshop-1/your-table", in: run.zone) == [at("2027-04-07T08:00")])
            #expect(early.when("bo", "workshop-1/your-table", in: run.zone) == [])
            #expect(seen.tables == ["ann@small.example": "bord 4"])
            let ledger = try await run.store.ledger(of: run.key)
            #expect(ledger.totals.skipped[.noTable] == 1)
            _ = try await run.store.setSeats(
                of: [two[1]],
                at: "workshop-1",
                in: run.key,
                session: nil,
                table: .named("bord 5")
            )
            let late = try await run.run(until: at("2027-04-12T00:00"))
            #expect(late.when("bo", "workshop-1/your-table", in: run.zone) == [at("2027-04-09T08:00")])
            let told = try await run.store.setSeats(
                of: [two[1]],
                at: "workshop-1",
                in: run.key,
                session: nil,
                table: .named("bord 6")
            )
            #expect(try change(told).misled == 1)
        }
    }

    @Test func `a table is the leader's own to see, and the coordinators' at joint sessions`() async throws {
        try await withCourse { run, owner in
            let ann = try await ids(["ann"], owner)
            _ = try await run.store.setSeats(
                of: ann,
                at: "workshop-1",
                in: run.key,
                session: "onsdag",
                table: .named("bord 4")
            )
            let joint = try await run.coordinator(of: "glostrup").jointLeaders(in: run.key)
            #expect(joint.map(\.name) == ["Ann"])
            #expect(joint.map(\.table) == ["bord 4"])
            #expect(try await run.ownPart(of: "ann")?.tables == ["workshop-1": "bord 4"])
            let bo = try await ids(["bo"], owner)
            let other = run.store.acting(as: Acting(.leader(bo[0]), doer: Doer("bo")))
            #expect(try await run.ownPart(of: "bo")?.tables == [:])
            #expect(try await other.jointLeaders(in: run.key).isEmpty)
        }
    }

    @Test func `seats and tables that are not set are something to do, and the list has just those`() async throws {
        try await withCourse { run, owner in
            let two = try await ids(["ann", "bo"], owner)
            _ = try await run.store.setSeats(of: two, at: "workshop-1", in: run.key, session: "onsdag")
            _ = try await run.store.setSeats(
                of: [two[0]],
                at: "workshop-1",
                in: run.key,
                session: nil,
                table: .named("bord 4")
            )
            let toDo = try await run.store.toDo(of: run.key)
            #expect(
                toDo.filter { [.seatless(module: "workshop-1"), .tableless(module: "workshop-1")].contains($0.matter) }
                    == [
                        ToDo(.seatless(module: "workshop-1"), in: "albertslund", count: 3),
                        ToDo(.seatless(module: "workshop-1"), in: "glostrup", count: 2),
                        ToDo(.tableless(module: "workshop-1"), in: "albertslund", count: 1),
                    ]
            )
            func names(_ lack: SeatLack, in municipality: String? = nil) async throws -> [String] {
                try await run.store.seatDirectory(
                    of: "workshop-1",
                    in: run.key,
                    matching: LeaderFilter(municipality: municipality),
                    lacking: lack
                ).leaders.map(\.leader.entry.name)
            }
            #expect(try await names(.table) == ["Bo"])
            #expect(try await names(.seat, in: "albertslund") == ["Cai", "Dot", "Eve"])
            #expect(try await names(.seat).count == 5)
        }
        try await withCourse(sessions: 1) { run, _ in
            let toDo = try await run.store.toDo(of: run.key)
            #expect(toDo.contains(ToDo(.tableless(module: "workshop-1"), in: "albertslund", count: 5)))
            #expect(!toDo.contains { $0.matter == .seatless(module: "workshop-1") })
        }
        try await withCourse(tables: false) { run, _ in
            let toDo = try await run.store.toDo(of: run.key)
            #expect(!toDo.contains { $0.matter == .tableless(module: "workshop-1") })
        }
    }

    @Test func `the terminal's verb finds leaders by their addresses, and seats all or nobody`() async throws {
        try await withCourse { run, owner in
            let addresses = ["ann", "bo"].map(SmallCourse.address)
            await #expect(throws: Refusal.self) {
                _ = try await run.store.setSeats(
                    course: run.key,
                    leaders: addresses + ["nobody@small.example"],
                    module: "workshop-1",
                    session: "onsdag"
                )
            }
            #expect(try await seats(owner) == [])
            let change = try await run.store.setSeats(
                course: run.key,
                leaders: addresses,
                module: "workshop-1",
                session: "onsdag",
                table: .named("2")
            )
            #expect(change.seated == 2)
            #expect(try await seats(owner) == ["ann onsdag 2", "bo onsdag 2"])
        }
    }
}

/// The tables that letters told, by address.
private final class Told: Sendable {
    private let known = Mutex<[String: String]>([:])

    var tables: [String: String] { known.withLock { $0 } }

    func note(_ letter: ClaimedLetter) {
        guard letter.items.contains(where: { $0.prompt == "your-table" }) else { return }
        known.withLock { $0[letter.recipient.email] = letter.recipient.tables["workshop-1"] }
    }
}
