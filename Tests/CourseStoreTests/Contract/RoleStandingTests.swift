import CourseStore
import CourseTesting
import Postgres
import Testing

/// Whether the connected role is bound: by what it is, and by trying.
struct RoleStandingTests {
    @Test func `the service's role is bound`() async throws {
        try await withStore { store, _ in
            _ = try await SmallCourse.run(in: store)
            #expect(try await store.roleStanding().faults == [])
        }
    }

    @Test func `a table without policies, and one whose policies let everybody see, are named`() async throws {
        try await withStore { store, owner in
            _ = try await SmallCourse.run(in: store)
            try await owner.withSession { session in
                try await session.script(
                    """
                    CREATE TABLE secret (leader bigint);
                    GRANT SELECT ON secret TO tandem_service;
                    CREATE VIEW everybody AS SELECT email FROM leader;
                    GRANT SELECT ON everybody TO tandem_service;
                    CREATE POLICY slip ON area FOR SELECT USING (true);
                    """
                )
            }
            #expect(
                try await store.roleStanding().faults == [
                    "rows of area are seen though nobody acts", "no policy stands before the rows of everybody",
                    "no policy stands before the rows of secret",
                ]
            )
        }
    }

    @Test func `the owner, and who may become it, is told apart from the service`() async throws {
        try await withStore { _, owner in
            let faults = try await Store(owner, acting: clerk).roleStanding().faults
            #expect(faults.contains("the role tandem_owner owns tables: their policies do not bind it"))
            #expect(!faults.contains { $0.contains("superuser") })
        }
    }
}
