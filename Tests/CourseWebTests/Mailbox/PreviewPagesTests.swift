import Course
import CourseStore
import CourseTesting
import HTTPTypes
import Postgres
import Testing

@testable import CourseWeb

/// The preview in the browser: person × day, and any letter of it.
struct PreviewPagesTests {
    private static let whole = "/courses/small/preview?from=2026-12-01&to=2027-09-30"

    @Test func `those with the same letter are one line with a count, and the line opens to say who`() async throws {
        try await withSite { site in
            _ = try await Cast.assemble(in: site)
            let browser = try await site.browser(of: "admin@tandem.example")
            let page = try await browser.get(Self.whole)
            #expect(page.code == 200)
            #expect(page.text.contains("5 ledere"))
            #expect(page.text.contains("2 ledere"))
            #expect(!page.text.contains("Fagområder og grupper"))
            #expect(page.text.contains("/courses/small/plan/"))

            let toggle = try #require(page.text.firstMatch(of: /href="([^"]*open=[0-9a-f]{12})#/)?.output.1)
            let open = try await browser.get(String(toggle).replacing("&amp;", with: "&"))
            #expect(open.text.contains("Fagområder og grupper"))
            #expect(open.text.contains("Skoler"))
        }
    }

    @Test func `it shows four weeks from the course's clock, and says where the next letter is`() async throws {
        try await withSite { site in
            let cast = try await Cast.assemble(in: site)
            let browser = try await site.browser(of: "admin@tandem.example")
            try await cast.run.setClock(to: LocalDateTime(Day(2026, 12, 2), LocalTime(12, 0)))
            let page = try await browser.get("/courses/small/preview")
            #expect(page.text.contains("value=\"2026-12-02\""))
            #expect(page.text.contains("value=\"2026-12-29\""))
            #expect(page.text.contains("Ingen breve i de dage."))
            #expect(
                page.text.contains(/<a href="\/courses\/small\/preview\?from=2027-[^"]+">Se brevene fra [a-zø]+dag den/)
            )
        }
    }

    @Test func `filters keep what was typed and say what is wrong with it`() async throws {
        try await withSite { site in
            let cast = try await Cast.assemble(in: site)
            let browser = try await site.browser(of: "admin@tandem.example")
            for (query, sentence) in [
                ("leader=nobody%20at%20all", "Ingen leder hedder det."),
                ("from=tomorrow", "Skriv en dato"),
                ("from=2027-03-02&to=2027-03-01", "Den sidste dag er før den første."),
                ("from=2026-01-01&to=2028-01-01", "Vælg højst et år ad gangen."),
            ] {
                let page = try await browser.get("/courses/small/preview?\(query)")
                #expect(page.code == 422, "\(query)")
                #expect(page.text.contains(sentence), "\(query)")
                #expect(page.text.contains("error-summary"))
            }
            #expect(try await browser.get("/courses/small/preview?municipality=nowhere").code == 404)
            let one = try await browser.get(Self.whole + "&leader=bo")
            #expect(one.text.contains("1 leder"))
            #expect(!one.text.contains("2 ledere"))
            let several = try await browser.get(Self.whole + "&leader=o")
            #expect(several.text.contains("Hvem mener du?"))
            #expect(several.text.contains("Gro, Øst, Skoler"))
            let gro = try await cast.leader("gro")
            let byNumber = try await browser.get(Self.whole + "&leader=\(gro)")
            #expect(
                byNumber.text.contains("name=\"leader\" type=\"text\" value=\"Gro\"")
                    && byNumber.text.contains("1 leder")
            )
        }
    }

    @Test func `a letter is shown as its leader will see it, framed, with its text, sender and the way to its reasons`()
        async throws
    {
        try await withSite { site in
            let cast = try await Cast.assemble(in: site)
            let path = try await Access.letter(cast, .glostrup)
            let browser = try await site.browser(of: "karim.lund@glostrup.example")
            let page = try await browser.get(path)
            #expect(page.code == 200)
            #expect(page.text.contains("<h1>Brev til Han</h1>"))
            #expect(page.text.contains("Han &lt;han@small.example&gt;"))
            #expect(page.text.contains("digital-ledelse@glostrup.example"))
            #expect(page.text.contains("src=\"\(path)/body\""))
            #expect(page.text.contains("/courses/small/plan/"))
            #expect(page.text.contains("Kære Han"))
            #expect(page.text.contains("<ol class=\"plan-why\">") && !page.text.contains(" working days"))

            let body = try await browser.get("\(path)/body")
            let policy = try #require(body.headers[.contentSecurityPolicy])
            #expect(policy.contains("frame-ancestors 'self'") && policy.contains("sandbox"))
            #expect(policy.contains("default-src 'none'") && !policy.contains("script-src"))
            #expect(body.text.hasPrefix("<!DOCTYPE html>"))
            #expect(body.text.contains("Kære Han"))
            #expect(!body.text.contains("href=\"http"))
            #expect(!page.text.contains("https://") || page.text.contains("https://link.invalid/"))
        }
    }

    @Test(arguments: [
        "/courses/small/preview/99999/2027-02-01", "/courses/small/preview/1/none",
        "/courses/small/preview/x/2027-02-01",
    ])
    func `letters that there are not are not found`(path: String) async throws {
        try await withSite { site in
            _ = try await Cast.assemble(in: site)
            let browser = try await site.browser(of: "admin@tandem.example")
            for part in ["", "/body"] { #expect(try await browser.get(path + part).code == 404) }
            #expect(try await browser.post(path + "/copy").code == 404)
        }
    }

    @Test func `a test copy is sent on to the page with a word that it is on its way`() async throws {
        try await withSite { site in
            let cast = try await Cast.assemble(in: site)
            let path = try await Access.letter(cast, .albertslund)
            let browser = try await site.browser(of: "admin@tandem.example")
            let answer = try await browser.post("\(path)/copy")
            #expect(answer.code == 303)
            #expect(answer.location == path)
            #expect(try await browser.get(path).text.contains("En prøve er på vej til admin@tandem.example"))
        }
    }

    @Test func `names and titles with markup are text, in the list, on the page and in the letter`() async throws {
        try await withSite { site in
            var outline = try SmallCourse.outline()
            for index in outline.programme.modules.indices {
                outline.programme.modules[index].title += " <script>alert('t')</script>"
            }
            let run = try await SmallCourse.run(in: site.store, outline: outline)
            try await site.owner.transaction(as: "administrator") { transaction in
                try await transaction.execute("INSERT INTO administrator (email) VALUES ('admin@tandem.example')")
                try await transaction.execute("UPDATE leader SET name = name || '<script>alert(1)</script>'")
            }
            let cast = Cast(site: site, run: run)
            let browser = try await site.browser(of: "admin@tandem.example")
            let path = try await Access.letter(cast, .albertslund)
            for page in [Self.whole, path, "\(path)/body", "/courses/small/words", "/courses/small/words/film-1/link"] {
                let text = try await browser.get(page).text
                #expect(!text.contains("<script>alert"), "\(page)")
                #expect(text.contains("&lt;script&gt;alert"), "\(page)")
            }
        }
    }

    @Test func `a hundred thousand who are alike cost no more lines than one`() async throws {
        try await withSite { site in
            let run = try await SmallCourse.run(in: site.store)
            // As many as the page is built for would take a test too long; the shapes say what the cost grows with.
            try await site.owner.transaction(as: "administrator") { transaction in
                try await transaction.execute("INSERT INTO administrator (email) VALUES ('admin@tandem.example')")
                try await transaction.execute(
                    """
                    INSERT INTO leader (course, municipality, name, email, area, leader_group, chair, listed, enrolled_at)
                    SELECT l.course, l.municipality, 'Leder ' || n, 'leder' || n || '@many.example', l.area, l.leader_group,
                           false, '{}', l.enrolled_at
                    FROM leader l, generate_series(1, 5000) AS n WHERE l.name = 'Bo'
                    """
                )
            }
            let grouped = try await site.store.groupedPreview(of: run.key)
            #expect(grouped.shapes.count <= 7)
            let browser = try await site.browser(of: "admin@tandem.example")
            let page = try await browser.get(Self.whole)
            #expect(page.text.contains("5005 ledere"))
            #expect(page.text.utf8.count < 60_000)
        }
    }
}
