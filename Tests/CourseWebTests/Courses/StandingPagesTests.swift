import Course
import CourseStore
import CourseTesting
import Foundation
import Postgres
import Testing

@testable import CourseWeb

/// A course at a glance, going live, and a course made from another, in browsers.
struct StandingPagesTests {
    private func version(_ site: TestSite, _ key: String = "small") async throws -> String {
        String(try await site.store.course(key).version)
    }

    /// The small course as a draft, with its coordinators' browsers.
    private func draft(in site: TestSite) async throws -> (mette: Browser, karim: Browser, admin: Browser) {
        _ = try await SmallCourse.run(in: site.store, goesLive: false)
        return (
            try await site.browser(of: "mette.holm@albertslund.example"),
            try await site.browser(of: "karim.lund@glostrup.example"), try await site.administrator()
        )
    }

    @Test func `two coordinators agree, and the administrator lets the course go live and pauses it`() async throws {
        try await withSite { site in
            let (mette, karim, admin) = try await draft(in: site)
            let page = try await karim.get("/courses/small")
            #expect(page.code == 200)
            #expect(page.text.contains("Du har ikke sagt ja til, at forløbet går i gang."))
            #expect(!page.text.contains("/courses/small/live"))
            for browser in [mette, karim] {
                let answer = try await browser.post("/courses/small/agreement", [("version", try await version(site))])
                #expect((answer.code, answer.location) == (303, "/courses/small"))
            }
            #expect(try await karim.get("/courses/small").text.contains("/courses/small/agreement/withdrawal"))

            let before = try await admin.get("/courses/small/live")
            #expect(before.text.contains("Intet brev går ud med det samme."))
            #expect(!before.text.contains("name=\"without\""))
            let live = try await admin.post("/courses/small/live", [("version", try await version(site))])
            #expect((live.code, live.location) == (303, "/courses/small"))
            #expect(try await site.store.course("small").state == .live)
            #expect(try await admin.get("/courses/small").text.contains("Sæt forløbet på pause"))

            #expect(try await admin.post("/courses/small/pause").code == 303)
            #expect(try await site.store.course("small").state == .paused)
            #expect(try await admin.get("/courses/small/live").text.contains("gå i gang igen"))
        }
    }

    @Test func `without all agreements it takes a tick`() async throws {
        try await withSite { site in
            let (mette, _, admin) = try await draft(in: site)
            _ = try await mette.post("/courses/small/agreement", [("version", try await version(site))])
            let refused = try await admin.post("/courses/small/live", [("version", try await version(site))])
            #expect(refused.code == 422)
            #expect(refused.text.contains("href=\"#field-without\""))
            #expect(try await site.store.course("small").state == .draft)
            let live = try await admin.post(
                "/courses/small/live",
                [("version", try await version(site)), ("without", "yes")]
            )
            #expect(live.code == 303)
            #expect(try await site.store.course("small").state == .live)
        }
    }

    @Test func `nobody agrees, or goes live, with a course that has changed since it was shown`() async throws {
        try await withSite { site in
            let (mette, _, admin) = try await draft(in: site)
            let seen = try await version(site)
            _ = try await site.store.setClosedPeriods([], of: "glostrup", in: "small")
            let answer = try await mette.post("/courses/small/agreement", [("version", seen)])
            #expect(answer.code == 409)
            #expect(answer.text.contains("Forløbet er ændret, siden du så det"))
            let live = try await admin.post("/courses/small/live", [("version", seen), ("without", "yes")])
            #expect(live.code == 409)
            #expect(live.text.contains("Forløbet er ændret, siden du så det"))
            #expect(try await site.store.course("small").state == .draft)
        }
    }

    @Test func `what else is in the way of an agreement is said as it is, in the language of who asked`() async throws {
        try await withSite { site in
            let (mette, karim, admin) = try await draft(in: site)
            let live = [("version", try await version(site)), ("without", "yes")]
            #expect(try await admin.post("/courses/small/live", live).code == 303)
            _ = try await karim.post("/language", [("language", "en")])
            for (browser, sentence) in [
                (mette, "Forløbet er allerede i gang."), (karim, "The course small is live already."),
            ] {
                let answer = try await browser.post("/courses/small/agreement", [("version", try await version(site))])
                #expect(answer.code == 409)
                #expect(answer.text.contains(sentence))
                #expect(!answer.text.contains("er ændret, siden") && !answer.text.contains("has changed since"))
            }
        }
    }

    @Test func `a course without leaders cannot go live`() async throws {
        try await withSite { site in
            _ = try await site.store.importCourse(try SmallCourse.outline())
            let admin = try await site.administrator()
            let page = try await admin.get("/courses/small/live")
            #expect(page.code == 200)
            #expect(page.text.contains("ingen at skrive til"))
            #expect(!page.text.contains("<button>Lad forløbet"))
            #expect(try await admin.get("/courses/small").text.contains("/courses/small/enrolment/glostrup"))
            let live = try await admin.post(
                "/courses/small/live",
                [("version", try await version(site)), ("without", "yes")]
            )
            #expect(live.code == 409)
            #expect(live.text.contains("Der er endnu ingen tilmeldt."))
            #expect(!live.text.contains("er ændret, siden"))
        }
    }

    @Test func `the list has a coordinator's own courses, and an empty one says how to begin`() async throws {
        try await withSite { site in
            let admin = try await site.administrator()
            #expect(try await admin.get("/courses").text.contains("Begynd med en forløbsfil"))
            _ = try await SmallCourse.run(in: site.store)
            var foreign = try SmallCourse.outline()
            foreign.key = "foreign"
            for index in foreign.municipalities.indices { foreign.municipalities[index].coordinator = "x@y.example" }
            _ = try await site.store.importCourse(foreign)
            let karim = try await site.browser(of: "karim.lund@glostrup.example")
            let list = try await karim.get("/courses").text
            #expect(list.contains("/courses/small"))
            #expect(!list.contains("/courses/foreign"))
            #expect(!list.contains("/courses/new"))
            #expect(try await karim.get("/courses/foreign").code == 404)
        }
    }

    @Test func `what a script is called is text everywhere`() async throws {
        try await withSite { site in
            var outline = try SmallCourse.outline()
            let script = "<script>alert(1)</script>"
            outline.title = script
            outline.about = script
            for index in outline.programme.modules.indices { outline.programme.modules[index].title = script }
            for index in outline.municipalities.indices {
                outline.municipalities[index].name = script
                outline.municipalities[index].signed = script
                outline.municipalities[index].contact.name = script
            }
            _ = try await SmallCourse.run(in: site.store, outline: outline)
            let admin = try await site.administrator()
            for path in [
                "/courses", "/courses/small", "/courses/small/live", "/courses/small/settings",
                "/courses/small/settings/glostrup", "/courses/small/settings/glostrup/closed",
                "/courses/small/successor",
            ] {
                let page = try await admin.get(path)
                #expect(page.code == 200, "\(path)")
                #expect(!page.text.contains("<script>alert"), "\(path)")
                #expect(page.text.contains("&lt;script&gt;alert"), "\(path)")
            }
            let checked = try await admin.post(
                "/courses/small/successor",
                [("title", script), ("key", "later"), ("start", "2027-12-01")]
            )
            #expect(checked.code == 200)
            #expect(!checked.text.contains("<script>alert"))
        }
    }

    @Test func `a course is made from another, after it has been looked at`() async throws {
        try await withSite { site in
            _ = try await SmallCourse.run(in: site.store)
            let admin = try await site.administrator()
            let form = try await admin.get("/courses/small/successor").text
            #expect(form.contains("value=\"2027-12-01\""))
            let fields = [("title", "Digital ledelse 2028"), ("key", "small-2028"), ("start", "2027-12-01")]
            let shown = try await admin.post("/courses/small/successor", fields)
            #expect(shown.code == 200)
            #expect(shown.text.contains("Alle datoer flyttes 52 uger frem."))
            #expect(shown.text.contains("onsdag den 12. april 2028 kl. 9.00–15.00"))
            #expect(try await site.store.courseKeys() == ["small"])
            let made = try await admin.post(
                "/courses/small/successor",
                fields + [("version", try await version(site)), ("apply", "yes")]
            )
            #expect((made.code, made.location) == (303, "/courses/small-2028"))
            #expect(try await site.store.course("small-2028").outline.starts == Day(2027, 11, 30))
        }
    }

    @Test(
        arguments: [
            ("", "later", "2027-12-01", "title"), ("Senere", "small", "2027-12-01", "key"),
            ("Senere", "Senere end før", "2027-12-01", "key"), ("Senere", "new", "2027-12-01", "key"),
            ("Senere", "later", "i morgen", "start"), ("Senere", "later", "9999-12-31", "start"),
        ]
    )
    func `a wrong title, key or start is said at its field, and what was typed stays`(
        title: String,
        key: String,
        start: String,
        wrong: String
    ) async throws {
        try await withSite { site in
            _ = try await SmallCourse.run(in: site.store)
            let admin = try await site.administrator()
            let answer = try await admin.post(
                "/courses/small/successor",
                [
                    ("title", title), ("key", key), ("start", start), ("apply", "yes"),
                    ("version", try await version(site)),
                ]
            )
            #expect(answer.code == 422)
            #expect(answer.text.contains("id=\"fault-\(wrong)\""))
            #expect(answer.text.contains("href=\"#field-\(wrong)\""))
            #expect(answer.text.components(separatedBy: "id=\"fault-").count == 2)
            #expect(answer.text.contains("value=\"\(key)\""))
            #expect(try await site.store.courseKeys() == ["small"])
        }
    }

    @Test func `a course that changed after its successor was shown is shown again`() async throws {
        try await withSite { site in
            _ = try await SmallCourse.run(in: site.store)
            let admin = try await site.administrator()
            let seen = try await version(site)
            _ = try await site.store.reschedule(
                course: "small",
                module: "workshop-1",
                session: nil,
                start: LocalDateTime(Day(2027, 4, 21), LocalTime(9, 0)),
                end: nil
            )
            let answer = try await admin.post(
                "/courses/small/successor",
                [("title", "Senere"), ("key", "later"), ("start", "2027-12-01"), ("version", seen), ("apply", "yes")]
            )
            #expect(answer.code == 409)
            #expect(answer.text.contains("onsdag den 19. april 2028"))
            #expect(try await site.store.courseKeys() == ["small"])
        }
    }
}
