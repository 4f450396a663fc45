import Course
import CourseStore
import CourseTesting
import Postgres
import Testing

/// What the database lets the service's role see and do.
struct RoleTests {
    private let personal = [
        "leader", "seat", "booking", "letter", "letter_message", "letter_history", "letter_item", "correction",
        "corrected_date", "film_done", "bounce", "readdressed_letter", "audit_entry",
    ]

    @Test func `without an actor, and as one of no known role, nobody's row is seen`() async throws {
        try await withStore { store, owner in
            let run = try await SmallCourse.run(in: store, outline: try SmallCourse.outline(sessions: 2))
            try await store.setSeats(
                course: run.key,
                leaders: [SmallCourse.address("bo")],
                module: "workshop-1",
                session: "onsdag"
            )
            try await store.markFilmDone(course: run.key, module: "film-1", leader: SmallCourse.address("bo"))
            try await run.run(until: at("2027-03-04T12:00"))
            for table in ["leader", "seat", "letter_history", "letter_item", "film_done"] {
                #expect(try await owner.one("SELECT count(*) FROM \(raw: table)", of: Int.self) > 0)
            }
            for actor in ["", "nobody", "leader", "coordinator"] {
                for table in personal {
                    #expect(try await store.database.one("SELECT count(*) FROM \(raw: table)", as: actor) == 0)
                }
                #expect(try await store.database.one("SELECT count(*) FROM audience", as: actor) == 0)
            }
            #expect(
                try await store.database.withSession { try await $0.one(Query<Int>("SELECT count(*) FROM leader")) }
                    == 0
            )
            #expect(try await store.database.one("SELECT count(*) FROM film_done", as: "administrator") == 0)
            #expect(try await store.database.one("SELECT count(*) FROM leader", as: "administrator") == 7)
        }
    }

    @Test func `nothing can be written for somebody whom the actor may not see`() async throws {
        try await withStore { store, _ in
            _ = try await SmallCourse.run(in: store)
            let changed = try await store.database.transaction(as: "leader") {
                try await $0.execute("UPDATE leader SET name = 'x'")
            }
            #expect(changed == 0)
            await #expect(throws: PostgresError.self) {
                try await store.database.transaction(as: "leader") {
                    try await $0.execute(
                        """
                        INSERT INTO letter (route, next_at, course, leader, released_at, useful_until)
                        VALUES ('post', now(), 1, 1, now(), now())
                        """
                    )
                }
            }
        }
    }

    @Test func `the service owns nothing, bypasses nothing, and every table of people is guarded`() async throws {
        try await withStore { store, owner in
            let owned: Int = try await owner.one(
                "SELECT count(*) FROM pg_class WHERE relowner = 'tandem_service'::regrole"
            )
            #expect(owned == 0)
            let mighty: Bool = try await owner.one(
                "SELECT rolsuper OR rolbypassrls OR rolcreaterole OR rolcreatedb FROM pg_roles WHERE rolname = 'tandem_service'"
            )
            #expect(!mighty)
            let compiles: String = try await store.database.transaction(as: "administrator") {
                try await $0.one(Query<String>("SELECT current_setting('jit')") { try $0.next() })
            }
            #expect(compiles == "off")
            let unguarded: [String] = try await owner.ask(
                """
                SELECT c.relname::text FROM pg_class c JOIN pg_attribute a ON a.attrelid = c.oid
                WHERE c.relkind IN ('r', 'p') AND NOT c.relispartition AND NOT c.relrowsecurity AND a.attname = 'leader'
                  AND c.relnamespace = 'public'::regnamespace ORDER BY 1
                """
            )
            #expect(unguarded == [])
            await #expect(throws: PostgresError.self) {
                try await store.database.transaction(as: "administrator") {
                    try await $0.execute("DELETE FROM letter_history")
                }
            }
            let partitions: Bool = try await owner.one(
                "SELECT has_table_privilege('tandem_service', 'letter_history_rest', 'SELECT')"
            )
            #expect(!partitions)
        }
    }

    @Test func `the history has its months, made by the owner's function, and letters go into them`() async throws {
        try await withStore { store, owner in
            try await store.tidyMailbox()
            try await store.tidyMailbox()
            let months: Int = try await owner.one(
                "SELECT count(*) FROM pg_inherits WHERE inhparent = 'letter_history'::regclass"
            )
            #expect(months == 3)
            let run = try await SmallCourse.run(in: store)
            let deliveries = try await run.run(until: at("2027-03-04T12:00"))
            #expect(try await owner.one("SELECT count(*) FROM letter_history_rest") == 0)
            #expect(try await owner.one("SELECT count(*) FROM letter_history") == deliveries.count)
            let guarded: Bool = try await owner.one(
                "SELECT NOT EXISTS (SELECT FROM pg_inherits i WHERE inhparent = 'letter_history'::regclass AND has_table_privilege('tandem_service', i.inhrelid, 'SELECT'))"
            )
            #expect(guarded)
        }
    }
}
