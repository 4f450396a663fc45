import Course
import CourseStore
import CourseTesting
import Postgres
import Testing

struct AdministratorsTests {
    @Test func `two administrators who remove each other leave one`() async throws {
        for _ in 0..<5 {
            try await withStore { store, owner in
                try await store.addAdministrator("a@tandem.example")
                try await store.addAdministrator("b@tandem.example")
                let results = await withTaskGroup(of: Bool.self) { group in
                    for address in ["a@tandem.example", "B@tandem.example"] {
                        group.addTask { (try? await store.removeAdministrator(address)) != nil }
                    }
                    return await group.reduce(into: []) { $0.append($1) }
                }
                #expect(results.count { $0 } == 1)
                #expect(try await owner.one("SELECT count(*) FROM administrator") == 1)
            }
        }
    }

    @Test func `whoever is removed is no administrator wherever they are signed in`() async throws {
        try await withStore { store, _ in
            try await store.addAdministrator("a@tandem.example")
            try await store.addAdministrator("b@tandem.example")
            var random = SplitMix64(seed: 3)
            let token = Token(using: &random)
            try await store.beginSession(of: "A@tandem.example", with: token)
            #expect(try await store.person(with: token)?.isAdministrator == true)
            try await store.removeAdministrator("a@tandem.example")
            #expect(try await store.person(with: token)?.isAdministrator == false)
        }
    }

    @Test func `a helper somebody has booked with stays`() async throws {
        try await withStore { store, owner in
            let run = try await SmallCourse.run(in: store)
            let helper = "ida@it.example"
            try await store.addHelper(helper, name: "Ida", course: run.key, municipality: "glostrup")
            _ = try await owner.withSession {
                try await $0.execute(
                    """
                    INSERT INTO booking (leader, module, starts, ends, helper)
                    SELECT l.id, 'service-check', '2027-05-20 10:00', '2027-05-20 10:30', h.id FROM leader l, helper h
                    WHERE l.email = 'han@small.example'
                    """
                )
            }
            let refusal = await #expect(throws: Refusal.self) {
                try await store.removeHelper(helper, course: run.key, municipality: "glostrup")
            }
            #expect(refusal?.description.contains("booked") == true)
            _ = try await owner.withSession { try await $0.execute("DELETE FROM booking") }
            try await store.removeHelper("IDA@it.example", course: run.key, municipality: "glostrup")
            #expect(try await store.helpers(of: run.key) == [])
        }
    }
}
