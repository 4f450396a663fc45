import Course
import CourseStore
import CourseTesting
import Postgres
import Testing

@testable import CourseWeb

@Suite struct OwnPageDeskTests {
    /// As if somebody elsewhere had done something.
    private func change(_ site: TestSite, _ sql: String) async throws {
        try await site.owner.withSession { _ = try await $0.execute(SQL("\(raw: sql)")) }
    }

    @Test func `two leaders of a group read the same page, each with the own name and address`() async throws {
        try await withSite { site in
            _ = try await Cast.assemble(in: site)
            try await change(
                site,
                "UPDATE leader SET name = '<Bo> & \"co\"' WHERE name = 'Bo'"
            )
            try await change(site, "UPDATE leader SET chair = false")
            let ann = try await site.browser(of: SmallCourse.address("ann"))
            let bo = try await site.browser(of: SmallCourse.address("bo"))
            let annsPage = try await ann.get("/my").text
            let bosPage = try await bo.get("/my").text
            #expect(annsPage.contains("Hej Ann") && annsPage.contains(SmallCourse.address("ann")))
            #expect(!annsPage.contains(SmallCourse.address("bo")))
            #expect(bosPage.contains("Hej &lt;Bo&gt;") && bosPage.contains(SmallCourse.address("bo")))
            #expect(!bosPage.contains("Ann"))
            #expect(
                bosPage.replacing("&lt;Bo&gt;", with: "Ann").replacing("bo@", with: "ann@") == annsPage,
                "but for name and address they are the same"
            )
            #expect(try await ann.get("/my").text == annsPage)
        }
    }

    @Test(arguments: [
        (
            "a film seen",
            "INSERT INTO film_done (leader, module, done_at) SELECT id, 'film-1', now() FROM leader WHERE name = 'Ann'"
        ),
        ("another name", "UPDATE leader SET name = 'Annika' WHERE name = 'Ann'"),
        ("English", "UPDATE leader SET language = 'en' WHERE name = 'Ann'"),
        ("another group's name", "UPDATE leader_group SET name = 'Omdøbt' WHERE name = 'Nord'"),
        (
            "a letter",
            """
            INSERT INTO letter_history (id, course_time, route, course, leader, token, attempt, failures, released_at, outcome)
            SELECT 900, now(), 'post', course, id, gen_random_uuid(), 1, 0, now(), 'sent' FROM leader WHERE name = 'Ann'
            """
        ),
        ("another title", "UPDATE course SET title = 'Omdøbt', version = version + 1"),
    ])
    func `a page that was kept is never an old one`(what: String, change: String) async throws {
        try await withSite { site in
            _ = try await Cast.assemble(in: site)
            let ann = try await site.browser(of: SmallCourse.address("ann"))
            let before = try await ann.get("/my").text
            #expect(try await ann.get("/my").text == before)
            try await self.change(site, change)
            #expect(try await ann.get("/my").text != before, "\(what)")
        }
    }

    @Test func `who has signed out, or is in the course no more, is shown nothing that was kept`() async throws {
        try await withSite { site in
            _ = try await Cast.assemble(in: site)
            let (desk, phone) = (
                try await site.browser(of: SmallCourse.address("ann")),
                try await site.browser(of: SmallCourse.address("ann"))
            )
            for browser in [desk, phone] { #expect(try await browser.get("/my").code == 200) }
            try await change(
                site,
                "DELETE FROM sign_in_session WHERE token = (SELECT token FROM sign_in_session ORDER BY began_at LIMIT 1)"
            )
            #expect(try await [desk.get("/my").code, phone.get("/my").code].sorted() == [200, 303])
            try await change(site, "UPDATE leader SET withdrawn_at = clock_timestamp() WHERE name = 'Ann'")
            #expect(try await [desk.get("/my").code, phone.get("/my").code].sorted() == [303, 404])
        }
    }
}
