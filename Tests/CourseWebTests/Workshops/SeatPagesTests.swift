import Course
import CourseStore
import CourseTesting
import Postgres
import Testing

@testable import CourseWeb

/// Seats and tables, set in a browser.
struct SeatPagesTests {
    private let path = "/courses/small/seats/workshop-1"

    private func withCourse(
        sessions: Int = 2,
        _ body: (TestSite, CourseRun, Browser) async throws -> Void
    ) async throws {
        try await withSite { site in
            let outline = try SmallCourse.outline(sessions: sessions, tables: true)
            let run = try await SmallCourse.run(in: site.store, outline: outline)
            try await body(site, run, try await site.administrator())
        }
    }

    private func id(_ name: String, _ site: TestSite) async throws -> String {
        let query = Query<Int64>("SELECT id FROM leader WHERE email = \(SmallCourse.address(name))")
        return "\(try await site.owner.transaction(as: "administrator") { try await $0.one(query) })"
    }

    /// As `ann onsdag bord 4`, all that have a seat, by name.
    private func seats(_ site: TestSite) async throws -> [String] {
        let query = Query<String>(
            """
            SELECT concat_ws(' ', split_part(l.email, '@', 1), s.session, s.table_name)
            FROM seat s JOIN leader l ON l.id = s.leader ORDER BY 1
            """
        )
        return try await site.owner.transaction(as: "administrator") { try await $0.rows(query) }
    }

    @Test func `those who are ticked are seated, the list comes again, and it says what was done`() async throws {
        try await withCourse { site, _, browser in
            let (ann, bo) = (try await id("ann", site), try await id("bo", site))
            let page = try await browser.get(path + "?municipality=albertslund&lacking=seat")
            #expect(page.code == 200)
            #expect(page.text.contains("name=\"was-\(ann)\" value=\"\""))
            #expect(!page.text.contains("was-\(try await id("gro", site))"))
            let form = [
                ("municipality", "albertslund"), ("lacking", "seat"), ("was-\(ann)", ""), ("was-\(bo)", ""),
                ("leader", ann), ("leader", bo), ("session", "onsdag"), ("table", "bord <4>"),
            ]
            let done = try await browser.post(path, form)
            #expect(done.code == 303)
            #expect(done.location == path + "?municipality=albertslund&lacking=seat")
            #expect(try await seats(site) == ["ann onsdag bord <4>", "bo onsdag bord <4>"])
            let after = try await browser.get(path)
            #expect(after.text.contains("2 ledere har fået plads på onsdag"))
            #expect(after.text.contains("bord &lt;4&gt;"))
            #expect(!after.text.contains("bord <4>"))
            #expect(after.text.contains("value=\"onsdag\tbord &lt;4&gt;\""))
            let index = try await browser.get("/courses/small/seats")
            #expect(index.text.contains("<td class=\"numeric\">2</td>"))
            // The same form once more comes late.
            let late = try await browser.post(path, form)
            #expect(late.code == 409)
            #expect(late.text.contains("onsdag, bord &lt;4&gt;"))
        }
    }

    @Test func `somebody else's seat in between is shown, and everything stays ticked`() async throws {
        try await withCourse { site, run, browser in
            let (ann, bo) = (try await id("ann", site), try await id("bo", site))
            _ = try await site.store.setSeats(
                course: run.key,
                leaders: [SmallCourse.address("bo")],
                module: "workshop-1",
                session: "torsdag"
            )
            let form = [
                ("was-\(ann)", ""), ("was-\(bo)", ""), ("leader", ann), ("leader", bo), ("session", "onsdag"),
            ]
            let late = try await browser.post(path, form)
            #expect(late.code == 409)
            #expect(late.text.contains("<th scope=\"row\">Bo</th><td>ingen plads</td><td>torsdag</td><td>onsdag</td>"))
            #expect(late.text.contains("name=\"was-\(bo)\" value=\"torsdag\""))
            #expect(late.text.matches(of: /name="leader" value="\d+" aria-label="[^"]*" checked/).count == 2)
            #expect(late.text.contains("<option value=\"onsdag\" selected>"))
            #expect(try await seats(site) == ["bo torsdag"])
            let again = form.map { $0.0 == "was-\(bo)" ? ($0.0, "torsdag") : $0 }
            #expect(try await browser.post(path, again).code == 303)
            #expect(try await seats(site) == ["ann onsdag", "bo onsdag"])
        }
    }

    @Test(
        arguments: [
            ([("session", "onsdag")], "everybody"), ([("everybody", "yes")], "session"),
            ([("everybody", "yes"), ("table", "4")], "session"),
            ([("everybody", "yes"), ("session", "onsdag"), ("table", "4"), ("no-table", "yes")], "table"),
            ([("everybody", "yes"), ("session", "onsdag"), ("table", String(repeating: "x", count: 41))], "table"),
        ] as [([(String, String)], String)]
    )
    func `what is missing or wrong is said at its field`(fields: [(String, String)], wrong: String) async throws {
        try await withCourse { site, _, browser in
            let answer = try await browser.post(path, fields + [("was-\(try await id("ann", site))", "")])
            #expect(answer.code == 422)
            #expect(answer.text.contains("href=\"#field-\(wrong)\""))
            #expect(answer.text.contains("id=\"field-\(wrong)\""))
            #expect(try await seats(site) == [])
        }
    }

    @Test func `a coordinator seats the own leaders, and others' are not there`() async throws {
        try await withCourse { site, _, _ in
            let karim = try await site.browser(of: "karim.lund@glostrup.example")
            let (ann, gro) = (try await id("ann", site), try await id("gro", site))
            let page = try await karim.get(path).text
            #expect(page.contains("was-\(gro)") && !page.contains("was-\(ann)") && !page.contains(">Ann<"))
            let foreign = [("was-\(ann)", ""), ("leader", ann), ("session", "onsdag")]
            #expect(try await karim.post(path, foreign).code == 404)
            #expect(try await seats(site) == [])
            let own = [("was-\(gro)", ""), ("leader", gro), ("session", "onsdag")]
            #expect(try await karim.post(path, own).code == 303)
            #expect(try await seats(site) == ["gro onsdag"])
            for missing in ["film-1", "workshop-9"] {
                #expect(try await karim.get("/courses/small/seats/\(missing)").code == 404)
                #expect(try await karim.post("/courses/small/seats/\(missing)", own).code == 404)
            }
            #expect(
                try await karim.post(path, [("was-\(gro)", "onsdag"), ("leader", gro), ("session", "x")]).code == 404
            )
        }
    }

    @Test func `more leaders than seats is done and said`() async throws {
        try await withCourse { site, _, browser in
            try await site.owner.withSession {
                try await $0.script("UPDATE session SET capacity = 1 WHERE key = 'onsdag'")
            }
            let (ann, bo) = (try await id("ann", site), try await id("bo", site))
            let form = [("was-\(ann)", ""), ("was-\(bo)", ""), ("everybody", "yes"), ("session", "onsdag")]
            #expect(try await browser.post(path, form).code == 303)
            let after = try await browser.get(path).text
            #expect(after.contains("Der er nu flere ledere end pladser på onsdag."))
            #expect(after.contains("1 for mange"))
        }
    }

    @Test func `where there is one session only tables are set`() async throws {
        try await withCourse(sessions: 1) { site, _, browser in
            let ann = try await id("ann", site)
            let page = try await browser.get(path).text
            #expect(!page.contains("name=\"session\"") && !page.contains("value=\"seat\""))
            #expect(try await browser.post(path, [("was-\(ann)", ""), ("leader", ann), ("table", "4")]).code == 303)
            #expect(try await seats(site) == ["ann onsdag 4"])
            let empty = try await browser.post(path, [("was-\(ann)", "onsdag\t4"), ("leader", ann)])
            #expect(empty.code == 422)
            #expect(empty.text.contains("href=\"#field-table\""))
        }
    }

    @Test func `what is to be done leads to those who lack it, and the leader sees the table`() async throws {
        try await withCourse { site, run, browser in
            try await site.store.setSeats(
                course: run.key,
                leaders: ["ann", "bo"].map(SmallCourse.address),
                module: "workshop-1",
                session: "onsdag"
            )
            try await site.store.setSeats(
                course: run.key,
                leaders: [SmallCourse.address("ann")],
                module: "workshop-1",
                session: "onsdag",
                table: .named("bord 17")
            )
            let overview = try await browser.get("/courses/small").text
            let link = "\(path)?municipality=albertslund&amp;lacking=table"
            #expect(overview.contains("href=\"\(link)\""))
            let listed = try await browser.get(link.replacing("&amp;", with: "&")).text
            #expect(listed.contains(">Bo<") && !listed.contains(">Ann<") && !listed.contains(">Cai<"))
            let ann = try await site.browser(of: SmallCourse.address("ann"))
            #expect(try await ann.get("/my").text.contains("bord 17"))
            let bo = try await site.browser(of: SmallCourse.address("bo"))
            #expect(!(try await bo.get("/my").text.contains("bord 17")))
            let card = try await browser.get("/courses/small/people/\(try await id("ann", site))").text
            #expect(card.contains("bord 17"))
        }
    }
}
