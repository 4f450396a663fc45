import Course
import CourseStore
import CourseTesting
import Foundation
import HTTPTypes
import Postgres
import Testing

@testable import CourseWeb

/// The ledger, the audit log and what is sent by hand, as an administrator's browser has them.
struct LedgerPagesTests {
    private func withLetters(_ body: (Cast, Browser) async throws -> Void) async throws {
        try await withSite { site in
            let cast = try await Cast.assemble(in: site)
            try await cast.run.run(until: LocalDateTime(Day(2027, 3, 4), .midnight))
            try await body(cast, try await site.browser(of: "admin@tandem.example"))
        }
    }

    @Test func `the ledger shows what became of each prompt, whole and as the part that is fetched anew`() async throws
    {
        try await withLetters { cast, browser in
            let page = try await browser.get("/courses/small/ledger")
            #expect(page.code == 200)
            #expect(page.text.contains("data-live=\"/courses/small/ledger/figures\""))
            #expect(page.text.contains("/courses/small/ledger/\(try await cast.planned(in: .albertslund))"))
            #expect(!page.text.contains("class=\"notice\""))
            let part = try await browser.get("/courses/small/ledger/figures?municipality=glostrup")
            #expect(part.code == 200 && !part.text.contains("<html") && !part.text.contains("Albertslund Kommune"))
            #expect(part.headers[.contentType] == "text/html; charset=utf-8")
        }
    }

    @Test func `the spreadsheet has a mark, semicolons and a row a prompt`() async throws {
        try await withLetters { _, browser in
            let table = try await browser.get("/courses/small/ledger.csv?module=film-1")
            #expect(table.headers[.contentType]?.hasPrefix("text/csv; charset=utf-8") == true)
            #expect(table.text.hasPrefix("\u{FEFF}tidspunkt;kommune;modul;"))
            let rows = table.text.split(separator: "\r\n").dropFirst()
            #expect(
                rows.contains {
                    $0.hasPrefix("2027-03-03 08:00;Albertslund Kommune;film-1;link;;") && $0.contains(";5;5;0;0;0;0;")
                }
            )
            #expect(rows.allSatisfy { $0.contains(";film-1;") })
        }
    }

    @Test(arguments: [
        ("=1+1", "'=1+1"), ("+45 1", "'+45 1"), ("-1", "'-1"), ("@x", "'@x"), ("a;b", "\"a;b\""),
        ("=\"x\";y", "\"'=\"\"x\"\";y\""), ("line\nbreak", "\"line\nbreak\""), ("plain", "plain"), ("", ""),
    ])
    func `no cell is a formula`(text: String, cell: String) {
        #expect(LedgerTable.cell(text) == cell)
    }

    @Test func `a prompt's page names its leaders and their letters, and a letter tells its server's answer`()
        async throws
    {
        try await withLetters { cast, browser in
            let prompt = try await browser.get("/courses/small/ledger/\(try await cast.planned(in: .albertslund))")
            #expect(prompt.text.contains(">Bo</a>"))
            let href = try #require(prompt.text.firstMatch(of: /\/courses\/small\/letters\/[0-9]+/)).output
            let letter = try await browser.get(String(href))
            #expect(letter.code == 200)
            #expect(letter.text.contains("250 2.0.0 Ok"))
            #expect(letter.text.contains("/courses/small/ledger/"))
            #expect(try await browser.get("/courses/small/letters/999999").code == 404)
            #expect(try await browser.get("/courses/small/ledger/999999").code == 404)
        }
    }

    @Test func `a prompt is held, let go and cancelled, each with its sentence, and the log tells of it`() async throws
    {
        try await withLetters { cast, browser in
            let page = "/courses/small/ledger/\(try await cast.planned(in: .albertslund))"
            let root = "/courses/small/prompts/film-1/link"
            let held = try await browser.post("\(root)/hold", [("back", page)])
            #expect(held.code == 303 && held.location == page)
            #expect(try await browser.get(page).text.contains("class=\"notice\""))
            #expect(
                try await browser.post("\(root)/release", [("back", "https://evil.example/")]).location
                    == "/courses/small/ledger"
            )
            let asked = try await browser.post("\(root)/cancellation", [("back", page)])
            #expect(asked.code == 200 && asked.text.contains("name=\"sure\""))
            #expect(try await browser.post("\(root)/cancellation", [("back", page), ("sure", "yes")]).code == 303)
            #expect(try await browser.post("\(root)/hold", [("back", page)]).code == 409)
            #expect(try await browser.post("/courses/small/prompts/none/link/hold").code == 404)
            let log = try await browser.get("/audit?action=mail.cancel")
            let film = "To tilgange til digital forandring: link"
            #expect(log.text.contains("annullerede \(film)") && !log.text.contains("tilbageholdt \(film)"))
            #expect(!log.text.contains("film-1"))
        }
    }

    @Test func `a letter is held, tried again and cancelled on its page`() async throws {
        try await withLetters { cast, browser in
            let letter = "/courses/small/letters/\(try await cast.queuedLetter(in: .albertslund))"
            #expect(try await browser.post("\(letter)/hold").location == letter)
            #expect(try await browser.get(letter).text.contains("tilbageholdt"))
            #expect(try await browser.post("\(letter)/retry").code == 303)
            #expect(try await browser.post("\(letter)/cancellation", [("sure", "yes")]).code == 303)
            #expect(try await browser.get(letter).text.contains("taget tilbage"))
            let late = try await browser.post("\(letter)/hold")
            #expect(late.code == 409 && late.text.contains("er afsluttet: det er taget tilbage. Gå tilbage"))
        }
    }

    @Test func `a message is typed, looked through and sent once`() async throws {
        try await withLetters { cast, browser in
            let form = [
                ("form", UUID().uuidString), ("audience", "municipality:glostrup"),
                ("subject", "Til <b>{first-name}</b>"),
                ("text", "Tag <script> med."),
            ]
            let wrong = try await browser.post(
                "/courses/small/messages/new",
                [("audience", "group:x"), ("subject", "Behold mig"), ("text", "{nickname}")]
            )
            #expect(
                wrong.code == 422 && wrong.text.contains("Behold mig") && wrong.text.contains("href=\"#field-text\"")
            )
            let preview = try await browser.post("/courses/small/messages/new", form)
            #expect(preview.code == 200 && preview.text.contains("Send til 2 ledere"))
            #expect(preview.text.contains("Til &lt;b&gt;Kim&lt;/b&gt;") && !preview.text.contains("<script> med"))
            #expect(try await cast.number(Query("SELECT count(*) FROM message")) == 0)
            let sent = try await browser.post("/courses/small/messages/new", form + [("send", "yes")])
            let again = try await browser.post("/courses/small/messages/new", form + [("send", "yes")])
            #expect(sent.code == 303 && again.location == sent.location)
            #expect(try await cast.number(Query("SELECT count(*) FROM message_share")) == 2)
            try await cast.run.step()
            let page = try await browser.get(try #require(sent.location))
            #expect(page.text.contains("Til &lt;b&gt;{first-name}&lt;/b&gt;"))
            #expect(try await browser.get("/courses/small/messages").text.contains("Glostrup"))
            #expect(try await browser.get("/courses/small/ledger").text.contains("/courses/small/messages/"))
        }
    }

    @Test func `a message's page names its leaders and their letters, by municipality and by what became of them`()
        async throws
    {
        try await withLetters { cast, browser in
            let sent = try await cast.run.store.send(
                MessageDraft(to: .everybody, subject: "<b>Hej</b>", text: "Hej"),
                in: cast.run.key,
                form: UUID()
            )
            try await cast.run.step()
            let path = "/courses/small/messages/\(sent.id)"
            let page = try await browser.get(path)
            #expect(
                page.text.contains(">Bo</a>") && page.text.contains(">Gro</a>")
                    && page.text.contains("<code>250</code>")
            )
            #expect(page.text.matches(of: /href="\/courses\/small\/letters\/[0-9]+"/).count == 7)
            #expect(!page.text.contains("/cancellation\"") && !page.text.contains("<b>Hej</b>"))
            let letter = try #require(page.text.firstMatch(of: /\/courses\/small\/letters\/[0-9]+/)).output
            #expect(try await browser.get(String(letter)).text.contains("href=\"\(path)\""))
            let there = try await browser.get("\(path)?municipality=glostrup&state=sent")
            #expect(there.text.contains(">Gro</a>") && !there.text.contains(">Bo</a>"))
            #expect(there.text.contains("value=\"glostrup\" selected"))
            #expect(try await browser.get("\(path)?state=failed").text.contains("class=\"empty\""))

            // A coordinator sees the own leaders, and chooses among no municipalities.
            let own = try await cast.site.browser(of: cast.address(of: .own, in: .glostrup))
            let cut = try await own.get(path)
            #expect(cut.code == 200 && cut.text.contains(">Gro</a>") && !cut.text.contains(">Bo</a>"))
            #expect(!cut.text.contains("Albertslund") && cut.text.contains("<dd>2</dd>"))
            #expect(try await own.get("/courses/small/messages").text.contains("href=\"\(path)\""))
        }
    }

    @Test func `a long list goes on where it ended`() async throws {
        try await withLetters { cast, browser in
            try await cast.site.owner.transaction(as: "administrator") { transaction in
                try await transaction.execute(
                    """
                    INSERT INTO leader (course, municipality, name, email, area, listed, enrolled_at)
                    SELECT l.course, l.municipality, 'Ny & ' || lpad(n::text, 3, '0'), n || '@many.example', l.area, 'null', l.enrolled_at
                    FROM generate_series(1, 120) AS n, (SELECT * FROM leader WHERE name = 'Gro') AS l
                    """
                )
            }
            let sent = try await cast.run.store.send(
                MessageDraft(to: .municipality("glostrup"), subject: "Hej", text: "Hej"),
                in: cast.run.key,
                form: UUID()
            )
            let page = try await browser.get("/courses/small/messages/\(sent.id)?state=pending")
            let next = try #require(page.text.firstMatch(of: /href="([^"]*after=[^"]*)"/)?.output.1)
            let rest = try await browser.get(String(next).replacing("&amp;", with: "&"))
            let rows = /<th scope="row"><a href="[^"]*">([^<]*)</
            let names = [page, rest].map { $0.text.matches(of: rows).map { String($0.output.1) } }
            #expect(names.map(\.count) == [100, 22])
            #expect(names.joined().sorted() == Array(names.joined()) && Set(names.joined()).count == 122)
            #expect(rest.text.contains("value=\"pending\" selected"))
        }
    }

    @Test func `what has not left of a message is cancelled, once that was asked`() async throws {
        try await withLetters { cast, browser in
            let everybody = try await cast.run.store.send(
                MessageDraft(to: .everybody, subject: "Hej", text: "Hej"),
                in: cast.run.key,
                form: UUID()
            ).id
            _ = try await cast.run.store.claim(on: cast.run.route, by: "one", limit: 2)
            let path = "/courses/small/messages/\(everybody)"
            let page = try await browser.get(path)
            #expect(page.text.contains("action=\"\(path)/cancellation\"") && page.text.contains("de 5 breve"))
            let asked = try await browser.post("\(path)/cancellation")
            #expect(
                asked.code == 200 && asked.text.contains("name=\"sure\"") && asked.text.contains("5 breve er ikke gået")
            )
            #expect(try await cast.number(Query("SELECT count(*) FROM letter")) == 7)

            // Not a coordinator's to cancel, seen or not.
            let own = try await cast.site.browser(of: cast.address(of: .own, in: .albertslund))
            let seen = try await own.get(path)
            #expect(seen.code == 200 && !seen.text.contains("/cancellation\""))
            #expect(try await own.post("\(path)/cancellation", [("sure", "yes")]).code == 404)
            #expect(try await cast.number(Query("SELECT count(*) FROM letter")) == 7)

            let done = try await browser.post("\(path)/cancellation", [("sure", "yes")])
            #expect(done.code == 303 && done.location == path)
            let after = try await browser.get(path)
            #expect(after.text.contains("5 breve er annulleret. 2 var allerede gået eller ved at blive sendt."))
            #expect(after.text.contains("5 annulleret") && !after.text.contains("action=\"\(path)/cancellation\""))
            #expect(try await cast.number(Query("SELECT count(*) FROM letter")) == 2)
            #expect(try await browser.post("\(path)/cancellation").code == 409)
            #expect(try await browser.post("/courses/small/messages/999/cancellation").code == 404)
            #expect(try await browser.get("/audit?action=message.cancel").text.contains("annullerede"))

            let message = try await cast.message(to: .albertslund)
            let mine = "/courses/small/messages/\(message)/cancellation"
            #expect(try await own.post(mine, [("sure", "yes")]).code == 303)
            #expect(try await cast.number(Query("SELECT count(*) FROM letter")) == 2)
        }
    }

    @Test func `corrections lead from the ledger to their letters, with what was told instead of what`() async throws {
        try await withLetters { cast, browser in
            _ = try await cast.correction(in: .albertslund)
            let ledger = try await browser.get("/courses/small/ledger")
            let links = ledger.text.matches(of: /href="(\/courses\/small\/ledger\/corrections\/[^"]+)"/).map {
                String($0.output.1)
            }
            #expect(links.count == 2)
            let path = try #require(links.first { $0.contains("albertslund") })
            let page = try await browser.get(path)
            #expect(page.code == 200 && page.text.contains(">Bo</a>") && !page.text.contains(">Gro</a>"))
            let change = "onsdag den 21. april 2027 kl. 9.00 i stedet for onsdag den 14. april 2027 kl. 9.00"
            #expect(page.text.ranges(of: change).count == 5)
            let letter = try #require(page.text.firstMatch(of: /\/courses\/small\/letters\/[0-9]+/)).output
            #expect(try await browser.get(String(letter)).text.contains(change))
            for wrong in ["0", "x", "99999999999999999", "-1"] {
                #expect(try await browser.get("/courses/small/ledger/corrections/albertslund/\(wrong)").code == 404)
            }
            #expect(try await browser.get(path.replacing("albertslund", with: "nowhere")).code == 404)
        }
    }

    @Test func `a prompt's page says why it is on its day, in the page's language, and the totals what they leave out`()
        async throws
    {
        try await withLetters { cast, browser in
            let path = "/courses/small/ledger/\(try await cast.planned(in: .albertslund))"
            let danish = try await browser.get(path)
            #expect(danish.text.contains("Hvorfor netop den dag") && danish.text.contains("<ol class=\"plan-why\">"))
            #expect(!danish.text.contains(" before ") && !danish.text.contains(" after "))
            let ledger = try await browser.get("/courses/small/ledger")
            #expect(ledger.text.contains("Tallene er uden det, der kun sendes til dem, der mangler"))
            let link = try await browser.get("/courses/small/ledger/figures?state=withdrawn")
            #expect(!link.text.contains("Tallene er uden"))
        }
    }

    @Test func `a leader's page leads to the letters that wait`() async throws {
        try await withLetters { cast, browser in
            let letter = try await cast.queuedLetter(in: .albertslund)
            let leader = try await cast.number(Query("SELECT leader FROM letter WHERE id = \(letter)"))
            let page = try await browser.get("/courses/small/people/\(leader)")
            #expect(page.text.contains("href=\"/courses/small/letters/\(letter)\"") && page.text.contains("i kø"))
        }
    }
}
