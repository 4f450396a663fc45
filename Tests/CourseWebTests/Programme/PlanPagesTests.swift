import Course
import CourseStore
import CourseTesting
import Postgres
import Testing

@testable import CourseWeb

/// The plan's pages as a browser gets them.
struct PlanPagesTests {
    private static let script = "<script>alert(1)</script>"

    /// A small course with a script in every name that an administrator or a chair may write.
    private static func outline() throws -> CourseOutline {
        var outline = try SmallCourse.outline(sessions: 2)
        for index in outline.programme.modules.indices { outline.programme.modules[index].title += script }
        for index in outline.sessions.indices {
            outline.sessions[index].place += script
            outline.sessions[index].key += script
        }
        outline.title += script
        return outline
    }

    private func withCast(
        _ outline: CourseOutline? = nil,
        _ body: (TestSite, CourseRun, Browser) async throws -> Void
    ) async throws {
        try await withSite { site in
            let run = try await SmallCourse.run(in: site.store, outline: outline)
            try await site.owner.transaction(as: "administrator") { transaction in
                _ = try await transaction.execute("INSERT INTO administrator (email) VALUES ('admin@tandem.example')")
            }
            try await body(site, run, try await site.browser(of: "admin@tandem.example"))
        }
    }

    @Test func `each planned prompt has a mark that leads to its reasons, and a line in the table`() async throws {
        try await withCast { site, run, browser in
            let page = try await browser.get("/courses/\(run.key)/plan")
            #expect(page.code == 200)
            let entries = try await site.store.boardPlan(of: run.key).entries
            #expect(entries.count > 20)
            for entry in entries {
                let href = "href=\"/courses/\(run.key)/plan/\(entry.id)\""
                #expect(page.text.matches(of: try Regex(href)).count == 2, "\(entry.reference)")
                let detail = try await browser.get("/courses/\(run.key)/plan/\(entry.id)")
                #expect(detail.code == 200 && detail.text.contains("<ol class=\"plan-why\">"))
            }
        }
    }

    @Test func `a name with a script in it is text, in the drawing too`() async throws {
        try await withCast(try Self.outline()) { site, run, browser in
            let plan = try await site.store.boardPlan(of: run.key)
            let sessions = plan.course.outline.sessions.map { SessionAddress($0, in: run.key).path }
            let pages =
                ["/courses/\(run.key)/plan"] + plan.entries.map { "/courses/\(run.key)/plan/\($0.id)" } + sessions
            for path in pages {
                let page = try await browser.get(path)
                #expect(page.code == 200, "\(path)")
                #expect(!page.text.contains(Self.script) && page.text.contains("&lt;script&gt;"), "\(path)")
            }
            let fields = [
                ("date", "2027-04-28"), ("start", "09:00"), ("end", "15:00"), ("place", "Nyt\"><b>\(Self.script)"),
                ("capacity", ""),
            ]
            let difference = try await browser.post((sessions.last ?? "") + "/difference", fields)
            #expect(difference.code == 200)
            #expect(!difference.text.contains(Self.script) && !difference.text.contains("<b>"))
        }
    }

    @Test func `the other municipality is not on a coordinator's board, nor behind its addresses`() async throws {
        try await withCast { site, run, _ in
            let coordinator = try await site.browser(of: "karim.lund@glostrup.example")
            let board = try await coordinator.get("/courses/\(run.key)/plan")
            #expect(board.code == 200 && !board.text.contains("board-albertslund"))
            #expect(!board.text.contains("/sessions/"))
            for entry in try await site.store.boardPlan(of: run.key).entries {
                let answer = try await coordinator.get("/courses/\(run.key)/plan/\(entry.id)")
                #expect(answer.code == (entry.municipality == "glostrup" ? 200 : 404))
            }
            #expect(try await coordinator.get("/courses/\(run.key)/plan/1000000").code == 404)
            #expect(try await coordinator.get("/courses/\(run.key)/plan/x").code == 404)
        }
    }

    @Test func `a discreet prompt says no number`() async throws {
        try await withCast { site, run, browser in
            try await run.run(until: LocalDateTime(Day(2027, 4, 2), LocalTime(12, 0)))
            let entry = try #require(
                try await site.store.boardPlan(of: run.key).entries.first {
                    $0.unless == .done && $0.reference.module == "film-1"
                }
            )
            let page = try await browser.get("/courses/\(run.key)/plan/\(entry.id)")
            #expect(page.text.contains("Sendes kun til dem, der mangler") && !page.text.contains("class=\"figures\""))
        }
    }
}

/// A session moved in the browser: form, difference, done, and back.
struct SessionPagesTests {
    private static let path = "/courses/small/sessions/workshop-1/onsdag"
    private static let later = [
        ("date", "2027-04-21"), ("start", "09:00"), ("end", "15:00"), ("place", "Glostrup Rådhus"),
        ("capacity", "160"),
    ]

    private func withAdministrator(
        _ body: (TestSite, CourseRun, Browser) async throws -> Void
    ) async throws {
        try await withSite { site in
            let run = try await SmallCourse.run(in: site.store)
            try await site.owner.transaction(as: "administrator") { transaction in
                _ = try await transaction.execute("INSERT INTO administrator (email) VALUES ('admin@tandem.example')")
            }
            try await body(site, run, try await site.browser(of: "admin@tandem.example"))
        }
    }

    /// The hidden fields of the form that is sent to an address.
    private func hidden(of page: Answer, to action: String) -> [(String, String)] {
        guard let form = page.text.firstRange(of: "action=\"\(action)\">"),
            let end = page.text[form.upperBound...].firstRange(of: "</form>")
        else { return [] }
        return page.text[form.upperBound..<end.lowerBound].matches(of: /type="hidden" name="([^"]*)" value="([^"]*)"/)
            .map {
                (
                    String($0.output.1),
                    String($0.output.2).replacing("&lt;", with: "<").replacing("&gt;", with: ">")
                        .replacing("&quot;", with: "\"").replacing("&amp;", with: "&")
                )
            }
    }

    @Test func `a move is seen first, then made, and undone by the way it says`() async throws {
        try await withAdministrator { site, run, browser in
            try await run.run(until: LocalDateTime(Day(2027, 3, 20), LocalTime(12, 0)))
            let form = try await browser.get(Self.path)
            #expect(form.code == 200 && form.text.contains("value=\"2027-04-14\""))
            let version = try await site.store.course(run.key).version

            let difference = try await browser.post(
                Self.path + "/difference",
                Self.later + hidden(of: form, to: Self.path + "/difference")
            )
            #expect(difference.code == 200)
            #expect(difference.text.contains("<ins>onsdag den 14. april 2027</ins>"))
            #expect(difference.text.contains("<del>onsdag den 7. april 2027</del>"))
            #expect(difference.text.contains("De får hver ét brev med rettelsen"))
            #expect(try await site.store.course(run.key).version == version)

            let done = try await browser.post(Self.path, hidden(of: difference, to: Self.path))
            #expect(done.code == 303 && done.location == Self.path)
            let course = try await site.store.course(run.key)
            #expect(course.outline.sessions.first { $0.module == "workshop-1" }?.start.day == Day(2027, 4, 21))
            let after = try await browser.get(Self.path)
            #expect(after.text.contains("flyt den tilbage til onsdag den 14. april 2027 kl. 9.00–15.00"))
            #expect(after.text.contains("value=\"2027-04-21\""))
            let entry = try await site.store.auditTrail(course: run.key).first { $0.action == "session.move" }
            #expect(entry?.doer == "admin@tandem.example")
        }
    }

    @Test func `whoever comes second is shown what changed, and overwrites nothing`() async throws {
        try await withAdministrator { site, run, browser in
            let form = try await browser.get(Self.path)
            let fields = Self.later + hidden(of: form, to: Self.path + "/difference")
            let difference = try await browser.post(Self.path + "/difference", fields)

            var theirs = try #require(
                try await site.store.course(run.key).outline.sessions.first { $0.module == "workshop-1" }
            )
            theirs.place = "Biblioteket"
            _ = try await site.store.reschedule(course: run.key, to: theirs, since: nil)

            let second = try await browser.post(Self.path, hidden(of: difference, to: Self.path))
            #expect(second.code == 409)
            #expect(second.text.contains("Sted: fra Glostrup Rådhus til Biblioteket"))
            #expect(second.text.contains("<del>"))
            let stored = try await site.store.course(run.key).outline.sessions.first { $0.module == "workshop-1" }
            #expect(stored == theirs)
            // Asking for the difference with the old form says so too; the fresh one can then be applied.
            #expect(try await browser.post(Self.path + "/difference", fields).code == 409)
            #expect(try await browser.post(Self.path, hidden(of: second, to: Self.path)).code == 303)
        }
    }

    @Test func `another change of the course in between is told, and the difference shown again`() async throws {
        try await withAdministrator { site, run, browser in
            let form = try await browser.get(Self.path)
            let difference = try await browser.post(
                Self.path + "/difference",
                Self.later + hidden(of: form, to: Self.path + "/difference")
            )
            _ = try await site.store.setMeeting(
                course: run.key,
                module: "meeting-1",
                municipality: "albertslund",
                group: "Nord",
                start: LocalDateTime(Day(2027, 3, 31), LocalTime(9, 0)),
                end: nil,
                place: nil
            )
            let second = try await browser.post(Self.path, hidden(of: difference, to: Self.path))
            #expect(second.code == 409 && second.text.contains("Noget andet i forløbet er ændret"))
        }
    }

    @Test(arguments: [
        ("date", "14. april"), ("date", ""), ("date", "2300-01-01"), ("start", "25:00"), ("end", ""), ("end", "08:59"),
        ("place", " "), ("capacity", "0"), ("capacity", "-3"), ("capacity", "mange"), ("capacity", "3.5"),
    ])
    func `what was typed wrong is said at its field, and kept`(field: String, value: String) async throws {
        try await withAdministrator { site, run, browser in
            let fields = Self.later.map { $0.0 == field ? (field, value) : $0 }
            for path in [Self.path + "/difference", Self.path] {
                let page = try await browser.post(path, fields)
                #expect(page.code == 422)
                #expect(page.text.contains("href=\"#field-\(field)\"") && page.text.contains("id=\"fault-\(field)\""))
                #expect(page.text.contains("value=\"\(value.trimmingPrefix(" "))\""))
                #expect(page.text.contains("value=\"Glostrup Rådhus\"") || field == "place")
            }
            #expect(
                try await site.store.course(run.key).outline.sessions.first { $0.module == "workshop-1" }?.start.day
                    == Day(2027, 4, 14)
            )
        }
    }

    @Test func `a move that leaves no plan is refused with its reasons`() async throws {
        try await withAdministrator { site, run, browser in
            let fields = Self.later.map { $0.0 == "date" ? ("date", "1900-01-02") : $0 }
            let page = try await browser.post(Self.path + "/difference", fields)
            #expect(page.code == 422 && page.text.contains("uden for årene 1900 til 2199"))
        }
    }

    @Test func `nothing new is nothing to do, and a new place asks for a message`() async throws {
        try await withAdministrator { site, run, browser in
            let same = Self.later.map { $0.0 == "date" ? ("date", "2027-04-14") : $0 }
            let page = try await browser.post(Self.path + "/difference", same)
            #expect(page.code == 200 && page.text.contains("Ingenting") && !page.text.contains("Gør det"))
            let elsewhere = same.map { $0.0 == "place" ? ("place", "Biblioteket") : $0 }
            let other = try await browser.post(Self.path + "/difference", elsewhere)
            #expect(other.text.contains("Ingen beskeder flytter sig") && other.text.contains("Skriv en besked"))
            #expect(other.text.contains("Gør det"))
        }
    }

    @Test func `no other session is there`() async throws {
        try await withAdministrator { _, _, browser in
            for path in ["workshop-1/fredag", "film-1/onsdag", "workshop-9/onsdag"] {
                let answer = try await browser.get("/courses/small/sessions/\(path)")
                #expect(answer.code == 404, "\(path)")
            }
        }
    }
}
