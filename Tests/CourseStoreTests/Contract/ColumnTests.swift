import Course
import CourseStore
import CourseTesting
import Postgres
import Testing

/// What of a row is whose to change: a policy lets somebody at a row, not at all of it.
struct ColumnTests {
    /// Statements of a municipality's coordinator (`own`), a chair or a leader, which a page of theirs never makes; `$` as in the contract's table.
    private static let refused: [(part: String, statement: String)] = [
        ("own", "UPDATE municipality SET coordinator = 'me@elsewhere.example' WHERE id = $municipality"),
        ("own", "UPDATE municipality SET sender = 'Me <me@elsewhere.example>' WHERE id = $municipality"),
        ("own", "UPDATE municipality SET release_at = '-infinity' WHERE id = $municipality"),
        ("own", "UPDATE municipality SET key = 'mine', name = 'Mine', position = 9 WHERE id = $municipality"),
        ("own", "UPDATE municipality SET course = $draft WHERE id = $municipality"),
        ("own", "UPDATE leader SET unreachable_at = now() WHERE id = $leader"),
        ("own", "UPDATE leader SET addressed_at = now() WHERE id = $leader"),
        ("own", "UPDATE leader SET enrolled_at = now() WHERE id = $leader"),
        ("own", "UPDATE leader SET successor_of = id WHERE id = $leader"),
        ("own", "UPDATE leader SET course = $draft WHERE id = $leader"),
        (
            "own",
            """
            INSERT INTO leader (course, municipality, name, email, area, listed, enrolled_at, unreachable_at)
            SELECT course, municipality, 'New', 'new@small.example', area, 'null', now(), now() FROM leader WHERE id = $leader
            """
        ),
        (
            "own",
            """
            INSERT INTO leader (course, municipality, name, email, area, listed, enrolled_at)
            SELECT $draft, municipality, 'New', 'new@small.example', area, 'null', now() FROM leader WHERE id = $leader
            """
        ),
        ("own", "UPDATE meeting SET module = 'meeting-2' WHERE leader_group = $group"),
        ("chair", "UPDATE meeting SET module = 'meeting-2' WHERE leader_group = $group"),
        ("own", "UPDATE agreement SET days = decode(repeat('00', 32), 'hex') WHERE municipality = $municipality"),
        (
            "own",
            """
            INSERT INTO message (course, municipality, audience, subject, text, doer, sent_at, form)
            VALUES ($draft, $municipality, 'municipality', 'S', 'T', 'me', now(), gen_random_uuid())
            """
        ),
        (
            "own",
            """
            INSERT INTO message (course, municipality, audience, subject, text, doer, sent_at, form)
            VALUES ($course, $municipality, 'everybody', 'S', 'T', 'me', now(), gen_random_uuid())
            """
        ),
        (
            "own",
            """
            INSERT INTO message (course, municipality, audience, area, subject, text, doer, sent_at, form)
            SELECT $course, $municipality, 'area', a.id, 'S', 'T', 'me', now(), gen_random_uuid()
            FROM area a WHERE a.municipality <> $municipality LIMIT 1
            """
        ),
        (
            "own",
            """
            INSERT INTO message (course, municipality, audience, leader_group, subject, text, doer, sent_at, form)
            VALUES ($course, $municipality, 'group', $theirs, 'S', 'T', 'me', now(), gen_random_uuid())
            """
        ),
        ("own", "INSERT INTO audit_entry (doer, action, course) VALUES ('me', 'course.live', $draft)"),
        ("own", "INSERT INTO audit_entry (doer, action) VALUES ('me', 'administrator.add')"),
        ("self", "INSERT INTO audit_entry (doer, action) VALUES ('me', 'administrator.add')"),
        ("helper", "INSERT INTO audit_entry (doer, action, course) VALUES ('me', 'film.done', $draft)"),
    ]

    /// What the same may do: so that what is refused above is not refused for some other reason.
    private static let done: [(part: String, statement: String)] = [
        (
            "own",
            "UPDATE municipality SET signed = 'Me', contact_name = 'Me', contact_email = 'a@b.example' WHERE id = $municipality"
        ),
        ("own", "UPDATE municipality SET contact_phone = '1', send_at = '09:00' WHERE id = $municipality"),
        (
            "own",
            "UPDATE leader SET name = 'Other', title = 'T', language = 'en', leader_group = NULL, chair = false WHERE id = $leader"
        ),
        ("own", "UPDATE leader SET withdrawn_at = now(), retell_at = now() WHERE id = $leader"),
        ("own", "UPDATE leader_group SET name = 'Other' WHERE id = $group"),
        (
            "own",
            "UPDATE meeting SET starts = '2027-03-31 10:00', ends = '2027-03-31 12:00', place = 'P' WHERE leader_group = $group"
        ),
        (
            "chair",
            "UPDATE meeting SET starts = '2027-03-31 10:00', ends = '2027-03-31 12:00' WHERE leader_group = $group"
        ),
        (
            "own",
            "UPDATE agreement SET days = letter_days($municipality), version = 2 WHERE municipality = $municipality"
        ),
        (
            "own",
            """
            INSERT INTO message (course, municipality, audience, leader_group, subject, text, doer, sent_at, form)
            VALUES ($course, $municipality, 'group', $group, 'S', 'T', 'me', now(), gen_random_uuid())
            """
        ),
        ("self", "INSERT INTO audit_entry (doer, action, course) VALUES ('me', 'leader.language', $course)"),
        (
            "administrator",
            "UPDATE municipality SET coordinator = 'new@small.example', sender = 'a@b.example' WHERE id = $municipality"
        ),
    ]

    @Test func `a part changes of a row what is its own to change, and nothing else of it`() async throws {
        try await PeopledCourse.with { course in
            for cast in PeopledCourse.Cast.all {
                let theirs: Int64 = try await course.owner.one(
                    "SELECT leader_group FROM leader WHERE id = \(try await course.id(of: cast.afar))"
                )
                for (part, text) in Self.refused {
                    let statement = try await course.condition(text, of: cast).replacing("$theirs", with: "\(theirs)")
                    let actor = try await course.actor(part, of: cast)
                    let refusal = await #expect(throws: PostgresError.self, "\(part) of \(cast.municipality): \(text)")
                    {
                        try await course.store.database.transaction(as: actor) { try await $0.script(statement) }
                    }
                    #expect(refusal?.code == .insufficientPrivilege, "\(part) of \(cast.municipality): \(text)")
                }
                for (part, text) in Self.done {
                    let statement = try await course.condition(text, of: cast)
                    let actor = try await course.actor(part, of: cast)
                    await #expect(throws: TakenBack.self, "\(part) of \(cast.municipality): \(text)") {
                        try await course.store.database.transaction(as: actor) { session in
                            try await session.script(statement)
                            throw TakenBack()
                        }
                    }
                }
            }
        }
    }

    private struct TakenBack: Error {}

    @Test func `a coordinator has a letter sent to nobody else, in nobody else's name, by nobody else's way`()
        async throws
    {
        try await withStore { store, owner in
            let run = try await SmallCourse.run(in: store)
            let municipality: Int64 = try await owner.one("SELECT id FROM municipality WHERE key = 'glostrup'")
            let sender: String = try await owner.one(
                "SELECT substring(sender from '<(.*)>') FROM municipality WHERE key = 'glostrup'"
            )
            let own: String = try await owner.one("SELECT coordinator FROM municipality WHERE key = 'glostrup'")
            func queue(_ route: String, _ sender: String, _ recipient: String, as actor: String) async throws {
                try await store.database.transaction(as: actor) { session in
                    _ = try await session.one(
                        Query<Int64>(
                            "SELECT queue_direct_letter(gen_random_uuid(), \(route), \(sender), \(recipient), 'x', interval '1 h')"
                        )
                    )
                }
            }
            let me = "coordinator:\(municipality)"
            for route in ["post", "glostrup", CourseClock.route(of: run.id)] {
                try await queue(route, sender, own, as: me)
            }
            try await queue("post", sender, own.uppercased(), as: me)
            let theirs: String = try await owner.one(
                "SELECT substring(sender from '<(.*)>') FROM municipality WHERE key = 'albertslund'"
            )
            for (route, sender, recipient, actor) in [
                ("post", sender, SmallCourse.address("bo"), me), ("post", theirs, own, me), ("post", "", own, me),
                ("albertslund", sender, own, me), ("post", sender, own, "leader:1"), ("post", sender, own, "post"),
                ("post", sender, own, ""), ("post", sender, own, "coordinator"), ("post", sender, own, "coordinator:x"),
                ("post", sender, own, "administrator:1"),
            ] {
                let refusal = await #expect(throws: PostgresError.self) {
                    try await queue(route, sender, recipient, as: actor)
                }
                #expect(refusal?.code == .insufficientPrivilege, "\(route) \(actor)")
            }
            try await queue("post", theirs, SmallCourse.address("bo"), as: "administrator")
            #expect(try await owner.one("SELECT count(*) FROM direct_letter") == 5)
        }
    }
}
